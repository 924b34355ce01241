import type { Locale } from '@belgi/contracts';

/** What the page of a closing protocol says around its values, which come quoted. */
export interface ProtocolWords {
  readonly title: string;
  readonly intro: string;
  readonly none: string;
  readonly som: string;
  readonly plate: string;
  readonly saleMode: string;
  readonly auction: string;
  readonly fixedPrice: string;
  readonly startPrice: string;
  readonly deposit: string;
  readonly outcome: string;
  readonly signedAt: string;
  readonly lot: string;
  readonly sha256: string;
  readonly file: string;
  readonly ledger: string;
  readonly rules: string;
  readonly version: string;
  readonly opens: string;
  readonly closes: string;
  readonly step: string;
  readonly softClose: string;
  readonly hardStop: string;
  readonly paymentDays: string;
  readonly secondOffer: string;
  readonly reservation: string;
  readonly yes: string;
  readonly no: string;
  readonly lines: string;
  readonly when: string;
  readonly what: string;
  readonly terms: string;
  readonly automatic: string;
  readonly extended: string;
  readonly paused: string;
  readonly resumed: string;
  readonly reserved: string;
  readonly reservationEnded: string;
  readonly paid: string;
  readonly closed: string;
  readonly entries: string;
  readonly cancelled: string;
  readonly unsold: string;
  readonly check: string;
  band(from: string, step: string): string;
  seconds(window: number, extension: number): string;
  last(shown: number, all: number): string;
  bid(sequence: number, bidderNumber: number, amount: string): string;
  sold(bidderNumber: number, price: string): string;
}

export const protocolPageWords: Readonly<Record<Locale, ProtocolWords>> = {
  KY: {
    title: 'Жабылуу протоколу',
    intro:
      'Бул лотко эмне болгонунун баары, болгон тартипте. Катышуучулар ушул лоттогу кокустан алынган номери менен гана аталат; ар бир сап мурдакысынын хешин камтыйт.',
    none: 'Бул лоттун кол коюлган протоколу жок, же азырынча жок.',
    som: 'сом',
    plate: 'Белги',
    saleMode: 'Сатуу түрү',
    auction: 'аукцион',
    fixedPrice: 'белгиленген баада',
    startPrice: 'Баштапкы баа',
    deposit: 'Кепилдик төгүм',
    outcome: 'Жыйынтык',
    signedAt: 'Кол коюлган',
    lot: 'Лоттун номери',
    sha256: 'Протоколдун SHA-256 суммасы',
    file: 'Файлдар',
    ledger: 'журналдын далили',
    rules: 'Лот жарыяланган эрежелер',
    version: 'Эрежелердин версиясы',
    opens: 'Башталышы',
    closes: 'Аякташы, жарыялангандай',
    step: 'Кадам',
    softClose: 'Жумшак жабылуу',
    hardStop: 'Мындан кечикпейт',
    paymentDays: 'Төлөө мөөнөтү, күн',
    secondOffer: 'Экинчи катышуучуга сунуштоо',
    reservation: 'Ээлөө мөөнөтү, секунд',
    yes: 'ооба',
    no: 'жок',
    lines: 'Протоколдун саптары',
    when: 'Убакыт',
    what: 'Эмне болду',
    terms: 'Лот ушул эрежелер менен жарыяланды',
    automatic: 'система койгон',
    extended: 'Аякташы жылды:',
    paused: 'Соода токтотулду',
    resumed: 'Соода уланды, аякташы:',
    reservationEnded: 'Төлөнгөн жок: лот кайра бош',
    closed: 'Соода бүттү',
    entries: 'Катышкан номерлер',
    cancelled: 'Лот алынып салынды',
    unsold: 'Сатылган жок',
    check:
      'Текшерүү: <code>pnpm verify protocol.json</code> же <a href="/verify">/verify</a> барагы протоколду кайра ойнотуп, ошол эле жеңүүчүгө келет же өзгөртүлгөн биринчи сапты атайт.',
    band: (from, step) => `${from} баштап ${step}`,
    seconds: (window, extension) => `акыркы ${window} секундда аякташы сунуштан ${extension} секунд кийинкиге жылат`,
    last: (shown, all) => `${all} саптын акыркы ${shown} сабы; баары файлда.`,
    bid: (sequence, bidderNumber, amount) => `${sequence}-сунуш: ${bidderNumber} номери, ${amount}`,
    reserved: 'Лот ээленди, мөөнөтү:',
    paid: 'Төлөндү',
    sold: (bidderNumber, price) => `${bidderNumber} номери, ${price}`,
  },
  RU: {
    title: 'Протокол закрытия',
    intro:
      'Всё, что произошло с этим лотом, в том порядке, в каком произошло. Участники названы только случайным номером этого лота; каждая строка содержит хеш предыдущей.',
    none: 'Подписанного протокола этого лота нет или пока нет.',
    som: 'сом',
    plate: 'Знак',
    saleMode: 'Вид продажи',
    auction: 'аукцион',
    fixedPrice: 'по фиксированной цене',
    startPrice: 'Начальная цена',
    deposit: 'Задаток',
    outcome: 'Итог',
    signedAt: 'Подписан',
    lot: 'Номер лота',
    sha256: 'SHA-256 протокола',
    file: 'Файлы',
    ledger: 'доказательство журнала',
    rules: 'Правила, по которым лот объявлен',
    version: 'Версия правил',
    opens: 'Начало',
    closes: 'Окончание, как объявлено',
    step: 'Шаг',
    softClose: 'Мягкое закрытие',
    hardStop: 'Не позже',
    paymentDays: 'Срок оплаты, дней',
    secondOffer: 'Предложение второму участнику',
    reservation: 'Срок брони, секунд',
    yes: 'да',
    no: 'нет',
    lines: 'Строки протокола',
    when: 'Время',
    what: 'Что произошло',
    terms: 'Лот объявлен на этих условиях',
    automatic: 'сделана системой',
    extended: 'Окончание перенесено:',
    paused: 'Торги приостановлены',
    resumed: 'Торги возобновлены, окончание:',
    reservationEnded: 'Не оплачено: лот снова свободен',
    closed: 'Торги окончены',
    entries: 'Номера участников',
    cancelled: 'Лот отменён',
    unsold: 'Не продан',
    check:
      'Проверка: <code>pnpm verify protocol.json</code> или страница <a href="/verify">/verify</a> воспроизводит протокол и приходит к тому же победителю или называет первую изменённую строку.',
    band: (from, step) => `от ${from} — ${step}`,
    seconds: (window, extension) =>
      `в последние ${window} секунд окончание переносится на ${extension} секунд после ставки`,
    last: (shown, all) => `Последние ${shown} строк из ${all}; все строки — в файле.`,
    bid: (sequence, bidderNumber, amount) => `Ставка ${sequence}: номер ${bidderNumber}, ${amount}`,
    reserved: 'Забронирован, до:',
    paid: 'Оплачен',
    sold: (bidderNumber, price) => `Номер ${bidderNumber}, ${price}`,
  },
  EN: {
    title: 'Closing protocol',
    intro:
      'Everything that happened to this lot, in the order in which it did. Bidders are named by their random number of this lot alone; each line has the hash of the one before it.',
    none: 'This lot has no sealed protocol, or not yet.',
    som: 'som',
    plate: 'Plate',
    saleMode: 'Way of selling',
    auction: 'auction',
    fixedPrice: 'at a fixed price',
    startPrice: 'Start price',
    deposit: 'Deposit',
    outcome: 'Outcome',
    signedAt: 'Signed',
    lot: 'Id of the lot',
    sha256: 'SHA-256 of the protocol',
    file: 'Files',
    ledger: 'proof of the ledger',
    rules: 'Rules under which the lot was announced',
    version: 'Version of the rules',
    opens: 'Begins',
    closes: 'Ends, as announced',
    step: 'Step',
    softClose: 'Soft close',
    hardStop: 'Never later than',
    paymentDays: 'Days to pay',
    secondOffer: 'Offered to who bid second',
    reservation: 'A reservation holds, seconds',
    yes: 'yes',
    no: 'no',
    lines: 'Lines of the protocol',
    when: 'Time',
    what: 'What happened',
    terms: 'The lot was announced on these terms',
    automatic: 'by the system',
    extended: 'The end moved to',
    paused: 'Bidding was stopped',
    resumed: 'Bidding goes on, and ends',
    reservationEnded: 'Not paid in time: the lot is free again',
    closed: 'Bidding is over',
    entries: 'Numbers that took part',
    cancelled: 'The lot was called off',
    unsold: 'Not sold',
    check:
      'To check it: <code>pnpm verify protocol.json</code>, or the page <a href="/verify">/verify</a>, replays the protocol to the same winner, or names the first line that was altered.',
    band: (from, step) => `from ${from} on ${step}`,
    seconds: (window, extension) => `in the last ${window} seconds the end moves to ${extension} seconds after the bid`,
    last: (shown, all) => `The last ${shown} of ${all} lines; the file has all.`,
    bid: (sequence, bidderNumber, amount) => `Bid ${sequence}: number ${bidderNumber}, ${amount}`,
    reserved: 'Reserved, until',
    paid: 'Paid for',
    sold: (bidderNumber, price) => `Number ${bidderNumber}, ${price}`,
  },
};
