import type { Words } from './language.js';

/** Sentences around what was found. `{…}` are filled in. */
export const frameWords = {
  proved: { ky: 'Далилденди.', ru: 'Доказано.', en: 'Proved.' },
  selfConsistent: {
    ky: 'Файл өз ичинде туура, бирок ачкычтар файлдын өзүнөн алынган.',
    ru: 'Файл согласован сам с собой, но ключи взяты из него же.',
    en: 'The file agrees with itself, and the keys came out of the file.',
  },
  selfConsistentWhy: {
    ky: 'Аны жасаган киши ачкычтарды да жасай алмак. Ачкычтарды /ledger/keys дарегинен алып, салыштырыңыз же --keys менен бериңиз.',
    ru: 'Кто подделал бы файл, подделал бы и ключи. Сравните их с ключами по адресу /ledger/keys или передайте те через --keys.',
    en: 'Whoever forged it could have forged the keys. Compare them with those at /ledger/keys, or give those by --keys.',
  },
  wrong: { ky: 'Далилденген жок.', ru: 'Не доказано.', en: 'Not proved.' },
  untested: { ky: 'Текшерилген жок.', ru: 'Не проверено.', en: 'Nothing was checked.' },
  at: { ky: 'Качан', ru: 'Когда', en: 'When' },
  place: {
    ky: 'Журналда: «{origin}», {size} жазуунун ичинен {index}-орун',
    ru: 'В журнале «{origin}», место {index} из {size}',
    en: 'In the ledger “{origin}”, at place {index} of {size}',
  },
  signed: {
    ky: 'Журналдын бул абалына журнал өзү кол койгон',
    ru: 'Это состояние журнала подписано самим журналом',
    en: 'This state of the ledger is signed by the ledger',
  },
  witnessed: {
    ky: 'жана {at} күнү «{name}» күбөсү ырастаган',
    ru: 'и подтверждено свидетелем «{name}» {at}',
    en: 'and confirmed by the witness “{name}” at {at}',
  },
  unwitnessed: {
    ky: 'эч бир күбө ырастаган эмес: журнал ар кимге ар башканы көрсөтүшү мүмкүн',
    ru: 'ни один свидетель его не подтвердил: журнал мог показать каждому своё',
    en: 'and confirmed by no witness: the ledger could show everybody something else',
  },
  receipt: {
    ky: 'Макулдуктун дүмүрчөгүнө кол коюлган жана ал жазуу менен дал келет',
    ru: 'Квитанция о согласии подписана и говорит то же, что запись',
    en: 'The receipt of the consent is signed and says what the entry says',
  },
  leaf: { ky: 'Жалбырактын хеши', ru: 'Хеш листа', en: 'Hash of the leaf' },
} as const satisfies Readonly<Record<string, Words>>;
