import { type Checked, type ProvedFile, TRUST_WRONG_CODES } from './check.js';
import { frameWords } from './words/frame.js';
import { kindWords, UNKNOWN_KIND } from './words/kinds.js';
import { labelWords } from './words/labels.js';
import type { Language } from './words/language.js';
import { wrongWords } from './words/wrong.js';

export { type Language, languageOf, languages } from './words/language.js';

/** A result in words. */
export interface Told {
  /** OWN_KEYS: right in itself, by keys that nobody but the file vouches for. UNTESTED: the fault is not the file's. */
  readonly verdict: 'PROVED' | 'OWN_KEYS' | 'WRONG' | 'UNTESTED';
  readonly title: string;
  readonly sentences: readonly string[];
  /** What the entry holds, by name. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** Says in words what was proved, or exactly what is wrong. Values of the file stay text: whoever shows them escapes them. */
export function tell(checked: Checked, language: Language): Told {
  if (checked.ok) return tellProved(checked.proved, language);
  const verdict = TRUST_WRONG_CODES.includes(checked.wrong) ? 'UNTESTED' : 'WRONG';
  return {
    verdict,
    title: frameWords[verdict === 'WRONG' ? 'wrong' : 'untested'][language],
    sentences: [`${wrongWords[checked.wrong][language]} (${checked.wrong})`],
    facts: [],
  };
}

function tellProved(proved: ProvedFile, language: Language): Told {
  const word = (name: keyof typeof frameWords, values: Readonly<Record<string, string | number>> = {}) =>
    frameWords[name][language].replace(/\{(\w+)\}/g, (_, key: string) => String(values[key]));
  const { entry, origin, index, size, cosigners } = proved;
  const own = proved.keysFrom === 'FILE';
  const confirmed =
    cosigners.length === 0
      ? word('unwitnessed')
      : cosigners.map(({ name, timestamp }) => word('witnessed', { name, at: instant(timestamp * 1_000) })).join(', ');
  return {
    verdict: own ? 'OWN_KEYS' : 'PROVED',
    title: word(own ? 'selfConsistent' : 'proved'),
    sentences: [
      ...(own ? [word('selfConsistentWhy')] : []),
      (Object.hasOwn(kindWords, entry.kind) ? kindWords[entry.kind] : UNKNOWN_KIND)?.[language] ?? '',
      // People count from one.
      `${word('place', { origin, size, index: index + 1 })}.`,
      `${word('signed')}, ${confirmed}.`,
      ...(proved.receipt ? [`${word('receipt')}.`] : []),
    ],
    facts: [
      [word('at'), entry.at],
      ...Object.entries(entry.data).map(([name, value]): [string, string] => [label(name, language), textOf(value)]),
      [word('leaf'), proved.leafHash],
    ],
  };
}

function label(name: string, language: Language): string {
  return (Object.hasOwn(labelWords, name) && labelWords[name]?.[language]) || name;
}

function textOf(value: unknown): string {
  if (value === null) return '–';
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function instant(ms: number): string {
  const at = new Date(ms);
  return Number.isNaN(at.getTime()) ? '?' : at.toISOString();
}
