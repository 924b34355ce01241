import type { Locale } from '../locale.js';
import { OWN_CODES } from './own-codes.js';

export { OWN_CODES } from './own-codes.js';
export type OwnCodeName = keyof typeof OWN_CODES;

/**
 * Codes of subgraphs that reach the client with the subgraph's own (already localised) message and `reason`.
 * Whatever is not here is a fault: masked as INTERNAL, whole in the log.
 */
export const SUBGRAPH_CODES: ReadonlySet<string> = new Set([
  'UNAUTHENTICATED',
  'UNAUTHORIZED_FIELD_OR_TYPE',
  'SESSION_ENDED',
  'DISCLOSURE_NOT_GRANTED',
  'DISCLOSURE_TICKET_INVALID',
  'PURPOSE_DENIED',
  'PROCESSING_RESTRICTED',
  'NO_EDITION_IN_FORCE',
  'NO_CHECKPOINT_YET',
  'NOT_IN_TREE',
  'BAD_USER_INPUT',
  'BAD_CURSOR',
  'RATE_LIMITED',
  'BUSY',
]);

/** Codes by which a subgraph says that it cannot answer now; clients see SUBGRAPH_UNAVAILABLE. */
export const UNAVAILABLE_CODES: ReadonlySet<string> = new Set(['UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE']);

/** The message of a code in a language, with `{name}` placeholders filled. */
export function messageOf(code: OwnCodeName, locale: Locale, parameters: Record<string, string | number> = {}): string {
  return OWN_CODES[code].message[locale].replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? ''));
}
