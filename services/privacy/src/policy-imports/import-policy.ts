import { normalisedText } from '../editions/policy-text.js';
import { readMarkdown } from './markdown-text.js';
import { BULLET, numberOf } from './marks.js';
import type { ImportFault, Piece } from './piece.js';
import { escapedInline, escapedStart, readPlainText } from './plain-text.js';
import { type SpokenWord, spokenWords, wordsIn } from './spoken-words.js';
import { structured } from './structure.js';

export const importFormats = ['MARKDOWN', 'PLAIN_TEXT'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** Most faults that are told at once: whoever has more reads the document again anyway. */
export const MAX_IMPORT_FAULTS = 50;

/** Controls, invisible and direction-changing characters, and what an unreadable byte became: nobody can agree to what they do not see. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\ufffc\ufffd]/u;

/**
 * An existing document as the Markdown of an edition: every word and every number as it stands there, in its place.
 * Whatever cannot be kept is a fault of its line, and then nothing is imported.
 */
export function importPolicy(given: string, format: ImportFormat): string | ImportFault[] {
  const text = given
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\t\f\u00a0\u2007\u202f]/g, ' ')
    .normalize('NFC');
  const unseen = text.split('\n').flatMap((line, index) => (UNSEEN.test(line) ? [index + 1] : []));
  if (unseen.length > 0) return told(unseen.map((line) => ({ line, code: 'CHARACTER_NOT_ALLOWED' })));
  const plain = format === 'PLAIN_TEXT';
  const { blocks, faults } = plain ? { blocks: readPlainText(text), faults: [] } : readMarkdown(text);
  if (faults.length > 0) return told(faults);
  const pieces = structured(blocks).map((piece) => (plain ? escaped(piece) : piece));
  const misnumbered = numbering(pieces);
  if (misnumbered.length > 0) return told(misnumbered);
  const markdown = normalisedText(written(pieces));
  const lost = firstDifference(plain ? plainWords(text) : spokenWords(text), spokenWords(markdown));
  return lost === undefined ? markdown : [{ line: lost, code: 'LINE_NOT_KEPT' }];
}

const told = (faults: ImportFault[]): ImportFault[] =>
  faults.sort((a, b) => a.line - b.line).slice(0, MAX_IMPORT_FAULTS);

function escaped(piece: Piece): Piece {
  const inline = escapedInline(piece.text);
  // After a number or a letter nothing begins a list any more.
  const starts = piece.kind === 'PARAGRAPH' || (piece.kind === 'ITEM' && /^(?:- |\d+[.)] )$/.test(piece.label));
  return { ...piece, text: starts ? escapedStart(inline) : inline };
}

const NUMBERED_HEADING = /^(\d{1,4}\.|\d{1,4}(?:\.\d{1,4})+\.?)(?:\s|$)/;

/** Receipts name clauses by their numbers, so each stands once, and after those before it. */
function numbering(pieces: readonly Piece[]): ImportFault[] {
  let last: number[] = [];
  return pieces.flatMap(({ kind, label, text, line }): ImportFault[] => {
    const number = kind === 'CLAUSE' ? label.trim() : kind === 'HEADING' ? NUMBERED_HEADING.exec(text)?.[1] : undefined;
    if (number === undefined) return [];
    const order = compared(numberOf(number), last);
    if (order <= 0) return [{ line, code: order === 0 ? 'NUMBER_REPEATED' : 'NUMBER_OUT_OF_ORDER' }];
    last = numberOf(number);
    return [];
  });
}

function compared(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? -1) - (b[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Items of one list stand line below line, everything else after an empty one. */
function written(pieces: readonly Piece[]): string {
  const listOf = ({ kind, label, indent }: Piece): string =>
    kind === 'ITEM' ? `${indent} ${/^\d+([.)])/.exec(label)?.[1] ?? '-'}` : '';
  return pieces
    .map((piece, index) => {
      const before = pieces[index - 1];
      const inList = before !== undefined && listOf(piece) !== '' && listOf(piece) === listOf(before);
      const gap = before === undefined ? '' : inList ? '\n' : '\n\n';
      return gap + ' '.repeat(piece.indent) + (piece.label + piece.text).trimEnd();
    })
    .join('');
}

const plainWords = (text: string): SpokenWord[] =>
  text.split('\n').flatMap((line, index) => wordsIn(line.trim().replace(BULLET, ''), index + 1));

/** Line of the document whose words the result does not have, or has otherwise. */
function firstDifference(source: readonly SpokenWord[], result: readonly SpokenWord[]): number | undefined {
  const at = source.findIndex(({ word }, index) => result[index]?.word !== word);
  if (at >= 0) return source[at]?.line;
  return result.length === source.length ? undefined : (source.at(-1)?.line ?? 1);
}
