import { createHash } from 'node:crypto';
import { type Locale, locales } from '@belgi/contracts';
import { pageLanguages } from './page-languages.js';

/** Attack: what somebody typed, or what came in a letter, is markup in the page that shows it. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Nothing but this one inline style may load or run; no frame. @param forms whether the page posts to ourselves */
export const styleOnlyPolicy = (style: string, forms: 'none' | 'self' = 'none'): string =>
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action '${forms}'; frame-ancestors 'none'`;

/** The same page in each language. */
export function languageLinks({ path, locale }: { readonly path: string; readonly locale: Locale }): string {
  return locales
    .map((candidate) => {
      const { language, name } = pageLanguages[candidate];
      const current = candidate === locale ? ' aria-current="true"' : '';
      return `<li><a href="${path}?lang=${language}" lang="${language}" hreflang="${language}"${current}>${name}</a></li>`;
    })
    .join('');
}

/** Our name, and the page in the other languages. */
export const pageBar = (page: { readonly path: string; readonly locale: Locale }): string => `<header class="bar"><div>
<a class="mark" href="/policy?lang=${pageLanguages[page.locale].language}">Belgi<span lang="ky">01 KG</span></a>
<nav aria-label="${pageLanguages[page.locale].languages}"><ul>${languageLinks(page)}</ul></nav>
</div></header>`;

/** A whole document around a body. @param title words of our own: not quoted */
export const htmlDocument = (
  locale: Locale,
  { title, style, body }: { readonly title: string; readonly style: string; readonly body: string },
): string => `<!doctype html>
<html lang="${pageLanguages[locale].language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${style}</style></head>
<body>
${body}
</body>
</html>
`;
