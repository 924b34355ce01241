import { type LegalBasis, type Locale, type Register, type RegisterArray, type RegisterTerm } from '@belgi/contracts';
import { htmlDocument, PAGE_STYLE, pageBar, styleOnlyPolicy } from '@belgi/subgraph';
import { pageWords } from '../pages/page-words.js';
import { endText, named, termText } from './register.js';
import { type RegisterPageWords, registerPageWords } from './register-words.js';

const STYLE = `${PAGE_STYLE}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem;font-family:system-ui,"Noto Sans",sans-serif;font-size:.82rem}
caption{text-align:left;font-weight:700;padding:.4rem 0}
th,td{padding:.25rem .5rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
dd ul{margin:0;padding-left:1.1rem}
@media print{section{break-inside:avoid}}
`;

/** Nothing but this one inline style may load or run. */
export const REGISTER_SECURITY_POLICY = styleOnlyPolicy(STYLE);

/** The register on one page, fit to be printed and filed. Pure: every word is from a closed list, none needs quoting. */
export function registerPage(register: Register, locale: Locale): string {
  const words = registerPageWords[locale];
  const { language } = pageWords[locale];
  const body = `${pageBar({ path: '/policy/register', locale })}
<main>
<h1>${words.title}</h1>
<p>${words.intro}</p>
${facts([
  [words.holder, register.words.holder[locale]],
  [words.responsible, register.words.responsible[locale]],
  [words.registered, basisText(register, register.basis, locale)],
  [words.measures, list(named(register.measures, register.words.measures, locale))],
  [words.file, '<a href="/policy/register.json">JSON</a>'],
])}
${register.arrays.map((array) => section(register, array, locale, words)).join('\n')}
</main>
<footer><p><a href="/policy?lang=${language}">${words.policy}</a></p></footer>`;
  return htmlDocument(locale, { title: words.title, style: STYLE, body });
}

function section(register: Register, array: RegisterArray, locale: Locale, page: RegisterPageWords): string {
  const { words } = register;
  const aims = [...named(array.purposes, words.purposes, locale), ...named(array.duties, words.duties, locale)];
  const receivers = named(array.recipients, words.recipients, locale);
  return `<section id="${array.code.toLowerCase().replace('_', '-')}">
<h2>${words.arrays[array.code][locale]}</h2>
${facts([
  [page.purposes, list(aims)],
  [page.basis, list(array.basis.map((basis) => basisText(register, basis, locale)))],
  [page.categories, list(named(array.categories, words.categories, locale))],
  [page.sources, list(named(array.sources, words.sources, locale))],
  [page.recipients, receivers.length === 0 ? page.nobody : list(receivers)],
])}
<table><caption>${page.retention}</caption>
<thead><tr>${[page.what, page.starts, page.term, page.end].map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>
<tbody>
${array.retention.map((term) => row(register, term, locale)).join('\n')}
</tbody></table>
</section>`;
}

function row({ words }: Register, term: RegisterTerm, locale: Locale): string {
  const starts = term.starts === null ? '–' : words.starts[term.starts][locale];
  const cells = [starts, termText(term, locale), endText(term, locale)];
  const what = named(term.categories, words.categories, locale).join(', ');
  return `<tr><th scope="row">${what}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function basisText({ words }: Register, { act, article }: LegalBasis, locale: Locale): string {
  return `${words.acts[act]?.[locale] ?? act} (${act}), ${registerPageWords[locale].article} ${article}`;
}

const facts = (rows: readonly (readonly [string, string])[]): string =>
  `<dl class="facts">\n${rows.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('\n')}\n</dl>`;

const list = (texts: readonly string[]): string => `<ul>${texts.map((text) => `<li>${text}</li>`).join('')}</ul>`;
