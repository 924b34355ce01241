/** Markup that is safe to send. Made by `html` only, so that nothing a stranger typed becomes markup. */
export class Html {
  constructor(readonly markup: string) {}
}

type Part = Html | string | number | readonly Html[];

/** Template tag: every value is escaped unless it is `Html` itself. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  const markup = strings.reduce((text, piece, at) => {
    const value = values[at - 1];
    return text + (value === undefined ? '' : markupOf(value)) + piece;
  });
  return new Html(markup);
}

function markupOf(value: Part): string {
  if (value instanceof Html) return value.markup;
  if (Array.isArray(value)) return value.map((each: Html) => each.markup).join('\n');
  return escapeMarkup(String(value));
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** No script, nothing from elsewhere: the pages work with no internet and cannot be turned against their reader. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

export interface PageOptions {
  readonly title: string;
  /** Who speaks: shown in the header, so that nobody takes a stand-in for the real thing. */
  readonly house: string;
  /** The house's colour: a dark one, white text stands on it. */
  readonly colour: string;
  readonly body: Html;
}

export function page({ title, house, colour, body }: PageOptions): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${house}</title>
<link rel="icon" href="data:,">
<style>${new Html(STYLE.replaceAll('HOUSE_COLOUR', colour))}</style>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header><p class="house">${house}</p><p class="note">Local stand-in, for trying out Belgi. No real money, people or post.</p></header>
<main id="content">
${body}
</main>
</body>
</html>
`.markup;
}

/** Colours keep a contrast of at least 4.5 : 1 in both schemes; sizes follow the reader's own font size. */
const STYLE = `
:root { color-scheme: light dark; --house: HOUSE_COLOUR; --ink: #1b1f24; --soft: #57606a; --paper: #f6f7f9; --card: #fff; --line: #d5dae1; --good: #116329; --link: #0b57d0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebef; --soft: #a9b2bd; --paper: #14171b; --card: #1e2227; --line: #3a424c; --good: #56d364; --link: #8ab4f8; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
header { background: var(--house); color: #fff; padding: 1.1rem max(1rem, calc((100vw - 44rem) / 2)); }
.house { margin: 0; font-size: 1.35rem; font-weight: 650; letter-spacing: .01em; }
.note { margin: .15rem 0 0; font-size: .9rem; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: .3rem 0 1rem; }
h2 { font-size: 1.1rem; margin: 0; overflow-wrap: anywhere; }
a { color: var(--link); }
.skip { position: absolute; left: -100vw; background: var(--card); padding: .5rem 1rem; }
.skip:focus { left: 1rem; top: .5rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.1rem 1.25rem; margin: 0 0 1rem; box-shadow: 0 1px 2px rgb(0 0 0 / .05); }
.quiet { color: var(--soft); font-size: .95rem; margin: .15rem 0; }
.good { color: var(--good); font-weight: 650; }
.amount { font-size: 2.1rem; font-weight: 650; margin: .2rem 0 .6rem; font-variant-numeric: tabular-nums; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; margin: .7rem 0 0; }
.tag { display: inline-block; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .6rem; font-size: .82rem; font-weight: 600; color: var(--soft); }
.plain { list-style: none; padding: 0; margin: 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .8rem 0; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
label { display: block; font-weight: 600; margin: .7rem 0 .25rem; }
input { font: inherit; width: 100%; padding: .55rem .7rem; border: 1px solid var(--soft); border-radius: .5rem; background: var(--paper); color: inherit; }
button { font: inherit; font-weight: 600; padding: .65rem 1.3rem; border: 1px solid var(--house); border-radius: .5rem; background: var(--house); color: #fff; cursor: pointer; margin-top: .9rem; }
button.person { display: block; width: 100%; text-align: left; background: var(--card); color: var(--ink); border-color: var(--line); margin: 0 0 .6rem; padding: .9rem 1.1rem; }
button.person:hover { border-color: var(--link); }
button.person small { display: block; font-weight: 400; color: var(--soft); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.row { display: flex; gap: .6rem; align-items: end; flex-wrap: wrap; } .row > div { flex: 1 1 14rem; } .row label { margin-top: 0; }
.spread { display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; flex-wrap: wrap; }
`;
