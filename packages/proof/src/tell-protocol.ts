import type { CheckedProtocol, ProvedProtocol } from './protocol/check-protocol.js';
import type { Placed } from './protocol/lines.js';
import type { Told } from './tell.js';
import { frameWords } from './words/frame.js';
import type { Language } from './words/language.js';
import { protocolWords, protocolWrongWords, ruleWords } from './words/protocol.js';
import { wrongWords } from './words/wrong.js';

/** Those that say something about the verifier's own keys or machine, and nothing about the file. */
const UNTESTED: readonly string[] = ['PROTOCOL_KEYS_MISSING', 'ED25519_UNSUPPORTED'];

type Values = Readonly<Record<string, string | number>>;
const fill = (text: string, values: Values): string =>
  text.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key]));

/** Says in words what a protocol leads to, or exactly what is wrong with it and from which line on. */
export function tellProtocol(checked: CheckedProtocol, language: Language): Told {
  if (checked.ok) return tellProved(checked.proved, language);
  const { wrong, line, rule, proof } = checked;
  const verdict = UNTESTED.includes(wrong) ? 'UNTESTED' : 'WRONG';
  const sentence = fill(protocolWrongWords[wrong][language], { line: line ?? 0 });
  const because = rule === null ? [] : [`${ruleWords[rule][language]} (${rule})`];
  return {
    verdict,
    title: frameWords[verdict === 'WRONG' ? 'wrong' : 'untested'][language],
    sentences: [
      `${sentence} (${wrong})`,
      ...because,
      ...(proof === null ? [] : [`${wrongWords[proof][language]} (${proof})`]),
      ...(line === null ? [] : [`${fill(protocolWords.line[language], { line })}.`]),
    ],
    facts: [],
  };
}

function tellProved(proved: ProvedProtocol, language: Language): Told {
  const word = (name: keyof typeof protocolWords, values: Values = {}) => fill(protocolWords[name][language], values);
  const { replayed, ledger, lotId, lines, sha256, signedAt } = proved;
  const { bids, extensions, entries, winner, runnerUp, plate } = replayed;
  const own = proved.keysFrom === 'FILE';
  const isFixed = replayed.saleMode === 'FIXED_PRICE';
  const placed = (name: 'won' | 'second' | 'bought', { bidderNumber, price }: Placed) =>
    `${word(name, { bidderNumber, price: som(price) })}.`;
  const outcome =
    replayed.ended === 'CANCELLED'
      ? [`${word('cancelled')}.`]
      : winner === null
        ? [`${word(isFixed ? 'unbought' : 'nobody')}.`]
        : [placed(isFixed ? 'bought' : 'won', winner), ...(runnerUp === null ? [] : [placed('second', runnerUp)])];
  const place = ledger && { ...ledger, index: ledger.index + 1 };
  return {
    verdict: own ? 'OWN_KEYS' : 'PROVED',
    title: frameWords[own ? 'selfConsistent' : 'proved'][language],
    sentences: [
      ...(own ? [frameWords.selfConsistentWhy[language]] : []),
      word('what', { plate }),
      ...outcome,
      `${word('seal', { at: signedAt })}.`,
      `${word('replayed', { lines, bids, extensions, entries })}.`,
      `${place === null ? word('noLedger', { lotId }) : word('ledger', place)}.`,
    ],
    facts: [
      [word('lot'), lotId],
      [word('startPrice'), som(replayed.startPrice)],
      [word('closedAt'), replayed.closedAt],
      [word('sha256'), sha256],
    ],
  };
}

/** Tyiyn as som, with its two places. */
function som(minor: string): string {
  return `${minor.slice(0, -2) || '0'}.${minor.slice(-2).padStart(2, '0')}`;
}
