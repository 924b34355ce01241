import { defineRefusals } from '@belgi/subgraph';

/** A use case that says no: the code, which the resolver puts into words. */
export interface Refused<Code extends RefusalCode = RefusalCode> {
  readonly refused: Code;
}

export const refuse = <const Code extends RefusalCode>(refused: Code): Refused<Code> => ({ refused });

/** Every expected "no" of identity, in the three languages. */
export const refusals = defineRefusals({
  POLICY_NOT_ACCEPTED: {
    ky: 'Адегенде күчүндөгү купуялык саясатын окуп, макулдугуңузду бериңиз.',
    ru: 'Сначала прочитайте действующую политику конфиденциальности и примите её.',
    en: 'Read the privacy policy in force and accept it first.',
  },
  PHONE_INVALID: {
    ky: 'Бул Кыргыз Республикасынын уюлдук номери эмес.',
    ru: 'Это не номер мобильного телефона Кыргызской Республики.',
    en: 'This is not a mobile number of the Kyrgyz Republic.',
  },
  EMAIL_INVALID: {
    ky: 'Электрондук дарек туура эмес жазылган.',
    ru: 'Адрес электронной почты записан неверно.',
    en: 'This is not an e-mail address.',
  },
  TOO_MANY_CODES: {
    ky: 'Код өтө көп жолу суралды. Бир аздан кийин кайра аракет кылыңыз.',
    ru: 'Код запрашивали слишком часто. Повторите попытку позже.',
    en: 'Too many codes were asked for. Try again later.',
  },
  CODE_WRONG: { ky: 'Код туура эмес.', ru: 'Неверный код.', en: 'The code is wrong.' },
  CODE_EXPIRED: {
    ky: 'Коддун мөөнөтү бүттү. Жаңысын сураңыз.',
    ru: 'Срок действия кода истёк. Запросите новый.',
    en: 'The code has expired. Ask for a new one.',
  },
  PIN_INVALID: {
    ky: 'ПИН 14 сандан турган жеке адамдын номери болууга тийиш.',
    ru: 'ПИН должен быть 14-значным номером физического лица.',
    en: 'The PIN must be the 14-digit number of a natural person.',
  },
  PIN_IS_VERIFIED: {
    ky: 'Текшерилген ПИНди өзгөртүүгө болбойт.',
    ru: 'Подтверждённый ПИН изменить нельзя.',
    en: 'A verified PIN cannot be changed.',
  },
  CORRECTION_NOT_ASKED: {
    ky: 'Бул адамдын мындай номердеги ачык оңдоо өтүнүчү жок.',
    ru: 'У этого человека нет открытого обращения об исправлении с таким номером.',
    en: 'This person has no open request for a correction under that reference.',
  },
  PERSON_CORRECTS_THIS: {
    ky: 'Муну адам өзү гана өзгөртөт.',
    ru: 'Это может изменить только сам человек.',
    en: 'Only the person changes this.',
  },
  NAME_INVALID: {
    ky: 'Аты-жөнүңүздү толук жазыңыз.',
    ru: 'Укажите фамилию и имя полностью.',
    en: 'Give your full name.',
  },
  DOCUMENT_INVALID: {
    ky: 'Документтин сериясын жана номерин жазыңыз.',
    ru: 'Укажите серию и номер документа.',
    en: 'Give the series and number of the document.',
  },
  ADDRESS_INVALID: {
    ky: 'Дарек бош же өтө узун.',
    ru: 'Адрес пуст или слишком длинный.',
    en: 'The address is empty or too long.',
  },
  NOTHING_TO_CORRECT: {
    ky: 'Эмнени оңдоо керек экенин көрсөтүңүз.',
    ru: 'Укажите, что исправить.',
    en: 'Say what to correct.',
  },
  PASSWORD_WEAK: {
    ky: 'Сырсөз өтө оңой: узунураак жана татаалыраак тандаңыз (8ден 128 белгиге чейин).',
    ru: 'Слишком простой пароль: выберите длиннее и сложнее (от 8 до 128 знаков).',
    en: 'The password is too easy to guess: choose a longer one (8 to 128 characters).',
  },
  PHONE_IN_USE: {
    ky: 'Бул телефон башка каттоо эсебине таандык.',
    ru: 'Этот телефон принадлежит другой учётной записи.',
    en: 'This phone belongs to another account.',
  },
  CREDENTIALS_WRONG: {
    ky: 'Логин же сырсөз туура эмес.',
    ru: 'Неверный логин или пароль.',
    en: 'The login or the password is wrong.',
  },
  SESSION_ENDED: {
    ky: 'Сеанс аяктады. Кайра кириңиз.',
    ru: 'Сеанс завершён. Войдите снова.',
    en: 'The session has ended. Sign in again.',
  },
  PASSWORD_WRONG: { ky: 'Сырсөз туура эмес.', ru: 'Неверный пароль.', en: 'The password is wrong.' },
  TOO_MANY_ATTEMPTS: {
    ky: 'Аракет өтө көп болду. Бир аздан кийин кайталаңыз.',
    ru: 'Слишком много попыток. Повторите позже.',
    en: 'Too many attempts. Try again later.',
  },
  ATTRIBUTE_UNKNOWN: {
    ky: 'Мындай маалымат сакталган эмес.',
    ru: 'Таких данных нет.',
    en: 'There is no such data.',
  },
  ALREADY_VERIFIED: {
    ky: 'ПИНиңиз мурда текшерилген.',
    ru: 'Ваш ПИН уже подтверждён.',
    en: 'Your PIN is verified already.',
  },
  PORTAL_UNAVAILABLE: {
    ky: 'Мамлекеттик портал азыр жеткиликсиз. Кийинчерээк аракет кылыңыз.',
    ru: 'Государственный портал сейчас недоступен. Повторите позже.',
    en: 'The state portal cannot be reached at the moment. Try again later.',
  },
  DISPUTE_UNKNOWN: {
    ky: 'Мындай талаш жок же чечилип калган.',
    ru: 'Такого спора нет или он уже решён.',
    en: 'There is no such dispute, or it has been decided.',
  },
  WORDS_LENGTH: {
    ky: '5тен 1000 белгиге чейин жазыңыз.',
    ru: 'Напишите от 5 до 1000 знаков.',
    en: 'Write between 5 and 1000 characters.',
  },
  CASE_NUMBER_INVALID: {
    ky: 'Иштин номери туура эмес жазылган.',
    ru: 'Номер дела записан неверно.',
    en: 'This is not a case number.',
  },
  NOTHING_DOUBTED: {
    ky: 'Кайсы маалымат шек туудурганын көрсөтүңүз.',
    ru: 'Укажите, какие сведения вызывают сомнение.',
    en: 'Say which data are doubted.',
  },
  PERSON_UNKNOWN: {
    ky: 'Мындай адам катталган эмес.',
    ru: 'Такого пользователя нет.',
    en: 'There is no such person.',
  },
  PERSON_RESTRICTED: {
    ky: 'Бул адамдын маалыматы сакталат гана, колдонулбайт.',
    ru: 'Данные этого человека только хранятся и не используются.',
    en: 'The data of this person are kept and not used.',
  },
  ALREADY_DOUBTED: {
    ky: 'Бул маалымат боюнча чечим кабыл алына элек.',
    ru: 'По этим сведениям решение ещё не принято.',
    en: 'A doubt about these data is not decided yet.',
  },
  DOUBT_UNKNOWN: {
    ky: 'Маалымат боюнча мындай иш жок.',
    ru: 'Такого дела о сведениях нет.',
    en: 'There is no such case about data.',
  },
  DOUBT_DECIDED: {
    ky: 'Бул иш боюнча чечим кабыл алынган.',
    ru: 'По этому делу решение уже принято.',
    en: 'This case has been decided.',
  },
  ALREADY_ANSWERED: {
    ky: 'Жооп мурда берилген.',
    ru: 'Ответ уже дан.',
    en: 'It has been answered already.',
  },
  ANSWER_TERM_PASSED: {
    ky: 'Жооп берүү мөөнөтү өттү.',
    ru: 'Срок ответа прошёл.',
    en: 'The term for an answer has passed.',
  },
  ANSWER_AWAITED: {
    ky: 'Адам жооп бере элек, мөөнөтү да бүтө элек.',
    ru: 'Человек ещё не ответил, и срок ответа не прошёл.',
    en: 'The person has not answered yet, and the term is not over.',
  },
  ANOTHER_EMPLOYEE: {
    ky: 'Муну иштин мурунку кадамдарына катышпаган кызматкер чечет.',
    ru: 'Это решает сотрудник, который в деле ещё не участвовал.',
    en: 'An employee who has taken no part in the case decides this.',
  },
  NOT_BLOCKED_BY_THIS: {
    ky: 'Бул иш боюнча бөгөт коюлган эмес.',
    ru: 'По этому делу блокировки нет.',
    en: 'This case has not led to a block.',
  },
  ALREADY_APPEALED: {
    ky: 'Даттануу мурда берилген.',
    ru: 'Жалоба уже подана.',
    en: 'An appeal has been made already.',
  },
  APPEAL_TERM_PASSED: {
    ky: 'Даттануу мөөнөтү өттү.',
    ru: 'Срок обжалования прошёл.',
    en: 'The term for an appeal has passed.',
  },
  NOT_APPEALED: {
    ky: 'Даттануу берилген эмес.',
    ru: 'Жалоба не подана.',
    en: 'There is no appeal.',
  },
  APPEAL_DECIDED: {
    ky: 'Даттануу боюнча чечим кабыл алынган.',
    ru: 'По жалобе решение уже принято.',
    en: 'The appeal has been decided.',
  },
  REASON_REQUIRED: {
    ky: 'Чечимдин себебин жазыңыз.',
    ru: 'Укажите причину решения.',
    en: 'Give the reason for the decision.',
  },
});

export type RefusalCode = (typeof refusals.codes)[number];
