import type { FileWrong } from '../check.js';
import type { Words } from './language.js';

const BROKEN_PATH: Words = {
  ky: 'Файлдагы жазуу журналдын кол коюлган абалында жок: жазуу, анын орду же жолу өзгөртүлгөн.',
  ru: 'Записи из файла нет в подписанном состоянии журнала: изменена запись, её место или путь к ней.',
  en: 'The entry in this file is not in the signed state of the ledger: the entry, its place or its path was altered.',
};
const BROKEN_CHECKPOINT: Words = {
  ky: 'Файлдагы журналдын абалы окулбайт: ал бузулган же башка форматта.',
  ru: 'Состояние журнала в файле не читается: оно повреждено или другого формата.',
  en: 'The state of the ledger in this file cannot be read: damaged, or of another format.',
};
/** Only between two sizes of a tree; a file has one. Said all the same, should it ever come. */
const BROKEN_GROWTH: Words = {
  ky: 'Журналдын эки абалы бири-бирине каршы келет: тарых кайра жазылган.',
  ru: 'Два состояния журнала противоречат друг другу: история переписана.',
  en: 'Two states of the ledger contradict each other: its history was rewritten.',
};

/** What is wrong, exactly; one sentence, or two where the reader can do something. */
export const wrongWords: Readonly<Record<FileWrong, Words>> = {
  PROOF_MALFORMED: {
    ky: 'Бул журналдын далил файлы эмес, же ал бузулган (tlog-proof@v1 күтүлгөн).',
    ru: 'Это не файл доказательства журнала, или он повреждён (ожидался tlog-proof@v1).',
    en: 'This is no proof file of the ledger, or it is damaged (tlog-proof@v1 was expected).',
  },
  EVIDENCE_MALFORMED: {
    ky: 'Файлда эмне далилденери жазылган эмес, же ошол бөлүгү бузулган.',
    ru: 'В файле не сказано, что он доказывает, или эта часть повреждена.',
    en: 'The file does not say what it proves, or that part of it is damaged.',
  },
  KEYS_MISSING: {
    ky: 'Ачкычтар жок: аларды --keys менен же баракта бериңиз.',
    ru: 'Нет ключей: передайте их через --keys или на странице.',
    en: 'There are no keys: give them by --keys, or on the page.',
  },
  KEY_MALFORMED: {
    ky: 'Берилген ачкычтардын бири ачкыч эмес, же анын номери өзүнө туура келбейт.',
    ru: 'Один из данных ключей — не ключ, или его номер не от него.',
    en: 'One of the given keys is no key, or bears the id of another one.',
  },
  WITNESS_REPEATED: {
    ky: 'Бир күбөнүн ачкычы эки жолу берилген.',
    ru: 'Ключ одного свидетеля дан дважды.',
    en: 'The key of one witness was given twice.',
  },
  QUORUM_IMPOSSIBLE: {
    ky: 'Берилгенден көп күбө талап кылынган.',
    ru: 'Требуется больше свидетелей, чем дано.',
    en: 'More witnesses are asked for than were given.',
  },
  ED25519_UNSUPPORTED: {
    ky: 'Бул браузер же программа Ed25519 кол тамгасын текшере албайт: эч нерсе текшерилген жок. Жаңыраагын колдонуңуз.',
    ru: 'Этот браузер или программа не умеет проверять подписи Ed25519: ничего не проверено. Возьмите новее.',
    en: 'This browser or program cannot verify Ed25519 signatures: nothing was verified. Use a newer one.',
  },
  NOTE_MALFORMED: BROKEN_CHECKPOINT,
  CHECKPOINT_MALFORMED: BROKEN_CHECKPOINT,
  ORIGIN_DIFFERS: {
    ky: 'Файл башка журналдан: анын аты сиз ишенген журналдыкындай эмес.',
    ru: 'Файл из другого журнала: его имя не то, которому вы доверяете.',
    en: 'The file is of another ledger: its name is not the one that you trust.',
  },
  SIGNATURE_MISSING: {
    ky: 'Журналдын бул абалына сиз ишенген ачкыч кол койгон эмес.',
    ru: 'Это состояние журнала не подписано ключом, которому вы доверяете.',
    en: 'This state of the ledger is not signed by the key that you trust.',
  },
  SIGNATURE_INVALID: {
    ky: 'Журналдын кол тамгасы бул текстке туура келбейт: журналдын абалы өзгөртүлгөн.',
    ru: 'Подпись журнала не от этого текста: состояние журнала изменено.',
    en: 'The ledger’s signature is not of this text: the state of the ledger was altered.',
  },
  EMPTY_ROOT_DIFFERS: BROKEN_CHECKPOINT,
  COSIGNATURE_INVALID: {
    ky: 'Күбөнүн кол тамгасы бул текстке туура келбейт: ал өзгөртүлгөн.',
    ru: 'Подпись свидетеля не от этого текста: она или текст изменены.',
    en: 'The witness’s signature is not of this text: it or the text was altered.',
  },
  QUORUM_MISSED: {
    ky: 'Күбө журналдын бул абалын ырастаган эмес: журнал ар кимге ар башканы көрсөтүшү мүмкүн. Файлды кийинчерээк кайра жүктөңүз.',
    ru: 'Свидетель не подтвердил это состояние журнала: журнал мог показать каждому своё. Скачайте файл снова позже.',
    en: 'The witness has not confirmed this state: the ledger could show everybody something else. Download the file again later.',
  },
  HASH_MALFORMED: BROKEN_PATH,
  INDEX_OUT_OF_RANGE: BROKEN_PATH,
  PATH_LENGTH: BROKEN_PATH,
  ROOT_DIFFERS: BROKEN_PATH,
  SIZE_SHRINKS: BROKEN_GROWTH,
  ROOTS_FORKED: BROKEN_GROWTH,
  OLD_ROOT_DIFFERS: BROKEN_GROWTH,
  NEW_ROOT_DIFFERS: BROKEN_GROWTH,
  ENTRY_UNKNOWN: {
    ky: 'Жазуу журналда бар, бирок бул программа анын форматын билбейт. Жаңыраагын колдонуңуз.',
    ru: 'Запись в журнале есть, но её формата эта программа не знает. Возьмите новее.',
    en: 'The entry is in the ledger, and this program does not know its format. Use a newer one.',
  },
  RECEIPT_MALFORMED: {
    ky: 'Жазуу журналда бар, бирок макулдуктун дүмүрчөгү окулбайт.',
    ru: 'Запись в журнале есть, но квитанция о согласии не читается.',
    en: 'The entry is in the ledger, and the receipt of the consent cannot be read.',
  },
  RECEIPT_KEY_UNKNOWN: {
    ky: 'Жазуу журналда бар, бирок дүмүрчөккө сиз ишенген ачкыч кол койгон эмес.',
    ru: 'Запись в журнале есть, но квитанция подписана не тем ключом, которому вы доверяете.',
    en: 'The entry is in the ledger, and the receipt is not signed by a key that you trust.',
  },
  RECEIPT_SIGNATURE_INVALID: {
    ky: 'Жазуу журналда бар, бирок дүмүрчөк өзгөртүлгөн: анын кол тамгасы туура эмес.',
    ru: 'Запись в журнале есть, но квитанция изменена: её подпись неверна.',
    en: 'The entry is in the ledger, and the receipt was altered: its signature is wrong.',
  },
  RECEIPT_OF_ANOTHER_ENTRY: {
    ky: 'Дүмүрчөк чыныгы, бирок журналдын башка жазуусуна тиешелүү.',
    ru: 'Квитанция настоящая, но от другой записи журнала.',
    en: 'The receipt is true, and of another entry of the ledger.',
  },
  RECEIPT_DIFFERS: {
    ky: 'Дүмүрчөк менен журналдын жазуусу башка-башка нерсени айтат.',
    ru: 'Квитанция и запись журнала говорят разное.',
    en: 'The receipt and the entry of the ledger say different things.',
  },
};
