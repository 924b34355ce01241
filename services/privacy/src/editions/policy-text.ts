import { createHash } from 'node:crypto';
import { type Locale, locales } from '@belgi/contracts';

/** SHA-256 of a text in UTF-8, hexadecimal: what people agree to. */
export const textSha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Line ends are those of the shell and the browser, not of the text that people agree to. */
export const normalisedText = (text: string): string => `${text.replaceAll('\r\n', '\n').trim()}\n`;

/** One value for each language. */
export const byLocale = <T>(value: (locale: Locale) => T): Record<Locale, T> =>
  Object.fromEntries(locales.map((locale) => [locale, value(locale)])) as Record<Locale, T>;
