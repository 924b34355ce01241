import { type Locale, locales } from '@belgi/contracts';
import { registerEnumType } from 'type-graphql';

/** The `Locale` enum of the graph: shared and frozen. Values are the names. */
export const LocaleEnum = { KY: 'KY', RU: 'RU', EN: 'EN' } as const satisfies Record<Locale, Locale>;
registerEnumType(LocaleEnum, { name: 'Locale', description: 'Kyrgyz, Russian, English.' });

/** Longer headers are not a person's preferences; parsing stops there. */
const MAX_HEADER_CHARS = 256;
const DEFAULT: Locale = 'KY';

/**
 * The language to answer in, from `Accept-Language` (RFC 9110 §12.5.4): the supported one with the highest weight,
 * the first named among equals; Kyrgyz when none fits. Regions are ignored (`ru-KG` is Russian).
 */
export function localeOf(header: string | undefined): Locale {
  if (header === undefined) return DEFAULT;
  let best: { locale: Locale; weight: number } | undefined;
  for (const part of header.slice(0, MAX_HEADER_CHARS).split(',')) {
    const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    const locale = locales.find((candidate) => candidate === (tag.split('-')[0] ?? '').toUpperCase());
    const weight = weightOf(parameters);
    if (locale === undefined || weight <= 0 || (best !== undefined && weight <= best.weight)) continue;
    best = { locale, weight };
  }
  return best?.locale ?? DEFAULT;
}

function weightOf(parameters: readonly string[]): number {
  const q = parameters.find((parameter) => /^q\s*=/i.test(parameter));
  if (q === undefined) return 1;
  const weight = Number(q.slice(q.indexOf('=') + 1));
  return weight >= 0 && weight <= 1 ? weight : 0;
}
