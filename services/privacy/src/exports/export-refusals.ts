import type { Texts } from '@belgi/subgraph';

/** Why an export is refused, in the three languages. */
export const exportRefusals = {
  SIGN_IN_AGAIN: {
    ky: 'Бардык маалыматты алуу үчүн кайра кириңиз: сыр сөз акыркы {minutes} мүнөттө берилиши керек.',
    ru: 'Чтобы получить всё сразу, войдите заново: пароль должен быть введён за последние {minutes} минут.',
    en: 'To get everything at once, sign in again: the password must have been given in the last {minutes} minutes.',
  },
  EXPORT_RUNS: {
    ky: 'Маалыматыңыз азыр даярдалып жатат.',
    ru: 'Ваши данные уже собираются.',
    en: 'Your data are being gathered already.',
  },
  EXPORT_LIMIT: {
    ky: 'Бир жумада эң көбү {week} жолу суроого болот.',
    ru: 'Не более {week} раз в неделю.',
    en: '{week} times a week at most.',
  },
  EXPORT_NOT_READY: {
    ky: 'Даяр маалымат жок: аны сураңыз же бир аз күтүңүз.',
    ru: 'Готовых данных нет: закажите их или немного подождите.',
    en: 'Nothing is ready: order your data, or wait a little.',
  },
  EXPORT_LINK_LIMIT: {
    ky: 'Буга эң көбү {links} шилтеме берилет. Маалыматты кайра сураңыз.',
    ru: 'Не более {links} ссылок. Закажите данные заново.',
    en: '{links} links at most. Order your data again.',
  },
} as const satisfies Record<string, Texts>;
