import type { Locale } from '@belgi/contracts';
import { htmlDocument, NUMBERS_STYLE, pageBar, styleOnlyPolicy } from '@belgi/subgraph';
import { pageWords } from '../pages/page-words.js';
import { type CountedWindow, type Release, tablesOf } from './release.js';
import { type StatisticsWords, statisticsWords } from './statistics-words.js';

/** Nothing but this one inline style may load or run. */
export const STATISTICS_SECURITY_POLICY = styleOnlyPolicy(NUMBERS_STYLE);

export interface StatisticsPage {
  readonly locale: Locale;
  readonly release: Release;
  readonly sha256: string;
  /** Days of the newest releases. */
  readonly days: readonly string[];
}

/** A release on one page, fit to be printed. Pure: the same input gives the same bytes, hence the same ETag. */
export function statisticsPage({ locale, release, sha256, days }: StatisticsPage): string {
  const words = statisticsWords[locale];
  const { language } = pageWords[locale];
  const path = `/policy/statistics/${release.day}`;
  const rows = [
    [words.day, release.day],
    [words.published, `<time datetime="${release.publishedAt}">${release.publishedAt}</time>`],
    [words.fingerprint, `<code>${sha256}</code>`],
    ...(release.previousSha256 === null ? [] : [[words.previous, `<code>${release.previousSha256}</code>`]]),
    [words.files, ['json', 'csv'].map((type) => `<a href="${path}.${type}">${type.toUpperCase()}</a>`).join(' ')],
  ];
  const facts = rows.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('\n');
  const windows = release.windows.map((window) => windowOf(window, words)).join('');
  const others = days.map((day) => `<li><a href="/policy/statistics/${day}?lang=${language}">${day}</a></li>`).join('');
  return frame(
    locale,
    words.title,
    `${pageBar({ path, locale })}
<main>
<h1>${words.title}</h1>
<p>${words.intro}</p>
<dl class="facts">
${facts}
</dl>
${windows === '' ? `<p>${words.none}</p>` : windows}
</main>
<footer><nav aria-label="${words.releases}"><h2>${words.releases}</h2><ul>${others}</ul></nav>
<p><a href="/policy?lang=${language}">${words.policy}</a></p></footer>`,
  );
}

/** That nothing was published for that day. */
export function noStatisticsPage(locale: Locale): string {
  const { unknown, policy } = statisticsWords[locale];
  const { language } = pageWords[locale];
  return frame(
    locale,
    unknown,
    `<main><h1>${unknown}</h1><p><a href="/policy?lang=${language}">${policy}</a></p></main>`,
  );
}

function windowOf(window: CountedWindow, words: StatisticsWords): string {
  const name = (key: string) => words.names[key] ?? key;
  return tablesOf(window)
    .map(({ name: table, columns, rows }) => {
      const head = columns.map((column) => `<th scope="col">${name(column)}</th>`).join('');
      const body = rows
        .map(
          (row) =>
            `<tr><th scope="row">${name(row.name)}</th>${row.counts.map((count) => cell(count, words)).join('')}</tr>`,
        )
        .join('\n');
      return `<table><caption>${words.tables[table]}<br><small>${words.window}: ${window.from} – ${window.to}</small></caption>
<thead><tr><td></td>${head}</tr></thead>
<tbody>
${body}
</tbody></table>
`;
    })
    .join('');
}

const frame = (locale: Locale, title: string, body: string): string =>
  htmlDocument(locale, { title, style: NUMBERS_STYLE, body });

const cell = (count: number | null, { suppressed }: StatisticsWords): string =>
  count === null ? `<td class="none" title="${suppressed}" aria-label="${suppressed}">×</td>` : `<td>${count}</td>`;

/** A line per number. Every word in it is from a closed list: there is nothing to quote, and no formula to run. */
export function csvOf(release: Release): string {
  const lines = release.windows.flatMap(({ group, from, to, cells }) =>
    cells.map(({ table, row, column, count }) =>
      [group, from, to, table, row, column, count ?? '', count === null ? 'suppressed' : 'published'].join(','),
    ),
  );
  return `${['group,from,to,table,row,column,count,status', ...lines].join('\r\n')}\r\n`;
}
