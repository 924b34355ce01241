import { type Locale, serviceNames } from '@belgi/contracts';

export interface ExportPageWords {
  readonly language: string;
  readonly title: string;
  readonly intro: string;
  readonly orderedAt: string;
  readonly readyAt: string;
  readonly category: string;
  readonly sources: string;
  readonly purposes: string;
  readonly duties: string;
  readonly nothing: string;
  readonly yes: string;
  readonly no: string;
  readonly proof: string;
  readonly services: Readonly<Record<(typeof serviceNames)[number], string>>;
  readonly codes: Readonly<Record<string, string>>;
}

/** Texts of the readable page. Codes without a word here (states, kinds) stand as they are in the document. */
export const exportPageWords: Readonly<Record<Locale, ExportPageWords>> = {
  KY: {
    language: 'ky',
    title: 'Сиз жөнүндө сакталган бардык маалымат',
    intro:
      'Бул барак ар бир кызматта сиз жөнүндө эмне сакталганын көрсөтөт. Ошол эле маалымат программалар үчүн my-data.json файлында. Убакыт — Бишкек боюнча. Эч кимге бербеңиз: мында баары толук жазылган.',
    orderedAt: 'Суралды',
    readyAt: 'Даяр болду',
    category: 'Категориясы',
    sources: 'Булактары',
    purposes: 'Максаттары',
    duties: 'Милдеттер',
    nothing: 'Эч нерсе сакталган эмес.',
    yes: 'ооба',
    no: 'жок',
    proof: 'далил',
    services: {
      identity: 'Аккаунт жана жеке маалыматтар',
      privacy: 'Макулдук жана ким көргөнү',
      auction: 'Соодалар',
      notify: 'Билдирүүлөр',
    },
    codes: {
      PERSON: 'өзүңүз',
      STATE_PORTAL: 'мамлекеттик портал',
      AGENCY: 'мамлекеттик орган',
      STAFF: 'кызматкер',
      BANK: 'банк',
      OUR_OWN_RECORDS: 'системанын жазуулары',
      IDENTIFICATION: 'келишимдин тарабын аныктоо',
      COMMUNICATION: 'сиз менен байланышуу',
      STATISTICS: 'аты-жөнсүз статистика',
      VERIFICATION: 'берилгенди текшерүү',
      OFFICIAL_REQUEST: 'расмий суроо-талап',
      SECURITY: 'коопсуздук',
      PERSONS_OWN_RIGHTS: 'сиздин укуктарыңыз',
    },
  },
  RU: {
    language: 'ru',
    title: 'Всё, что о вас хранится',
    intro:
      'Эта страница показывает, что хранит о вас каждая служба. То же самое для программ — в файле my-data.json. Время бишкекское. Никому не передавайте: здесь всё записано полностью.',
    orderedAt: 'Заказано',
    readyAt: 'Готово',
    category: 'Категория',
    sources: 'Источники',
    purposes: 'Цели',
    duties: 'Обязанности',
    nothing: 'Ничего не хранится.',
    yes: 'да',
    no: 'нет',
    proof: 'доказательство',
    services: {
      identity: 'Учётная запись и личные данные',
      privacy: 'Согласие и кто смотрел',
      auction: 'Торги',
      notify: 'Уведомления',
    },
    codes: {
      PERSON: 'вы сами',
      STATE_PORTAL: 'государственный портал',
      AGENCY: 'государственный орган',
      STAFF: 'сотрудник',
      BANK: 'банк',
      OUR_OWN_RECORDS: 'записи системы',
      IDENTIFICATION: 'определение стороны договора',
      COMMUNICATION: 'связь с вами',
      STATISTICS: 'статистика без имён',
      VERIFICATION: 'проверка сообщённого',
      OFFICIAL_REQUEST: 'официальный запрос',
      SECURITY: 'безопасность',
      PERSONS_OWN_RIGHTS: 'ваши права',
    },
  },
  EN: {
    language: 'en',
    title: 'Everything that is held about you',
    intro:
      'This page shows what each service holds about you. The same for programs is in the file my-data.json. Times are those of Bishkek. Give it to nobody: everything is written out in full.',
    orderedAt: 'Ordered',
    readyAt: 'Ready',
    category: 'Category',
    sources: 'Sources',
    purposes: 'Purposes',
    duties: 'Duties',
    nothing: 'Nothing is held.',
    yes: 'yes',
    no: 'no',
    proof: 'proof',
    services: {
      identity: 'Account and attributes',
      privacy: 'Consent, and who looked',
      auction: 'Auctions',
      notify: 'Notices',
    },
    codes: {
      PERSON: 'you',
      STATE_PORTAL: 'the state portal',
      AGENCY: 'a state agency',
      STAFF: 'a member of staff',
      BANK: 'the bank',
      OUR_OWN_RECORDS: 'records of the system',
      IDENTIFICATION: 'identifying a party to a contract',
      COMMUNICATION: 'communication with you',
      STATISTICS: 'statistics without names',
      VERIFICATION: 'verifying what was given',
      OFFICIAL_REQUEST: 'an official request',
      SECURITY: 'security',
      PERSONS_OWN_RIGHTS: 'your own rights',
    },
  },
};
