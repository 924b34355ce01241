import type { Locale } from '@belgi/contracts';
import { IntlMessageFormat } from 'intl-messageformat';
import type { NoticeKind } from '../notices/notice-kind.js';
import { english } from './english.js';
import { formatAmount, formatInstant, formatList, languageTags } from './format.js';
import { kyrgyz } from './kyrgyz.js';
import { kindParams, type Language, type Params, type ParamsOf, type ParamType, type Texts } from './params.js';
import { russian } from './russian.js';

export const languages: Readonly<Record<Locale, Language>> = { KY: kyrgyz, RU: russian, EN: english };

export type TextPart = keyof Texts;

/** Compiled messages: parsing one costs far more than formatting it. Bounded by kinds × languages × parts. */
const compiled = new Map<string, IntlMessageFormat>();

function message(kind: NoticeKind, locale: Locale, part: TextPart): IntlMessageFormat {
  const key = `${kind} ${locale} ${part}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const texts: Texts = languages[locale].texts[kind];
  const source = texts[part] ?? (part === 'mail' ? texts.body : undefined);
  if (source === undefined) throw new TypeError(`no ${part} text for ${kind} in ${locale}`);
  const format = new IntlMessageFormat(source, languageTags[locale], undefined, { ignoreTag: true });
  compiled.set(key, format);
  return format;
}

/** Words for codes; an unknown code (a later release of another service) stays itself rather than failing a notice. */
function words(codes: readonly string[], table: Readonly<Record<string, string>>, locale: Locale): string {
  return formatList(
    codes.map((code) => table[code] ?? code),
    locale,
  );
}

function formatted(params: Params, types: Readonly<Record<string, ParamType>>, locale: Locale) {
  const language = languages[locale];
  const values: Record<string, string | number> = {};
  for (const [name, type] of Object.entries(types)) {
    const value = params[name] ?? (type === 'choice' ? 'other' : undefined);
    if (value === undefined) throw new TypeError(`notice param missing: ${name}`);
    const text = String(value);
    const codes = Array.isArray(value) ? (value as string[]) : [text];
    if (type === 'number') values[name] = Number(value);
    else if (type === 'money') values[name] = language.money.replace('{amount}', () => formatAmount(text, locale));
    else if (type === 'instant') values[name] = formatInstant(text, locale);
    else if (type === 'categories') values[name] = words(codes, language.categories, locale);
    else if (type === 'fields') values[name] = words(codes, language.fields, locale);
    else if (type === 'role') values[name] = language.roles[text] ?? text;
    else if (type === 'purpose') values[name] = language.purposes[text] ?? language.duties[text] ?? text;
    else values[name] = text;
    if (Array.isArray(value)) values[`${name}Count`] = value.length;
  }
  return values;
}

/**
 * One part of one notice in one language. Values are put in as they are, never read as message syntax, so a
 * reason that contains braces stays text.
 */
export function render<K extends NoticeKind>(kind: K, locale: Locale, part: TextPart, params: ParamsOf<K>): string {
  const values = formatted(params as Params, kindParams[kind], locale);
  return String(message(kind, locale, part).format(values));
}

/** As `render`, for stored params whose kind is known at run time only. */
export function renderStored(kind: NoticeKind, locale: Locale, part: TextPart, params: Params): string {
  return render(kind, locale, part, params as ParamsOf<NoticeKind>);
}
