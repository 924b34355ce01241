import type { Locale } from '@belgi/contracts';
import { escapeHtml, htmlDocument, NUMBERS_STYLE, pageBar, styleOnlyPolicy } from '@belgi/subgraph';
import { pageWords } from '../pages/page-words.js';
import type { Report, ReportTable } from './report.js';
import { type TransparencyWords, transparencyWords } from './transparency-words.js';

const PATH = '/policy/transparency';
/** Nothing but this one inline style may load or run. */
export const TRANSPARENCY_SECURITY_POLICY = styleOnlyPolicy(NUMBERS_STYLE);

/** The report on one page, fit to be printed. Pure: the same input gives the same bytes, hence the same ETag. */
export function transparencyPage(locale: Locale, report: Report): string {
  const words = transparencyWords[locale];
  const { language } = pageWords[locale];
  const files = ['json', 'csv'].map((type) => `<a href="${PATH}.${type}">${type.toUpperCase()}</a>`).join(' ');
  const body = `${pageBar({ path: PATH, locale })}
<main>
<h1>${words.title}</h1>
<p>${words.intro}</p>
<dl class="facts">
<dt>${words.day}</dt><dd><time datetime="${report.day}">${report.day}</time></dd>
<dt>${words.delayed}</dt><dd>${report.delayedNotices}</dd>
<dt>${words.files}</dt><dd>${files}</dd>
</dl>
${report.tables.map((table) => tableOf(table, words)).join('')}</main>
<footer><p><a href="/policy?lang=${language}">${words.policy}</a></p></footer>`;
  return htmlDocument(locale, { title: words.title, style: NUMBERS_STYLE, body });
}

function tableOf({ name, columns, rows }: ReportTable, words: TransparencyWords): string {
  const isTimed = name.startsWith('REQUESTS');
  // Names of authorities come from letters: text, whatever stands in it.
  const word = (key: string) => escapeHtml(words.names[key] ?? key);
  const head = [...columns.map(word), ...(isTimed ? [words.median] : [])].map(
    (column) => `<th scope="col">${column}</th>`,
  );
  const body = rows.map(({ name: row, counts, medianWorkingDays }) => {
    const cells = [...counts, ...(isTimed ? [medianWorkingDays] : [])].map((count) => cell(count, words));
    return `<tr><th scope="row">${word(row)}</th>${cells.join('')}</tr>`;
  });
  return `<table><caption>${words.tables[name]}</caption>
<thead><tr><td></td>${head.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody></table>
`;
}

const cell = (count: number | null, { suppressed }: TransparencyWords): string =>
  count === null ? `<td class="none" title="${suppressed}" aria-label="${suppressed}">×</td>` : `<td>${count}</td>`;

/** A line per number. Names of authorities are quoted, and what a spreadsheet would run as a formula is made text. */
export function transparencyCsv({ day, delayedNotices, tables }: Report): string {
  const lines = tables.flatMap(({ name, columns, rows }) =>
    rows.flatMap((row) => [
      ...row.counts.map((count, at) => [name, quoted(row.name), columns[at] ?? '', ...numberOf(count)]),
      ...(name.startsWith('REQUESTS')
        ? [[name, quoted(row.name), 'MEDIAN_WORKING_DAYS', ...numberOf(row.medianWorkingDays)]]
        : []),
    ]),
  );
  const delayed = ['DELAYED_NOTICES', quoted('TOTAL'), 'TOTAL', ...numberOf(delayedNotices)];
  return `${[['day', 'table', 'row', 'column', 'count', 'status'], ...[delayed, ...lines].map((line) => [day, ...line])]
    .map((line) => line.join(','))
    .join('\r\n')}\r\n`;
}

const numberOf = (count: number | null) => [
  count === null ? '' : String(count),
  count === null ? 'suppressed' : 'published',
];
const quoted = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
