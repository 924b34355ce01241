import type { Words } from './language.js';

/** What an entry of each kind says, as the first sentence of what was proved. */
export const kindWords: Readonly<Record<string, Words>> = {
  EDITION_PUBLISHED: {
    ky: 'Купуялык саясатынын редакциясы жарыяланган.',
    ru: 'Опубликована редакция политики конфиденциальности.',
    en: 'An edition of the privacy policy was published.',
  },
  AGREEMENT_PUBLISHED: {
    ky: 'Колдонуучу макулдашуусунун редакциясы жарыяланган.',
    ru: 'Опубликована редакция пользовательского соглашения.',
    en: 'An edition of the user agreement was published.',
  },
  AGREEMENT_ACCEPTED: {
    ky: 'Колдонуучу макулдашуусу кабыл алынган.',
    ru: 'Пользовательское соглашение принято.',
    en: 'The user agreement was accepted.',
  },
  CONSENT_GIVEN: { ky: 'Макулдук берилген.', ru: 'Согласие дано.', en: 'Consent was given.' },
  CONSENT_RENEWED: { ky: 'Макулдук жаңыртылган.', ru: 'Согласие обновлено.', en: 'Consent was renewed.' },
  CONSENT_WITHDRAWN: { ky: 'Макулдук кайтарып алынган.', ru: 'Согласие отозвано.', en: 'Consent was withdrawn.' },
  DISCLOSURE_REQUESTED: {
    ky: 'Мамлекеттик орган маалыматты расмий кат менен сураган.',
    ru: 'Государственный орган запросил данные официальным письмом.',
    en: 'A state body asked for data by an official letter.',
  },
  DISCLOSURE_DECIDED: {
    ky: 'Маалыматты ачуу жөнүндө чечим кабыл алынган.',
    ru: 'Принято решение о раскрытии данных.',
    en: 'A disclosure of data was decided.',
  },
  DISCLOSURE_READ: {
    ky: 'Мамлекеттик орган бир адамдын маалыматын окуган.',
    ru: 'Государственный орган прочитал данные человека.',
    en: 'A state body read a person’s data.',
  },
  NOTICE_DELAYED: {
    ky: 'Адамга кабарлоо мыйзам негизинде кийинкиге калтырылган.',
    ru: 'Уведомление человека отложено на законном основании.',
    en: 'The notice to the person was delayed on a legal basis.',
  },
  NOTICE_REVEALED: {
    ky: 'Калтырылган окуу адамга ачык көрсөтүлгөн.',
    ru: 'Отложенное чтение показано человеку.',
    en: 'A delayed read was shown to the person.',
  },
  PERSONAL_DATA_READ: {
    ky: 'Кызматкер бир адамдын маалыматын караган.',
    ru: 'Сотрудник смотрел данные человека.',
    en: 'Staff looked at a person’s data.',
  },
  RIGHTS_REQUEST_OPENED: {
    ky: 'Адам өз укугу боюнча кайрылган.',
    ru: 'Человек обратился за своим правом.',
    en: 'A person asked for a right of theirs.',
  },
  RIGHTS_REQUEST_ANSWERED: {
    ky: 'Укук боюнча кайрылууга жооп берилген.',
    ru: 'На обращение за правом дан ответ.',
    en: 'A request for a right was answered.',
  },
  HOLD_PLACED: {
    ky: 'Мыйзам негизинде кармоо коюлган: ал тийиштүү маалымат өчүрүлбөйт.',
    ru: 'Установлено законное удержание: то, к чему оно относится, не удаляется.',
    en: 'A legal hold was placed: what it is on is not deleted.',
  },
  HOLD_LIFTED: { ky: 'Кармоо алынган.', ru: 'Законное удержание снято.', en: 'A legal hold was lifted.' },
  DATA_ERASED: { ky: 'Маалымат жок кылынган.', ru: 'Данные уничтожены.', en: 'Data was erased.' },
  PROTOCOL_SIGNED: {
    ky: 'Аукциондун жыйынтык протоколуна кол коюлган.',
    ru: 'Подписан итоговый протокол аукциона.',
    en: 'The closing protocol of an auction was signed.',
  },
};

export const UNKNOWN_KIND: Words = {
  ky: 'Бул программа билбеген түрдөгү жазуу.',
  ru: 'Запись вида, которого эта программа не знает.',
  en: 'An entry of a kind that this program does not know.',
};
