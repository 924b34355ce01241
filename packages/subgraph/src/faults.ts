import type { DenialReason } from '@belgi/access';
import { GraphQLError } from 'graphql';
import type { Texts } from './texts.js';

/** A GraphQL error that the caller may see: its code is part of the contract, its message is localised at the edge. */
export class Fault extends GraphQLError {
  constructor(
    code: string,
    readonly texts: Texts | undefined,
    message: string,
    extensions: Readonly<Record<string, unknown>>,
  ) {
    super(message, { extensions: { ...extensions, code } });
    this.name = 'Fault';
  }
}

/**
 * An expected GraphQL error with a code.
 * @param message one sentence, or the three; left out, the register below is asked for the code.
 *   Never put a value of the caller's into it: messages are logged.
 */
export function fault(
  code: string,
  message?: string | Texts,
  extensions: Readonly<Record<string, unknown>> = {},
): GraphQLError {
  const texts = typeof message === 'object' ? message : message === undefined ? FAULT_TEXTS[code] : undefined;
  const english = typeof message === 'string' ? message : (texts?.en ?? code);
  return new Fault(code, texts, english, extensions);
}

/** Not allowed to see or do this; a nullable field becomes null by it. Outside of a purpose the code says so itself. */
export function unauthorized(reason: DenialReason): GraphQLError {
  const texts = DENIAL_TEXTS[reason];
  if (reason === 'PURPOSE_DENIED') return new Fault(reason, texts, texts.en, {});
  return new Fault('UNAUTHORIZED_FIELD_OR_TYPE', texts, texts.en, { reason });
}

/** The faults every subgraph can answer with. */
export const FAULT_TEXTS: Readonly<Record<string, Texts>> = {
  INTERNAL: {
    ky: 'Бизде ката кетти. Кайра аракет кылыңыз; кайталанса, 119га суроо номерин айтыңыз.',
    ru: 'У нас произошла ошибка. Повторите попытку; если не поможет, сообщите в 119 номер запроса.',
    en: 'Something went wrong on our side. Try again; if it stays, tell 119 the request id.',
  },
  UNAVAILABLE: {
    ky: 'Кызмат азыр жеткиликсиз. Бир аздан кийин кайра аракет кылыңыз.',
    ru: 'Служба сейчас недоступна. Повторите попытку чуть позже.',
    en: 'The service cannot answer at the moment. Try again shortly.',
  },
  UNAUTHENTICATED: {
    ky: 'Кирүү мөөнөтү бүттү же жараксыз. Кайра кириңиз.',
    ru: 'Сеанс истёк или недействителен. Войдите снова.',
    en: 'The session has expired or is not valid. Sign in again.',
  },
  NOT_FROM_GATEWAY: {
    ky: 'Суроо шлюз аркылуу гана кабыл алынат.',
    ru: 'Запросы принимаются только через шлюз.',
    en: 'Requests are accepted from the gateway only.',
  },
  BAD_USER_INPUT: {
    ky: 'Берилген маани туура эмес.',
    ru: 'Передано недопустимое значение.',
    en: 'A value that was sent is not valid.',
  },
  BAD_CURSOR: {
    ky: 'Бул тизменин курсору жараксыз. Тизмени башынан баштаңыз.',
    ru: 'Курсор не подходит к этому списку. Начните список сначала.',
    en: 'This cursor does not belong to the list. Start from the beginning.',
  },
};

export const DENIAL_TEXTS: Readonly<Record<DenialReason, Texts>> = {
  SIGN_IN_REQUIRED: {
    ky: 'Бул үчүн системага кириңиз.',
    ru: 'Для этого войдите в систему.',
    en: 'Sign in to see or do this.',
  },
  PURPOSE_DENIED: {
    ky: 'Бул маалымат мындай максат үчүн окулбайт.',
    ru: 'Эти данные не читают с такой целью.',
    en: 'This is not read for that purpose.',
  },
  ROLE_REQUIRED: {
    ky: 'Сиздин ролуңуз буга уруксат бербейт.',
    ru: 'Ваша роль этого не позволяет.',
    en: 'Your role does not allow this.',
  },
  SCOPE_REQUIRED: {
    ky: 'Сиздин токениңизде керектүү укук жок.',
    ru: 'В вашем токене нет нужного права.',
    en: 'Your token lacks the scope for this.',
  },
  NOT_YOURS: { ky: 'Бул сизге таандык эмес.', ru: 'Это принадлежит не вам.', en: 'This does not belong to you.' },
  RESTRICTED_SESSION: {
    ky: 'Бул үчүн күчүндөгү саясатка макулдук керек.',
    ru: 'Для этого нужно согласие с действующей политикой.',
    en: 'This needs your consent to the policy in force.',
  },
};

/** The person's data may be kept and not used: nobody reads them, for whatever purpose, until that is lifted. */
export function processingRestricted() {
  return fault('PROCESSING_RESTRICTED', {
    ky: 'Бул адамдын маалыматын колдонуу чектелген: ал сакталат гана.',
    ru: 'Использование данных этого человека ограничено: они только хранятся.',
    en: 'The use of this person’s data is restricted: they are kept and not used.',
  });
}

/** Not in the grant, or the ticket is not this caller's, or has expired: whoever may not know is not told which. */
export function notGranted() {
  return fault('DISCLOSURE_NOT_GRANTED', {
    ky: 'Бул маалыматты ачууга уруксат берилген эмес.',
    ru: 'На раскрытие этих данных нет разрешения.',
    en: 'This was not granted.',
  });
}
