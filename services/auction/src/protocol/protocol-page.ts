import type { Locale } from '@belgi/contracts';
import type { LineBody } from '@belgi/proof';
import { escapeHtml, htmlDocument, NUMBERS_STYLE, pageBar, styleOnlyPolicy } from '@belgi/subgraph';
import { inSom } from '../refusals.js';
import type { ReadProtocol } from './protocol-file.js';
import { type ProtocolWords, protocolPageWords } from './protocol-page-words.js';

/** Nothing but this one inline style may load or run. */
export const PROTOCOL_SECURITY_POLICY = styleOnlyPolicy(NUMBERS_STYLE);
/** Lines on one page: a print of some hundred sheets. Of a longer protocol the last ones, and the file has all. */
const MAX_LINES = 5_000;

type Line = LineBody & { readonly number: number };
type Terms = Extract<LineBody, { kind: 'TERMS' }>;

/** A closing protocol fit to be printed. Pure: the same input gives the same bytes. */
export function protocolPage(locale: Locale, { sealed, lines: texts }: ReadProtocol): string {
  const words = protocolPageWords[locale];
  const lines = texts.map((text): Line => JSON.parse(text));
  const terms = lines.find((line) => line.kind === 'TERMS') as Terms;
  const shown = lines.slice(-MAX_LINES);
  const title = `${words.title}: ${terms.plate}`;
  const path = `/protocols/${sealed.lotId}`;
  const facts: [string, string][] = [
    [words.plate, terms.plate],
    [words.saleMode, terms.saleMode === 'AUCTION' ? words.auction : words.fixedPrice],
    [words.startPrice, money(terms.startPrice, words)],
    ...(terms.saleMode === 'AUCTION' ? ([[words.deposit, money(terms.deposit, words)]] as [string, string][]) : []),
    [words.outcome, outcomeOf(lines, words)],
    [words.signedAt, time(sealed.signedAt.toISOString())],
    [words.lot, `<code>${sealed.lotId}</code>`],
    [words.sha256, `<code>${sealed.protocolSha256}</code>`],
    [words.file, `<a href="${path}">JSON</a>, <a href="/ledger/protocols/${sealed.lotId}">${words.ledger}</a>`],
  ];
  return frame(
    locale,
    title,
    `${pageBar({ path: `${path}/page`, locale })}
<main>
<h1>${escapeHtml(title)}</h1>
<p>${words.intro}</p>
<dl class="facts">
${facts.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('\n')}
</dl>
<h2>${words.rules}</h2>
${rulesOf(terms, words)}
<h2>${words.lines}</h2>
${shown.length < lines.length ? `<p>${words.last(MAX_LINES, lines.length)}</p>` : ''}
<table><thead><tr><th scope="col">№</th><th scope="col">${words.when}</th><th scope="col">${words.what}</th></tr></thead>
<tbody>
${shown.map((line) => rowOf(line, words)).join('\n')}
</tbody></table>
</main>
<footer><p>${words.check}</p></footer>`,
  );
}

/** That a lot has none, or not yet. */
export function noProtocolPage(locale: Locale): string {
  const { none } = protocolPageWords[locale];
  return frame(locale, none, `<main><h1>${none}</h1></main>`);
}

const frame = (locale: Locale, title: string, body: string): string =>
  htmlDocument(locale, { title: escapeHtml(title), style: NUMBERS_STYLE, body });

const money = (tyiyn: string, { som }: ProtocolWords): string => `${inSom(tyiyn)} ${som}`;
const time = (at: string): string => `<time datetime="${at}">${at.replace('T', ' ').replace('Z', ' UTC')}</time>`;

function outcomeOf(lines: readonly Line[], words: ProtocolWords): string {
  const result = lines.find((line) => line.kind === 'RESULT');
  if (result === undefined) return words.cancelled;
  return result.winner ? words.sold(result.winner.bidderNumber, money(result.winner.price, words)) : words.unsold;
}

function rulesOf({ policy, ...terms }: Terms, words: ProtocolWords): string {
  const step = [
    money(policy.step, words),
    ...policy.stepBands.map((band) => words.band(money(band.from, words), money(band.step, words))),
  ].join('; ');
  const auction: [string, string][] = [
    [words.step, step],
    [words.softClose, words.seconds(policy.softCloseWindowSeconds, policy.softCloseExtensionSeconds)],
    [words.hardStop, time(terms.hardStopAt)],
    [words.paymentDays, String(policy.paymentDays)],
    [words.secondOffer, policy.secondOffer ? words.yes : words.no],
  ];
  const rows: [string, string][] = [
    [words.version, String(policy.version)],
    [words.opens, time(terms.opensAt)],
    [words.closes, time(terms.closesAt)],
    ...(terms.saleMode === 'AUCTION'
      ? auction
      : [[words.reservation, String(policy.reservationSeconds)] as [string, string]]),
  ];
  const cells = rows.map(([name, value]) => `<tr><th scope="row">${name}</th><td>${value}</td></tr>`).join('\n');
  return `<table><tbody>\n${cells}\n</tbody></table>`;
}

function rowOf(line: Line, words: ProtocolWords): string {
  const { at, what } = said(line, words);
  return `<tr><th scope="row">${line.number}</th><td>${at === null ? '' : time(at)}</td><td>${what}</td></tr>`;
}

/** When a line says that something was, and what, in words. */
function said(line: Line, words: ProtocolWords): { at: string | null; what: string } {
  switch (line.kind) {
    case 'TERMS':
      return { at: null, what: words.terms };
    case 'BID': {
      const what = words.bid(line.sequence, line.bidderNumber, money(line.amount, words));
      return { at: line.at, what: line.automatic ? `${what}, ${words.automatic}` : what };
    }
    case 'EXTENDED':
      return { at: null, what: `${words.extended} ${time(line.closesAt)}` };
    case 'PAUSED':
      return { at: line.at, what: `${words.paused}: ${escapeHtml(line.reason)}` };
    case 'RESUMED':
      return { at: line.at, what: `${words.resumed} ${time(line.closesAt)}` };
    case 'RESERVED':
      return { at: line.at, what: `${words.reserved} ${time(line.until)}` };
    case 'RESERVATION_ENDED':
      return { at: line.at, what: words.reservationEnded };
    case 'SOLD':
      return { at: line.at, what: words.paid };
    case 'CLOSED':
      return { at: line.at, what: words.closed };
    case 'ENTRIES':
      return { at: null, what: `${words.entries}: ${line.bidderNumbers.join(', ') || '–'}` };
    case 'RESULT':
      return {
        at: null,
        what: line.winner ? words.sold(line.winner.bidderNumber, money(line.winner.price, words)) : words.unsold,
      };
    case 'CANCELLED':
      return { at: line.at, what: `${words.cancelled}: ${escapeHtml(line.reason)}` };
  }
}
