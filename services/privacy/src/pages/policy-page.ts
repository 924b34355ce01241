import { type Locale, locales } from '@belgi/contracts';
import { PAGE_STYLE, pageBar, styleOnlyPolicy } from '@belgi/subgraph';
import { type DocumentKind, type Edition, editionInForce } from '../editions/edition.js';
import { type PageWords, pageWords } from './page-words.js';

/** Where each document always is (clause 5.1). */
export const addressOf = {
  POLICY: '/policy',
  USER_AGREEMENT: '/policy/agreement',
} as const satisfies Record<DocumentKind, string>;

export interface PolicyPage {
  readonly locale: Locale;
  /** Where the document is. */
  readonly base: string;
  /** The base, or `{base}/editions/{n}`, without query. */
  readonly path: string;
  readonly edition: Edition;
  /** The policy's text, rendered. */
  readonly html: string;
  readonly editions: readonly Edition[];
  readonly now: Date;
}

/** Nothing but this one inline style may load or run; the page cannot be framed and posts nowhere. */
export const CONTENT_SECURITY_POLICY = styleOnlyPolicy(PAGE_STYLE);

/** The page of one edition in one language. Pure: the same input gives the same bytes, hence the same ETag. */
export function policyPage(page: PolicyPage): string {
  const words = pageWords[page.locale];
  const title = titleOf(page.html);
  return `${head(page, words, title)}
<body>
<a class="skip" href="#policy">${words.skip}</a>
${pageBar(page)}
<main id="policy">
${facts(page, words)}
<article>
${page.html}</article>
</main>
<footer>
<p><a href="/policy/ask?lang=${words.language}">${words.ask}</a></p>
<nav aria-label="${words.editions}"><h2>${words.editions}</h2><ol>${editionLinks(page, words)}</ol></nav>
</footer>
</body>
</html>
`;
}

/** A page that says there is nothing here, in the reader's language. */
export function messagePage(locale: Locale, message: 'unknown' | 'none'): string {
  const words = pageWords[locale];
  return `<!doctype html>
<html lang="${words.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${words[message]}</title><style>${PAGE_STYLE}</style></head>
<body><main><h1>${words[message]}</h1><p><a href="/policy?lang=${words.language}">${words.current}</a></p></main></body>
</html>
`;
}

function head({ path }: PolicyPage, words: PageWords, title: string): string {
  const alternates = locales.map((locale) => {
    const { language } = pageWords[locale];
    return `<link rel="alternate" hreflang="${language}" href="${path}?lang=${language}">`;
  });
  return `<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="canonical" href="${path}?lang=${words.language}">
${alternates.join('\n')}
<link rel="alternate" hreflang="x-default" href="${path}">
<style>${PAGE_STYLE}</style>
</head>`;
}

function facts({ edition, editions, now, locale }: PolicyPage, words: PageWords): string {
  const inForce = editionInForce(editions, now);
  const coming = edition.effectiveAt > now;
  const label = coming
    ? words.comesIntoForce
    : edition.number === inForce?.number
      ? words.inForceSince
      : words.wasInForce;
  return `<dl class="facts">
<dt>${words.edition}</dt><dd>${edition.number}</dd>
<dt>${label}</dt><dd>${moment(edition.effectiveAt, locale)}</dd>
<dt>${words.lastUpdated}</dt><dd>${moment(edition.publishedAt, locale)}</dd>
<dt>${words.fingerprint}</dt><dd><code>${edition.sha256[locale]}</code></dd>
</dl>`;
}

function editionLinks({ base, editions, edition, now, locale }: PolicyPage, words: PageWords): string {
  const inForce = editionInForce(editions, now)?.number;
  return [...editions]
    .reverse()
    .map((each) => {
      const current = each.number === edition.number ? ' aria-current="page"' : '';
      const note = each.number === inForce ? ` – ${words.current.toLowerCase()}` : '';
      const href = `${base}/editions/${each.number}?lang=${words.language}`;
      return `<li value="${each.number}"><a href="${href}"${current}>${words.edition} ${each.number}</a>, ${moment(each.effectiveAt, locale)}${note}</li>`;
    })
    .join('');
}

const MONTHS: Readonly<Record<Locale, readonly string[]>> = {
  KY: [
    'январь',
    'февраль',
    'март',
    'апрель',
    'май',
    'июнь',
    'июль',
    'август',
    'сентябрь',
    'октябрь',
    'ноябрь',
    'декабрь',
  ],
  RU: [
    'января',
    'февраля',
    'марта',
    'апреля',
    'мая',
    'июня',
    'июля',
    'августа',
    'сентября',
    'октября',
    'ноября',
    'декабря',
  ],
  EN: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};
/** Bishkek, all year round. Written out, so that the bytes do not depend on the machine's time zone data. */
const LOCAL_OFFSET_HOURS = 6;

/** A moment in Bishkek's time, in words, with the exact instant for machines. */
function moment(at: Date, locale: Locale): string {
  const local = new Date(at.getTime() + LOCAL_OFFSET_HOURS * 3_600_000);
  const day = local.getUTCDate();
  const month = MONTHS[locale][local.getUTCMonth()];
  const year = local.getUTCFullYear();
  const time = `${local.toISOString().slice(11, 16)} (UTC+6)`;
  const words =
    locale === 'KY'
      ? `${year}-жыл, ${day}-${month}, ${time}`
      : locale === 'RU'
        ? `${day} ${month} ${year} г., ${time}`
        : `${day} ${month} ${year}, ${time}`;
  return `<time datetime="${at.toISOString()}">${words}</time>`;
}

/** The text's first heading, already escaped by the renderer. */
function titleOf(html: string): string {
  return /<h1>(.*?)<\/h1>/.exec(html)?.[1]?.replace(/<[^>]+>/g, '') ?? 'Belgi';
}
