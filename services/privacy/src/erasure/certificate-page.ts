import { createHash } from 'node:crypto';
import type { Locale } from '@belgi/contracts';
import { escapeHtml, PAGE_STYLE } from '@belgi/subgraph';
import { pageWords } from '../pages/page-words.js';
import { type CertificateWords, certificateWords } from './certificate-words.js';
import type { ErasureReport } from './erasures.store.js';
import type { Taken } from './take-certificate.js';

const STYLE = `${PAGE_STYLE}
textarea,input{width:100%;box-sizing:border-box;font-family:ui-monospace,monospace}
textarea{height:9rem}
`;
/** Puts what stands after # into the form, and out of the address. */
const SCRIPT = `const field=document.querySelector('[name=secret]');if(field&&location.hash.length>1){field.value=location.hash.slice(1);history.replaceState(null,'',location.pathname+location.search)}`;

const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
/** This one style and this one script; the form goes back where it came from. */
export const CERTIFICATE_SECURITY_POLICY = `default-src 'none'; style-src ${sha256(STYLE)}; script-src ${sha256(SCRIPT)}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

/** Asks for the secret of an erasure. */
export function secretPage(locale: Locale): string {
  const words = certificateWords[locale];
  return page(locale, words, `<p>${words.intro}</p>${form(words)}<script>${SCRIPT}</script>`);
}

/** What was found under a secret; the certificate itself, where it was. */
export function takenPage(locale: Locale, taken: Taken): string {
  const words = certificateWords[locale];
  const reports = 'reports' in taken ? taken.reports.map((report) => reportOf(report, words)).join('') : '';
  const files =
    taken.state === 'CERTIFIED'
      ? [file(words.signed, taken.certificate), taken.proofFile === null ? '' : file(words.proof, taken.proofFile)]
      : [];
  const again = taken.state === 'CERTIFIED' || taken.state === 'TAKEN' ? '' : form(words);
  return page(locale, words, `<p><strong>${words.states[taken.state]}</strong></p>${reports}${files.join('')}${again}`);
}

const form = (words: CertificateWords): string =>
  `<form method="post"><label>${words.secret}<input name="secret" type="password" required autocomplete="off"></label><p><button>${words.take}</button></p></form>`;

const file = (label: string, text: string): string =>
  `<label>${label}<textarea readonly>${escapeHtml(text)}</textarea></label>`;

function reportOf({ service, destroyed, kept, appliedAt }: ErasureReport, words: CertificateWords): string {
  const at = appliedAt.toISOString();
  const gone = destroyed.map(({ table, rows }) => `<li>${escapeHtml(table)}: ${rows} ${words.rows}</li>`);
  const stays = kept.map(
    ({ table, rows, rule, actCode, article }) =>
      `<li>${escapeHtml(table)}: ${rows} ${words.rows}. ${words.rules[rule] ?? escapeHtml(rule)} (${escapeHtml(actCode)}, ${escapeHtml(article)})</li>`,
  );
  return `<section><h2>${service}</h2><p><time datetime="${at}">${at}</time></p>
<h3>${words.destroyed}</h3><ul>${gone.join('')}</ul><h3>${words.kept}</h3><ul>${stays.join('')}</ul></section>`;
}

function page(locale: Locale, { title }: CertificateWords, body: string): string {
  const { language } = pageWords[locale];
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>
`;
}
