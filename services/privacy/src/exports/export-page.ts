import { type Locale, locales, localTimeOf } from '@belgi/contracts';
import { type ExportSection, type ExportValue, fieldWords, sectionWords } from '@belgi/export';
import { escapeHtml, PAGE_STYLE } from '@belgi/subgraph';
import { type ExportDocument, isProof, proofName } from './export-document.js';
import { type ExportPageWords, exportPageWords } from './export-page-words.js';

/** Opened from a disk: nothing may load or run whatever a record holds. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The same as the document, to read; one file without any other. Pure. */
export function exportPage(document: ExportDocument, locale: Locale): string {
  const words = exportPageWords[locale];
  const parts = document.parts.map(
    ({ service, sections }) =>
      `<h2>${escapeHtml(words.services[service])}</h2>\n${sections.map((each) => sectionOf(each, locale, words)).join('\n')}`,
  );
  return `<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(words.title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(words.title)}</h1>
<p>${escapeHtml(words.intro)}</p>
<dl class="facts"><dt>${escapeHtml(words.orderedAt)}</dt><dd>${instant(document.orderedAt)}</dd>
<dt>${escapeHtml(words.readyAt)}</dt><dd>${instant(document.readyAt)}</dd></dl>
${parts.join('\n')}
</main>
</body>
</html>
`;
}

function sectionOf({ name, records, ...about }: ExportSection, locale: Locale, words: ExportPageWords): string {
  const title = wordOf(sectionWords, name, locale);
  const codes = (list: readonly string[]) => escapeHtml(list.map((code) => words.codes[code] ?? code).join(', '));
  const facts = [
    [words.category, escapeHtml(about.category)],
    [words.sources, codes(about.sources)],
    [words.purposes, codes(about.purposes)],
    [words.duties, codes(about.duties)],
  ].flatMap(([term = '', text = '']) => (text === '' ? [] : [`<dt>${escapeHtml(term)}</dt><dd>${text}</dd>`]));
  const rows = records.map((record, index) => recordOf(record, { name, index }, locale, words));
  const content = rows.length === 0 ? `<p>${escapeHtml(words.nothing)}</p>` : `<ol>\n${rows.join('\n')}\n</ol>`;
  return `<section><h3>${escapeHtml(title)}</h3>\n<dl class="facts">${facts.join('')}</dl>\n${content}</section>`;
}

function recordOf(
  record: Readonly<Record<string, ExportValue>>,
  place: { readonly name: string; readonly index: number },
  locale: Locale,
  words: ExportPageWords,
): string {
  const fields = Object.entries(record).flatMap(([field, value]) => {
    if (value === null) return [];
    const file = proofName(place.name, place.index);
    const text =
      field === 'proofFile' && isProof(value)
        ? `<a href="proofs/${file}">${escapeHtml(words.proof)}</a>`
        : worded(value, locale, words);
    return [`<dt>${escapeHtml(wordOf(fieldWords, field, locale))}</dt><dd>${text}</dd>`];
  });
  return `<li><dl class="facts">${fields.join('')}</dl></li>`;
}

function worded(value: ExportValue, locale: Locale, words: ExportPageWords): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return escapeHtml(value ? words.yes : words.no);
  if (typeof value === 'string') return INSTANT.test(value) ? instant(value) : escapeHtml(words.codes[value] ?? value);
  if (typeof value === 'number') return escapeHtml(String(value));
  if (Array.isArray(value)) return value.map((one: ExportValue) => worded(one, locale, words)).join(', ');
  const texts = value as { readonly [name: string]: ExportValue };
  // A text in the three languages: the reader's own.
  if (locales.every((one) => typeof texts[one] === 'string')) return escapeHtml(String(texts[locale]));
  return Object.entries(texts)
    .map(([name, one]) => `${escapeHtml(name)}: ${worded(one, locale, words)}`)
    .join('; ');
}

function wordOf(
  table: Readonly<Record<string, Readonly<Record<Locale, string>>>>,
  name: string,
  locale: Locale,
): string {
  return table[name]?.[locale] ?? name;
}

/** `24.11.2026 14:30:05`, Bishkek. */
function instant(iso: string): string {
  const local = localTimeOf(new Date(iso));
  const [year, month, day] = local.slice(0, 10).split('-');
  return `<time datetime="${iso}">${day}.${month}.${year} ${local.slice(11, 19)}</time>`;
}
