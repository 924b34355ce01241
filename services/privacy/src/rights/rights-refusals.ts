import type { Texts } from '@belgi/subgraph';

/** Why a request for a right, erasure among them, is refused, in the three languages. */
export const rightsRefusals = {
  RIGHTS_ABOUT_REQUIRED: {
    ky: 'Кайсы маалымат жөнүндө экенин көрсөтүңүз.',
    ru: 'Укажите, о каких данных речь.',
    en: 'Say which of your data it is about.',
  },
  RIGHTS_WORDS_REQUIRED: {
    ky: 'Эмне туура эмес экенин жазыңыз.',
    ru: 'Напишите, что неверно.',
    en: 'Say what is wrong.',
  },
  RIGHTS_ALREADY_OPEN: {
    ky: 'Мындай кайрылууңуз бар, ага жооп күтүлүүдө.',
    ru: 'Такое обращение у вас уже есть и ждёт ответа.',
    en: 'You have such a request already; it waits for its answer.',
  },
  TOO_MANY_RIGHTS_OPEN: {
    ky: 'Жооп күткөн кайрылууларыңыз өтө көп: эң көбү {max}. Биринин жообун күтүңүз.',
    ru: 'Слишком много обращений без ответа: не более {max}. Дождитесь ответа на одно из них.',
    en: 'Too many of your requests wait for an answer: {max} at most. Wait for one of them.',
  },
  TOO_MANY_RIGHTS_TODAY: {
    ky: 'Бир суткада эң көбү {max} кайрылуу. Эртең кайталаңыз же 119га чалыңыз.',
    ru: 'Не более {max} обращений за сутки. Повторите завтра или позвоните по номеру 119.',
    en: 'No more than {max} requests in 24 hours. Try tomorrow or call 119.',
  },
  CONSENT_LIVE: {
    ky: 'Өчүрүү макулдукту кайтарып алгандан кийин гана мүмкүн.',
    ru: 'Удаление возможно только после отзыва согласия.',
    en: 'Erasure comes after a withdrawal: withdraw your consent first.',
  },
  ALREADY_RESTRICTED: {
    ky: 'Маалыматты колдонуу мурда чектелген.',
    ru: 'Использование данных уже ограничено.',
    en: 'The use of the data is restricted already.',
  },
  NOT_RESTRICTED: {
    ky: 'Маалыматты колдонуу чектелген эмес.',
    ru: 'Использование данных не ограничено.',
    en: 'The use of the data is not restricted.',
  },
  RESTRICTED_BY_STAFF: {
    ky: 'Чектөөнү кызматкер киргизген жана ошол гана алат. 119га чалыңыз.',
    ru: 'Ограничение ввёл сотрудник, он его и снимает. Позвоните по номеру 119.',
    en: 'Staff imposed this restriction, and staff lift it. Call 119.',
  },
  PROCESSING_RESTRICTED: {
    ky: 'Бул адамдын маалыматын колдонуу чектелген: ал сакталат гана.',
    ru: 'Использование данных этого человека ограничено: они только хранятся.',
    en: 'The use of this person’s data is restricted: they are kept and not used.',
  },
  ERASURE_UNDER_WAY: {
    ky: 'Маалыматыңызды өчүрүү каралып жатат: жооп келгенче макулдук берүүгө болбойт.',
    ru: 'Рассматривается удаление ваших данных: до ответа дать согласие нельзя.',
    en: 'Your request to be erased is being weighed: no consent can be given until it is answered.',
  },
  PERSON_ERASED: {
    ky: 'Маалымат жок кылынган. Кайра катышуу үчүн жаңыдан катталыңыз.',
    ru: 'Данные уничтожены. Чтобы вернуться, зарегистрируйтесь заново.',
    en: 'The data was destroyed. To come back, register anew.',
  },
  RIGHTS_REQUEST_UNKNOWN: {
    ky: 'Мындай кайрылуу жок.',
    ru: 'Такого обращения нет.',
    en: 'There is no such request.',
  },
  RIGHTS_REQUEST_ANSWERED: {
    ky: 'Бул кайрылууга жооп берилген.',
    ru: 'На это обращение уже ответили.',
    en: 'This request has been answered already.',
  },
  CITATION_REQUIRED: {
    ky: 'Баш тартуу күчүндөгү актынын беренесине таянышы керек.',
    ru: 'Отказ должен ссылаться на статью действующего акта.',
    en: 'A refusal cites an article of an act that is in force.',
  },
} as const satisfies Readonly<Record<string, Texts>>;
