import type { Locale } from '@belgi/contracts';
import { type Refused, refusals } from './refusals.js';

/** A refusal as the graph shows it: the type's name, the code, the words in the caller's language. */
export function refusedAs<Name extends string>(__typename: Name, locale: Locale, { refused }: Refused) {
  return { __typename, ...refusals.refusal(locale, refused) };
}
