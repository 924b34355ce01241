import { type Locale, localDateOf } from '@belgi/contracts';
import { type Texts, textIn } from '@belgi/subgraph';
import { type RequestState } from './disclosure.js';
import type { KeptRequest } from './requests.store.js';

const UNDER_REVIEW: Texts = {
  ky: 'Бир кызматкер жоопту даярдады, экинчиси чечет. Жооптун мөөнөтү: {due}.',
  ru: 'Один сотрудник подготовил ответ, решает второй. Срок ответа: {due}.',
  en: 'One officer has prepared an answer, a second one decides. To be answered before {due}.',
};
const EXPIRED: Texts = {
  ky: 'Уруксаттын мөөнөтү {until} бүттү; {cap} окуунун {used} колдонулду.',
  ru: 'Срок разрешения истёк {until}; использовано обращений: {used} из {cap}.',
  en: 'The term of the grant ended on {until}; {used} of {cap} reads were used.',
};

/** What the reader is told in words that nobody wrote for the case; undefined: an officer's own words say why. */
export function standingReason(request: KeptRequest, state: RequestState, locale: Locale): string | undefined {
  const { grant, answerDueAt } = request;
  if (state === 'UNDER_REVIEW')
    return textIn(locale, UNDER_REVIEW, { due: answerDueAt === null ? '–' : localDateOf(answerDueAt) });
  if (state !== 'EXPIRED' || grant === null) return undefined;
  const { validUntil, readsUsed: used, readsCap: cap } = grant;
  return textIn(locale, EXPIRED, { until: localDateOf(validUntil), used, cap });
}
