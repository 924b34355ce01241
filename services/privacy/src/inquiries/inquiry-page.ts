import { type Locale, localDateOf } from '@belgi/contracts';
import { escapeHtml, htmlDocument, PAGE_STYLE, pageBar, styleOnlyPolicy } from '@belgi/subgraph';
import { pageWords } from '../pages/page-words.js';
import { MAX_CONTACT_CHARS, MAX_INQUIRY_CHARS } from './inquiry.js';
import { inquiryPageWords } from './inquiry-page-words.js';

const STYLE = `${PAGE_STYLE}
label,legend{display:block;font-weight:700;margin:1.25rem 0 .4rem;padding:0}
fieldset{border:0;margin:0;padding:0}
fieldset label{font-weight:400;margin:.3rem 0}
input:not([type=radio]),textarea{width:100%;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:4px;padding:.6rem}
textarea{min-height:10rem}
button{font:inherit;font-weight:700;margin:1.5rem 0;padding:.6rem 1.6rem;color:var(--paper);background:var(--accent);border:0;border-radius:4px}
input:focus-visible,textarea:focus-visible,button:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
.hint{color:var(--soft);font-size:.88rem;margin:.3rem 0}
.trap{position:absolute;left:-999rem}
.said{margin:1.5rem 0;padding:.6rem 1.25rem;border-left:6px solid var(--accent);background:var(--accent-soft)}
.said.answer{white-space:pre-wrap}
`;

/** Plain forms to ourselves, one inline style, nothing else: no script, no frame, nothing loaded. */
export const INQUIRY_POLICY = styleOnlyPolicy(STYLE, 'self');

/** What stands in the form: what was typed before, when it is shown again. */
export interface TypedInquiry {
  readonly kind: string;
  readonly text: string;
  readonly answerBy: string;
  readonly contact: string;
}

const EMPTY: TypedInquiry = { kind: 'QUESTION', text: '', answerBy: 'PAGE', contact: '' };

/** The form, empty or with what was typed and why it was not taken. */
export function askPage(locale: Locale, typed: TypedInquiry = EMPTY, refusal?: string): string {
  const words = inquiryPageWords[locale];
  const radio = (name: 'kind' | 'answerBy', value: string, label: string) =>
    `<label><input type="radio" name="${name}" value="${value}"${typed[name] === value ? ' checked' : ''}> ${label}</label>`;
  return frame(
    locale,
    '/policy/ask',
    words.title,
    `<p>${words.intro}</p>${said(refusal)}
<form method="post" action="/policy/ask?lang=${languageOf(locale)}" accept-charset="utf-8">
<fieldset><legend>${words.kind}</legend>${radio('kind', 'QUESTION', words.question)}${radio('kind', 'PROPOSAL', words.proposal)}</fieldset>
<label for="text">${words.text}</label><textarea id="text" name="text" maxlength="${MAX_INQUIRY_CHARS}" required>${escapeHtml(typed.text)}</textarea>
<fieldset><legend>${words.answerBy}</legend>${radio('answerBy', 'PAGE', words.byPage)}${radio('answerBy', 'PHONE', words.byPhone)}${radio('answerBy', 'EMAIL', words.byEmail)}${radio('answerBy', 'SMS', words.bySms)}${radio('answerBy', 'LETTER', words.byLetter)}</fieldset>
<label for="contact">${words.contact}</label><input id="contact" name="contact" maxlength="${MAX_CONTACT_CHARS}" autocomplete="off" value="${escapeHtml(typed.contact)}">
<p class="hint">${words.contactHint}</p>
<div class="trap" aria-hidden="true"><label for="website">${words.trap}</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div>
<button>${words.send}</button>
</form>
<p><a href="/policy/ask/status?lang=${languageOf(locale)}">${words.statusTitle}</a></p>`,
  );
}

/** Reference and secret, this once. */
export function takenPage(locale: Locale, asked: { reference: string; secret: string; dueAt: Date }): string {
  const words = inquiryPageWords[locale];
  return frame(
    locale,
    '/policy/ask',
    words.taken,
    `<dl class="facts"><dt>${words.reference}</dt><dd><code id="reference">${asked.reference}</code></dd>
<dt>${words.secret}</dt><dd><code id="secret">${asked.secret}</code></dd>
<dt>${words.due}</dt><dd>${day(asked.dueAt)}</dd></dl>
<p>${words.keep}</p>
<p><a href="/policy/ask/status?lang=${languageOf(locale)}">${words.statusTitle}</a></p>`,
  );
}

/** How an inquiry stands; `undefined`: there is none that both open. */
export type ShownStatus = { dueAt: Date; overdue: boolean; answer: string | null } | undefined;

/** The form for reference and secret, with what they found. Posted, so that neither stands in an address. */
export function statusPage(locale: Locale, found?: { status: ShownStatus; reference: string }): string {
  const words = inquiryPageWords[locale];
  return frame(
    locale,
    '/policy/ask/status',
    words.statusTitle,
    `<p>${words.statusIntro}</p>${found === undefined ? '' : standing(locale, found.status)}
<form method="post" action="/policy/ask/status?lang=${languageOf(locale)}" accept-charset="utf-8">
<label for="reference">${words.reference}</label><input id="reference" name="reference" maxlength="30" autocomplete="off" required value="${escapeHtml(found?.reference ?? '')}">
<label for="secret">${words.secret}</label><input id="secret" name="secret" maxlength="30" autocomplete="off" required>
<button>${words.look}</button>
</form>
<p><a href="/policy/ask?lang=${languageOf(locale)}">${words.title}</a></p>`,
  );
}

function standing(locale: Locale, status: ShownStatus): string {
  const words = inquiryPageWords[locale];
  if (status === undefined) return said(words.notFound);
  if (status.answer !== null)
    return `<h2>${words.answered}</h2><div class="said answer">${escapeHtml(status.answer)}</div>`;
  return `${said(status.overdue ? words.late : words.waiting)}<dl class="facts"><dt>${words.due}</dt><dd>${day(status.dueAt)}</dd></dl>`;
}

const said = (text: string | undefined): string =>
  text === undefined ? '' : `<p class="said" role="alert">${escapeHtml(text)}</p>`;

const frame = (locale: Locale, path: string, title: string, content: string): string =>
  htmlDocument(locale, {
    ...{ title, style: STYLE },
    body: `${pageBar({ path, locale })}
<main><h1>${title}</h1>
${content}
</main>`,
  });

const languageOf = (locale: Locale): string => pageWords[locale].language;

/** The last day on which the answer is in time: a deadline is the midnight in Bishkek that ends it. */
function day(due: Date): string {
  const local = localDateOf(new Date(due.getTime() - 1));
  return `<time datetime="${local}">${local.split('-').reverse().join('.')}</time>`;
}
