import type { Texts } from '@belgi/subgraph';

/** Why an inquiry is refused, in the three languages. */
export const inquiryRefusals = {
  QUESTION_EMPTY: {
    ky: 'Сурооңузду же сунушуңузду жазыңыз.',
    ru: 'Напишите вопрос или предложение.',
    en: 'Write your question or proposal.',
  },
  QUESTION_TOO_LONG: {
    ky: 'Текст өтө узун: эң көбү {max} белги.',
    ru: 'Текст слишком длинный: не более {max} знаков.',
    en: 'The text is too long: {max} characters at most.',
  },
  TOO_MANY_INQUIRIES: {
    ky: 'Бул даректен өтө көп кайрылуу келди. Кийинчерээк кайталаңыз же 119га чалыңыз.',
    ru: 'С этого адреса слишком много обращений. Повторите позже или позвоните по номеру 119.',
    en: 'Too many inquiries came from this address. Try later or call 119.',
  },
  CONTACT_MISSING: {
    ky: 'Жооп кайда берилерин жазыңыз.',
    ru: 'Напишите, куда ответить.',
    en: 'Say where to answer.',
  },
  IDENTITY_CHECK_MISSING: {
    ky: 'Чалган адамдын ким экени кантип текшерилгенин жазыңыз.',
    ru: 'Укажите, как проверено, кто звонит.',
    en: 'Say how you made sure who calls.',
  },
  IDENTITY_CHECK_UNCLEAR: {
    ky: 'Текшерүүнүн натыйжасын жазыңыз; текшерүү керек болбосо, натыйжасы жазылбайт.',
    ru: 'Укажите исход проверки; если она не нужна, исход не указывают.',
    en: 'Say what came of the check; where none was needed, there is nothing to say.',
  },
  CALLER_NOT_CHECKED: {
    ky: 'Текшерүүдөн өтпөгөн адамдын кайрылуусу аккаунтка байланыштырылбайт.',
    ru: 'Обращение не связывают с учётной записью, пока звонящий не прошёл проверку.',
    en: 'An inquiry is not linked to an account unless the caller passed a check.',
  },
  OWN_DATA_NEEDS_A_CHECK: {
    ky: 'Адамдын өз маалыматы жөнүндө сурагы текшерүүдөн өткөн аккаунт үчүн гана жазылат.',
    ru: 'Вопрос о собственных данных записывают только после пройденной проверки и для той учётной записи, для которой она пройдена.',
    en: 'A question on a person’s own data is taken down only after a check that was passed, for the account it was passed for.',
  },
  CALLER_ACCOUNT_UNKNOWN: {
    ky: 'Мындай аккаунт жок. Номерин текшериңиз же кайрылууну эч кимге байланыштырбай, жалпы суроо катары жазыңыз.',
    ru: 'Такой учётной записи нет. Проверьте её номер или запишите обращение как общий вопрос, ни с кем не связывая.',
    en: 'There is no such account. Check its number, or take the call down as a general question, linked to nobody.',
  },
  GENERAL_NOT_SAID: {
    ky: 'Ким чалганы белгисиз: суроо жалпы экенин жана эч кимге байланышпай турганын жазыңыз.',
    ru: 'Кто звонит, не установлено: укажите, что вопрос общий и ни с кем не связан.',
    en: 'Nobody made sure who calls: say that the question is a general one, which is linked to nobody.',
  },
  INQUIRIES_BUSY: {
    ky: 'Азыр өтө көп кайрылуу келип жатат. Кийинчерээк кайталаңыз же 119га чалыңыз.',
    ru: 'Сейчас слишком много обращений. Повторите позже или позвоните по номеру 119.',
    en: 'Too many inquiries are coming in. Try later or call 119.',
  },
  INQUIRY_NOT_ANSWERED: {
    ky: 'Бул кайрылууга жооп али берилген жок.',
    ru: 'На это обращение ещё не ответили.',
    en: 'This inquiry has not been answered yet.',
  },
  CONTACT_INVALID: {
    ky: 'Бул дарек же номер туура эмес. Номерди эл аралык түрдө жазыңыз: +996…',
    ru: 'Адрес или номер указан неверно. Номер пишите в международном виде: +996…',
    en: 'The address or number is not valid. Write a number in its international form: +996…',
  },
  ANSWER_TOO_LONG_FOR_SMS: {
    ky: 'SMS үчүн жооп өтө узун: эң көбү {max} белги.',
    ru: 'Для SMS ответ слишком длинный: не более {max} знаков.',
    en: 'The answer is too long for an SMS: {max} characters at most.',
  },
  INQUIRY_NOT_BY_HAND: {
    ky: 'Бул жоопту адам айтпайт: ал башка жол менен суралган.',
    ru: 'Этот ответ не передаёт человек: его просили дать иначе.',
    en: 'This answer is not for a person to tell: it was asked for another way.',
  },
  INQUIRY_TOLD: {
    ky: 'Бул адамга жооп айтылган.',
    ru: 'Об ответе уже сообщили.',
    en: 'The answer has been told already.',
  },
  INQUIRY_UNKNOWN: { ky: 'Мындай кайрылуу жок.', ru: 'Такого обращения нет.', en: 'There is no such inquiry.' },
  INQUIRY_ANSWERED: {
    ky: 'Бул кайрылууга жооп берилген.',
    ru: 'На это обращение уже ответили.',
    en: 'This inquiry has been answered already.',
  },
} as const satisfies Record<string, Texts>;
