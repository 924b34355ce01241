import type { Locale } from '@belgi/contracts';
import { escapeHtml, PAGE_STYLE, pageBar } from '@belgi/subgraph';
import { anchorOf } from '../editions/clauses.js';
import { type ClauseChange, differencesOf } from '../editions/differences.js';
import { wordsBetween } from '../editions/words.js';
import { type ChangesWords, changesWords } from './changes-words.js';
import { pageWords } from './page-words.js';

export interface ChangesPage {
  readonly locale: Locale;
  /** Where the document is. */
  readonly base: string;
  /** `{base}/editions/{a}/changes/{b}`, without query. */
  readonly path: string;
  readonly from: { readonly number: number; readonly markdown: string };
  readonly to: { readonly number: number; readonly markdown: string };
}

/** What changed from one edition to another in one language, clause by clause. Pure, as the policy's page is. */
export function changesPage(page: ChangesPage): string {
  const { locale, base, path, from, to } = page;
  const words = changesWords[locale];
  const { language, edition } = pageWords[locale];
  const title = `${words.title}: ${edition} ${from.number} → ${edition} ${to.number}`;
  const changes = differencesOf(from.markdown, to.markdown).filter(({ kind }) => kind !== 'SAME');
  const links = [from, to].map(
    ({ number }) => `<a href="${base}/editions/${number}?lang=${language}">${edition} ${number}</a>`,
  );
  const list =
    changes.length === 0
      ? `<p>${words.nothing}</p>`
      : changes.map((change) => changeSection(change, page, words)).join('\n');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="canonical" href="${path}?lang=${language}">
<style>${PAGE_STYLE}</style>
</head>
<body>
${pageBar(page)}
<main>
<h1>${words.title}</h1>
<p>${links.join(' → ')}</p>
${list}
</main>
</body>
</html>
`;
}

function changeSection({ kind, before, after }: ClauseChange, page: ChangesPage, words: ChangesWords): string {
  const number = after === undefined ? page.from.number : page.to.number;
  const id = after?.id ?? before?.id ?? '';
  const href = `${page.base}/editions/${number}?lang=${pageWords[page.locale].language}#${anchorOf(id)}`;
  const moved = kind === 'MOVED' ? ` (${before?.id} → ${after?.id})` : '';
  const said = wordsBetween(textOf(before), textOf(after))
    .map(({ kind: part, text }) => {
      const shown = escapeHtml(text);
      return part === 'SAME' ? shown : part === 'ADDED' ? `<ins>${shown}</ins>` : `<del>${shown}</del>`;
    })
    .join('');
  return `<section><h2><a href="${escapeHtml(href)}">${escapeHtml(id)}</a> – ${words[kind]}${escapeHtml(moved)}</h2><p class="clause">${said}</p></section>`;
}

const textOf = (clause: ClauseChange['before']): string => (clause === undefined ? '' : clause.label + clause.body);
