import type { Locale } from '@belgi/contracts';
import { type RefusalCode, refusals } from '../refusals.js';
import { named } from '../typename.js';
import { MAX_DAILY, MAX_OPEN, MAX_WORDS_CHARS } from './rights-request.js';
import type { RightsRefused } from './rights-request.type.js';

const limits: { readonly [code in RefusalCode]?: number } = {
  TOO_MANY_RIGHTS_OPEN: MAX_OPEN,
  TOO_MANY_RIGHTS_TODAY: MAX_DAILY,
};

/** The graph's refusal, with the limit that its text names. */
export function rightsRefused(locale: Locale, code: RefusalCode): RightsRefused & { __typename: 'RightsRefused' } {
  return named('RightsRefused', refusals.refusal(locale, code, { max: limits[code] ?? MAX_WORDS_CHARS }));
}
