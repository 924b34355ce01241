import type { Locale } from '@belgi/contracts';

/** What each section is called. */
export const sectionWords = {
  account: { KY: 'Аккаунт', RU: 'Учётная запись', EN: 'Account' },
  attributes: { KY: 'Жеке маалыматтар', RU: 'Личные данные', EN: 'Attributes' },
  'former-attributes': { KY: 'Мурдагы маалыматтар', RU: 'Прежние данные', EN: 'Former values' },
  'consent-in-identity': {
    KY: 'identity кызматы билген макулдук',
    RU: 'Согласие, известное службе identity',
    EN: 'Consent as identity acts by it',
  },
  sessions: { KY: 'Сеанстар', RU: 'Сеансы', EN: 'Sessions' },
  'looks-and-attempts': {
    KY: 'Ким карады жана карагысы келди',
    RU: 'Кто смотрел и пытался смотреть',
    EN: 'Who looked, and who tried to',
  },
  disputes: { KY: 'Жеке номер боюнча талаштар', RU: 'Споры о персональном номере', EN: 'Disputes about a PIN' },
  doubts: {
    KY: 'Шек туудурган маалыматтар боюнча иштер',
    RU: 'Дела о недостоверных сведениях',
    EN: 'Doubts about your data',
  },
  'running-contracts': { KY: 'Жүрүп жаткан келишимдер', RU: 'Действующие договоры', EN: 'Running contracts' },
  'not-yet-counted': {
    KY: 'Статистикага али санала электер',
    RU: 'Ещё не посчитанное для статистики',
    EN: 'Not yet counted for statistics',
  },
  consents: { KY: 'Макулдуктун тарыхы', RU: 'История согласия', EN: 'History of consent' },
  'user-agreements': {
    KY: 'Кабыл алынган колдонуучу макулдашуулары',
    RU: 'Принятые пользовательские соглашения',
    EN: 'User agreements accepted',
  },
  acknowledgements: {
    KY: 'Кызматтардын ырастоолору',
    RU: 'Подтверждения служб',
    EN: 'Acknowledgements of the services',
  },
  disclosures: { KY: 'Органдарга берилгендер', RU: 'Раскрытия органам', EN: 'Disclosures to agencies' },
  'staff-reads': { KY: 'Кызматкерлердин көргөндөрү', RU: 'Просмотры сотрудниками', EN: 'Reads by staff' },
  'binding-lots': { KY: 'Милдеттендирген лоттор', RU: 'Обязывающие лоты', EN: 'Lots that bind' },
  'inquiry-steps': { KY: 'Кайрылуулар боюнча кадамдар', RU: 'Шаги по обращениям', EN: 'Steps of the inquiries' },
  inquiries: { KY: 'Саясат боюнча кайрылуулар', RU: 'Обращения о политике', EN: 'Inquiries about the policy' },
  'rights-requests': { KY: 'Укуктар боюнча кайрылуулар', RU: 'Обращения о правах', EN: 'Rights asked for' },
  'rights-request-steps': { KY: 'Укуктар боюнча жооптор', RU: 'Ход обращений о правах', EN: 'How they were answered' },
  restrictions: {
    KY: 'Колдонууну чектөөлөр',
    RU: 'Ограничения использования',
    EN: 'Restrictions of use',
  },
  'restriction-acknowledgements': {
    KY: 'Чектөөлөрдү ырастоо',
    RU: 'Подтверждения ограничений',
    EN: 'Acknowledgements of restrictions',
  },
  exports: { KY: 'Маалыматтардын көчүрмөлөрү', RU: 'Выгрузки данных', EN: 'Exports' },
  bidder: { KY: 'Соодага катышуу укугу', RU: 'Право участвовать в торгах', EN: 'Standing as a bidder' },
  entries: { KY: 'Лоттордогу катышуу', RU: 'Участие в лотах', EN: 'Entries' },
  bids: { KY: 'Коюмдар', RU: 'Ставки', EN: 'Bids' },
  'maximum-bids': { KY: 'Эң жогорку коюмдар', RU: 'Максимальные ставки', EN: 'Maximum bids' },
  'bid-answers': { KY: 'Коюмдарга жооптор', RU: 'Ответы на ставки', EN: 'Answers to bids' },
  payments: { KY: 'Күрөөлөр жана төлөмдөр', RU: 'Депозиты и платежи', EN: 'Deposits and payments' },
  strikes: { KY: 'Эскертүүлөр', RU: 'Предупреждения', EN: 'Strikes' },
  'bidding-blocks': { KY: 'Катышууга тыюу', RU: 'Запреты на участие', EN: 'Blocks' },
  'watched-lots': { KY: 'Байкалган лоттор', RU: 'Отслеживаемые лоты', EN: 'Watched lots' },
  'watched-patterns': { KY: 'Байкалган айкалыштар', RU: 'Отслеживаемые сочетания', EN: 'Watched combinations' },
  'bank-reports': { KY: 'Банктын билдирүүлөрү', RU: 'Сообщения банка', EN: 'Reports of the bank' },
  recipient: { KY: 'Билдирүүлөр кантип жөнөтүлөт', RU: 'Как приходят уведомления', EN: 'How notices reach you' },
  'switched-off': { KY: 'Өчүрүлгөн билдирүүлөр', RU: 'Отключённые уведомления', EN: 'Notices switched off' },
  notices: { KY: 'Билдирүүлөр', RU: 'Уведомления', EN: 'Notices' },
  deliveries: { KY: 'Жөнөтүүлөр', RU: 'Отправки', EN: 'Deliveries' },
  'entries-in-notify': {
    KY: 'notify кызматы билген катышуу',
    RU: 'Участие, известное службе notify',
    EN: 'Entries as notify knows them',
  },
} as const satisfies Record<string, Readonly<Record<Locale, string>>>;

export type SectionName = keyof typeof sectionWords;
