import type { Locale } from '../locale.js';
import { PARTNER_CODES } from './partner-codes.js';

/** What the gateway itself may answer. `status` is the HTTP status; `document` faults are 200 under application/json. */
export interface OwnCode {
  readonly status: number;
  /**
   * The request reached GraphQL and its document, variables or operation is at fault: GraphQL over HTTP asks for 400
   * under application/graphql-response+json and for 200 under application/json.
   */
  readonly document?: true;
  readonly message: Readonly<Record<Locale, string>>;
}

const own = <T extends Record<string, OwnCode>>(codes: T): T => codes;

/** Every code the gateway sets itself; docs/GATEWAY.md explains each to front-end developers, and a test compares. */
export const OWN_CODES = own({
  BAD_REQUEST: {
    status: 400,
    message: {
      ky: 'Суроо-талап GraphQL форматында эмес: {detail}.',
      ru: 'Запрос не соответствует формату GraphQL: {detail}.',
      en: 'Not a GraphQL request: {detail}.',
    },
  },
  REQUEST_TOO_LARGE: {
    status: 413,
    message: {
      ky: 'Суроо-талап өтө чоң: эң көбү {limit} байт.',
      ru: 'Запрос слишком большой: не более {limit} байт.',
      en: 'The request is too large: {limit} bytes at most.',
    },
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    message: {
      ky: 'Content-Type application/json болушу керек (UTF-8, кысылбаган).',
      ru: 'Content-Type должен быть application/json (UTF-8, без сжатия).',
      en: 'The Content-Type must be application/json (UTF-8, not compressed).',
    },
  },
  NOT_ACCEPTABLE: {
    status: 406,
    message: {
      ky: 'Жооп application/graphql-response+json же application/json түрүндө гана берилет.',
      ru: 'Ответ возможен только в application/graphql-response+json или application/json.',
      en: 'Answers come as application/graphql-response+json or application/json only.',
    },
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    message: {
      ky: 'Бул операция POST менен гана жөнөтүлөт.',
      ru: 'Эта операция отправляется только методом POST.',
      en: 'This operation is sent by POST only.',
    },
  },
  PERSONAL_ARGUMENT_IN_URL: {
    status: 400,
    message: {
      ky: 'Жеке маалымат URL дарегинде болбошу керек: POST колдонуңуз.',
      ru: 'Персональным данным не место в URL: используйте POST.',
      en: 'Personal data must not stand in a URL: use POST.',
    },
  },
  CSRF_PREVENTED: {
    status: 400,
    message: {
      ky: 'Браузерден GET үчүн apollo-require-preflight аталышы керек.',
      ru: 'GET из браузера требует заголовка apollo-require-preflight.',
      en: 'A GET from a browser needs the header apollo-require-preflight.',
    },
  },
  ORIGIN_NOT_ALLOWED: {
    status: 403,
    message: {
      ky: 'Бул сайттан суроо-талапка уруксат жок.',
      ru: 'Запросы с этого сайта не разрешены.',
      en: 'Requests from this origin are not allowed.',
    },
  },
  UNAUTHENTICATED: {
    status: 401,
    message: {
      ky: 'Кирүү белгиси жараксыз же мөөнөтү бүткөн. Кайра кириңиз.',
      ru: 'Токен доступа недействителен или истёк. Войдите снова.',
      en: 'The access token is not valid or has expired. Sign in again.',
    },
  },
  AUTHENTICATION_UNAVAILABLE: {
    status: 503,
    message: {
      ky: 'Азыр кирүү белгисин текшерүү мүмкүн эмес. Бир аздан кийин кайталаңыз.',
      ru: 'Сейчас невозможно проверить токен доступа. Повторите немного позже.',
      en: 'Access tokens cannot be checked right now. Try again shortly.',
    },
  },
  ...PARTNER_CODES,
  RATE_LIMITED: {
    status: 429,
    message: {
      ky: 'Суроо-талаптар өтө көп. {seconds} секунддан кийин кайталаңыз.',
      ru: 'Слишком много запросов. Повторите через {seconds} с.',
      en: 'Too many requests. Try again in {seconds} s.',
    },
  },
  BATCH_NOT_ALLOWED: {
    status: 400,
    message: {
      ky: 'Бир суроо-талапта бир гана операция болот.',
      ru: 'В одном запросе может быть только одна операция.',
      en: 'One request holds one operation.',
    },
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    status: 200,
    message: {
      ky: 'Сакталган суроо-талаптар колдоого алынбайт: толук текстти жөнөтүңүз.',
      ru: 'Сохранённые запросы не поддерживаются: отправьте полный текст.',
      en: 'Persisted queries are not supported: send the whole text.',
    },
  },
  GRAPHQL_PARSE_FAILED: {
    status: 400,
    document: true,
    message: { ky: '{detail}', ru: '{detail}', en: '{detail}' },
  },
  GRAPHQL_VALIDATION_FAILED: {
    status: 400,
    document: true,
    message: { ky: '{detail}', ru: '{detail}', en: '{detail}' },
  },
  BAD_USER_INPUT: {
    status: 400,
    document: true,
    message: { ky: '{detail}', ru: '{detail}', en: '{detail}' },
  },
  OPERATION_UNKNOWN: {
    status: 400,
    document: true,
    message: {
      ky: 'Мындай аталыштагы операция жок, же operationName көрсөтүлгөн эмес.',
      ru: 'Нет операции с таким именем, либо не указано operationName.',
      en: 'There is no operation of that name, or operationName is missing.',
    },
  },
  TOO_MANY_TOKENS: {
    status: 400,
    document: true,
    message: {
      ky: 'Документ өтө узун: эң көбү {limit} лексема.',
      ru: 'Документ слишком длинный: не более {limit} лексем.',
      en: 'The document is too long: {limit} tokens at most.',
    },
  },
  TOO_DEEP: {
    status: 400,
    document: true,
    message: {
      ky: 'Документ өтө терең: эң көбү {limit} деңгээл.',
      ru: 'Слишком большая вложенность: не более {limit} уровней.',
      en: 'The operation is too deep: {limit} levels at most.',
    },
  },
  TOO_MANY_FIELDS: {
    status: 400,
    document: true,
    message: {
      ky: 'Талаалар өтө көп: эң көбү {limit}.',
      ru: 'Слишком много полей: не более {limit}.',
      en: 'Too many fields: {limit} at most.',
    },
  },
  TOO_MANY_ALIASES: {
    status: 400,
    document: true,
    message: {
      ky: 'Лакап аттар (alias) өтө көп: эң көбү {limit}.',
      ru: 'Слишком много псевдонимов (alias): не более {limit}.',
      en: 'Too many aliases: {limit} at most.',
    },
  },
  TOO_MANY_ROOT_FIELDS: {
    status: 400,
    document: true,
    message: {
      ky: 'Тамыр талаалар өтө көп: эң көбү {limit}.',
      ru: 'Слишком много корневых полей: не более {limit}.',
      en: 'Too many root fields: {limit} at most.',
    },
  },
  TOO_MANY_DIRECTIVES: {
    status: 400,
    document: true,
    message: {
      ky: 'Директивалар өтө көп: эң көбү {limit}.',
      ru: 'Слишком много директив: не более {limit}.',
      en: 'Too many directives: {limit} at most.',
    },
  },
  NOT_FOUND: {
    status: 404,
    message: { ky: 'Мындай барак жок.', ru: 'Такой страницы нет.', en: 'There is no such page.' },
  },
  GRAPH_UNAVAILABLE: {
    status: 503,
    message: {
      ky: 'Тутум иштей баштоодо. Бир аздан кийин кайталаңыз.',
      ru: 'Система запускается. Повторите немного позже.',
      en: 'The system is starting. Try again shortly.',
    },
  },
  SUBGRAPH_UNAVAILABLE: {
    status: 503,
    message: {
      ky: 'Бул маалыматты азыр алуу мүмкүн эмес. Бир аздан кийин кайталаңыз.',
      ru: 'Эти данные сейчас недоступны. Повторите немного позже.',
      en: 'This data cannot be had right now. Try again shortly.',
    },
  },
  INTERNAL: {
    status: 500,
    message: {
      ky: 'Бизде ката кетти. Кайталанса, суроо-талаптын номерин 119га айтыңыз.',
      ru: 'Произошла ошибка на нашей стороне. Если она повторится, сообщите номер запроса по телефону 119.',
      en: 'Something went wrong on our side. If it happens again, tell 119 the request id.',
    },
  },
});
