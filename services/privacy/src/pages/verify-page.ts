import { createHash } from 'node:crypto';
import type { Locale } from '@belgi/contracts';
import { escapeHtml, PAGE_STYLE, pageBar } from '@belgi/subgraph';
import { pageWords } from './page-words.js';
import { verifyWords } from './verify-words.js';

const STYLE = `${PAGE_STYLE}
label{display:block;font-weight:700;margin:1.25rem 0 .4rem}
input[type=file],textarea{width:100%;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:4px;padding:.6rem}
textarea{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.72rem;min-height:7rem;word-break:break-all}
input:focus-visible,textarea:focus-visible,summary:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
#drop{margin:1.5rem 0;padding:.25rem 1.25rem 1.25rem;border:2px dashed var(--line);border-radius:8px}
#result[data-verdict]{margin:2rem 0;padding:.25rem 1.25rem 1rem;border-left:6px solid var(--line);background:var(--accent-soft)}
#result[data-verdict] h2{border:0;margin:1rem 0 .5rem;padding:0}
#result[data-verdict=PROVED]{border-color:#2c7a4b}
#result[data-verdict=OWN_KEYS],#result[data-verdict=UNTESTED]{border-color:#b7791f}
#result[data-verdict=WRONG]{border-color:#b3261e}
#result dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.25rem;font-size:.88rem}
#result dt{color:var(--soft)}
#result dd{margin:0;word-break:break-all}
@media (max-width:32rem){#result dl{grid-template-columns:1fr}}
`;

/**
 * The page may run our own modules and nothing else, and may speak to nobody: `connect-src` falls back to 'none', so that
 * no bug of it can carry a person's file away. Words of a file reach the page as text nodes alone (Trusted Types).
 */
export const VERIFY_POLICY = `default-src 'none'; script-src 'self'; style-src 'sha256-${createHash('sha256')
  .update(STYLE)
  .digest(
    'base64',
  )}'; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The page that checks a proof file in the browser. @param modules addresses of its modules, the entry first */
export function verifyPage(locale: Locale, keys: readonly string[], modules: readonly string[]): string {
  const words = verifyWords[locale];
  const { language } = pageWords[locale];
  const [entry, ...others] = modules;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title>
<style>${STYLE}</style>
${others.map((path) => `<link rel="modulepreload" href="${path}">`).join('\n')}
<script type="module" src="${entry}"></script>
</head>
<body>
${pageBar({ path: '/verify', locale })}
<main>
<h1>${words.title}</h1>
<p>${words.what}</p>
<p>${words.offline}</p>
<noscript><p><strong>${words.noScript}</strong></p></noscript>
<div id="drop"><label for="file">${words.file}</label><input id="file" type="file" disabled><p>${words.drop}</p></div>
<section id="result" role="status" aria-live="polite" aria-label="${words.result}"></section>
<details><summary>${words.keys}</summary>
<label for="keys">${words.keys}</label><textarea id="keys" spellcheck="false" autocomplete="off">${escapeHtml(keys.join('\n'))}</textarea>
<p>${words.keysWhy}</p></details>
</main>
</body>
</html>
`;
}
