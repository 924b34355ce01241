import type { ProtocolWrong } from '../protocol/check-protocol.js';
import type { RuleCode } from '../protocol/rules.js';
import type { Words } from './language.js';

/** Sentences of a protocol that was checked. `{…}` are filled in. */
export const protocolWords = {
  what: {
    ky: '«{plate}» белгисин сатуунун жабылуу протоколу.',
    ru: 'Протокол закрытия продажи знака «{plate}».',
    en: 'The closing protocol of the sale of the plate “{plate}”.',
  },
  seal: {
    ky: 'Ар бир сап — аукцион {at} кол койгон сап, ар бири мурдакысынан кийин жазылган',
    ru: 'Каждая строка — та, которую аукцион подписал {at}, и каждая написана вслед за предыдущей',
    en: 'Each line is the one that the auction signed at {at}, and each was written after the one before it',
  },
  replayed: {
    ky: 'Эрежелер боюнча кайра ойнотулду: {lines} сап, {bids} сунуш, {extensions} узартуу, {entries} катышуучу',
    ru: 'Воспроизведено по правилам: строк {lines}, ставок {bids}, продлений {extensions}, участников {entries}',
    en: 'Replayed by the rules: {lines} lines, {bids} bids, {extensions} extensions, {entries} bidders',
  },
  won: {
    ky: 'Жеңүүчү — {bidderNumber} номери, {price} сом',
    ru: 'Победил номер {bidderNumber}, {price} сомов',
    en: 'Number {bidderNumber} won, at {price} som',
  },
  second: {
    ky: 'Экинчи — {bidderNumber} номери, {price} сом',
    ru: 'Второй — номер {bidderNumber}, {price} сомов',
    en: 'Number {bidderNumber} was second, at {price} som',
  },
  bought: {
    ky: 'Белгиленген баада {bidderNumber} номери сатып алды, {price} сом',
    ru: 'По фиксированной цене купил номер {bidderNumber}, {price} сомов',
    en: 'Number {bidderNumber} bought it at the fixed price, {price} som',
  },
  unbought: { ky: 'Эч ким сатып алган жок', ru: 'Никто не купил', en: 'Nobody bought it' },
  nobody: { ky: 'Эч ким сунуш берген жок', ru: 'Никто не сделал ставки', en: 'Nobody bid' },
  cancelled: {
    ky: 'Лот алынып салынган: жеңүүчү жок',
    ru: 'Лот снят: победителя нет',
    en: 'The lot was called off: nobody won',
  },
  ledger: {
    ky: 'Журналда: «{origin}», {size} жазуунун ичинен {index}-орун; күбөлөр: {witnesses}',
    ru: 'В журнале «{origin}», место {index} из {size}; свидетелей: {witnesses}',
    en: 'In the ledger “{origin}”, at place {index} of {size}; witnesses: {witnesses}',
  },
  noLedger: {
    ky: 'Журналдын далили берилген эмес: аны /ledger/protocols/{lotId} дарегинен алып, --proof менен бериңиз',
    ru: 'Доказательство журнала не дано: возьмите его по адресу /ledger/protocols/{lotId} и передайте через --proof',
    en: 'No proof of the ledger came along: take it from /ledger/protocols/{lotId} and give it by --proof',
  },
  line: {
    ky: 'Өзгөртүлгөн биринчи сап: {line}',
    ru: 'Первая изменённая строка: {line}',
    en: 'The first line that was altered: {line}',
  },
  lot: { ky: 'Лоттун номери', ru: 'Номер лота', en: 'Id of the lot' },
  sha256: { ky: 'Протоколдун SHA-256 суммасы', ru: 'SHA-256 протокола', en: 'SHA-256 of the protocol' },
  closedAt: { ky: 'Жабылган', ru: 'Закрыт', en: 'Closed' },
  startPrice: { ky: 'Баштапкы баа, сом', ru: 'Начальная цена, сомов', en: 'Start price, som' },
} as const satisfies Readonly<Record<string, Words>>;

/** What is wrong with a protocol, exactly. */
export const protocolWrongWords: Readonly<Record<ProtocolWrong, Words>> = {
  PROTOCOL_MALFORMED: {
    ky: 'Бул жабылуу протоколу эмес, же ал бузулган (belgi-protocol@v1 күтүлгөн).',
    ru: 'Это не протокол закрытия, или он повреждён (ожидался belgi-protocol@v1).',
    en: 'This is no closing protocol, or it is damaged (belgi-protocol@v1 was expected).',
  },
  PROTOCOL_KEYS_MISSING: {
    ky: 'Ачкычтар жок: аларды /protocols/keys дарегинен алып, --keys менен же баракта бериңиз.',
    ru: 'Нет ключей: возьмите их по адресу /protocols/keys и передайте через --keys или на странице.',
    en: 'There are no keys: take them from /protocols/keys and give them by --keys, or on the page.',
  },
  SEAL_MALFORMED: {
    ky: 'Протоколдун кол тамгасы окулбайт.',
    ru: 'Подпись протокола не читается.',
    en: 'The seal of the protocol cannot be read.',
  },
  SEAL_KEY_UNKNOWN: {
    ky: 'Протоколго сиз ишенген ачкыч кол койгон эмес.',
    ru: 'Протокол подписан не тем ключом, которому вы доверяете.',
    en: 'The protocol is not signed by a key that you trust.',
  },
  SEAL_SIGNATURE_INVALID: {
    ky: 'Протоколдун кол тамгасы туура эмес: ал өзгөртүлгөн.',
    ru: 'Подпись протокола неверна: она изменена.',
    en: 'The seal’s signature is wrong: it was altered.',
  },
  ED25519_UNSUPPORTED: {
    ky: 'Бул браузер же программа Ed25519 кол тамгасын текшере албайт: эч нерсе текшерилген жок. Жаңыраагын колдонуңуз.',
    ru: 'Этот браузер или программа не умеет проверять подписи Ed25519: ничего не проверено. Возьмите новее.',
    en: 'This browser or program cannot verify Ed25519 signatures: nothing was verified. Use a newer one.',
  },
  SEAL_OF_ANOTHER: {
    ky: 'Кол тамга чыныгы, бирок башка протоколдуку.',
    ru: 'Подпись настоящая, но от другого протокола.',
    en: 'The seal is true, and of another protocol.',
  },
  HASHES_ALTERED: {
    ky: 'Саптардын хештеринин тизмеси кол коюлгандай эмес.',
    ru: 'Список хешей строк не тот, который подписан.',
    en: 'The list of the lines’ hashes is not the one that was signed.',
  },
  LINE_ALTERED: {
    ky: '{line}-сап кол коюлгандан кийин өзгөртүлгөн.',
    ru: 'Строка {line} изменена после подписания.',
    en: 'Line {line} is not the one that was signed.',
  },
  LINE_MISSING: {
    ky: '{line}-сап кол коюлган, бирок файлда жок.',
    ru: 'Строка {line} подписана, но в файле её нет.',
    en: 'Line {line} was signed, and is not in the file.',
  },
  LINE_ADDED: {
    ky: '{line}-сапка эч ким кол койгон эмес: ал кошулган.',
    ru: 'Строка {line} никем не подписана: она добавлена.',
    en: 'Line {line} was signed by nobody: it was added.',
  },
  LINE_UNCHAINED: {
    ky: '{line}-сап кол коюлганга чейин өзгөртүлгөн: кийинки сап башка текстке уланган.',
    ru: 'Строка {line} изменена до подписания: следующая написана вслед за другим текстом.',
    en: 'Line {line} was altered before the signing: what follows it was written after another text.',
  },
  RULE_BROKEN: {
    ky: '{line}-сап эрежелерге каршы келет.',
    ru: 'Строка {line} противоречит правилам.',
    en: 'Line {line} is against the rules.',
  },
  PROOF_WRONG: {
    ky: 'Протокол туура, бирок журналдын далили туура эмес.',
    ru: 'Протокол верен, но доказательство журнала неверно.',
    en: 'The protocol is right, and the proof of the ledger that came along is wrong.',
  },
  PROOF_OF_ANOTHER: {
    ky: 'Протокол туура, бирок журналдын далили башка нерсе жөнүндө.',
    ru: 'Протокол верен, но доказательство журнала — о другом.',
    en: 'The protocol is right, and the proof of the ledger that came along is of something else.',
  },
};

/** Which rule a line breaks. */
export const ruleWords: Readonly<Record<RuleCode, Words>> = {
  LINE_UNKNOWN: {
    ky: 'Бул программа мындай сапты билбейт.',
    ru: 'Такой строки эта программа не знает.',
    en: 'This program does not know such a line.',
  },
  ORDER: { ky: 'Сап өз ордунда эмес.', ru: 'Строка не на своём месте.', en: 'It does not stand where it may.' },
  SEQUENCE: {
    ky: 'Сунуштун номери катары менен эмес.',
    ru: 'Номер ставки не по порядку.',
    en: 'The number of the bid is out of order.',
  },
  TIME_BACK: { ky: 'Убакыт артка кеткен.', ru: 'Время пошло назад.', en: 'Time went back.' },
  OUTSIDE_TIME: {
    ky: 'Бул учурда буга уруксат жок болчу.',
    ru: 'В этот момент это не допускалось.',
    en: 'It came at a time when it could not.',
  },
  AMOUNT: {
    ky: 'Сумма минимумдан аз же кадамга туура келбейт.',
    ru: 'Сумма ниже минимальной или не по шагу.',
    en: 'The amount is below the minimum or between two steps.',
  },
  OWN_BID: {
    ky: 'Алдыда турган киши өзүнө каршы сунуш берген.',
    ru: 'Лидер перебил сам себя.',
    en: 'Who leads bid against themselves.',
  },
  END: {
    ky: 'Аяктоо убактысы эреже боюнча жылган эмес.',
    ru: 'Время окончания перенесено не по правилам.',
    en: 'The end did not move as the rules say.',
  },
  ENTRIES: {
    ky: 'Катышуучулардын номерлери сунуштарга туура келбейт.',
    ru: 'Номера участников не сходятся со ставками.',
    en: 'The numbers of the bidders do not agree with the bids.',
  },
  RESERVATION: {
    ky: 'Лотту башка ээлеп турган, же ээлөө мөөнөтү эреже боюнча эмес.',
    ru: 'Лот удерживал другой, или бронь не того срока, что по правилам.',
    en: 'Another held the lot, or the reservation is not as long as the rules say.',
  },
  RESULT: {
    ky: 'Сунуштар боюнча жеңүүчү же экинчи башка.',
    ru: 'По ставкам победитель или второй — другой.',
    en: 'By the bids the winner, or the second, is another one.',
  },
};
