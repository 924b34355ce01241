import { BULLET, CLAUSE, LETTER, ORDINAL } from './marks.js';
import type { Block, SourceLine } from './piece.js';

/** Longest line that may be a heading without a number, in characters: one line of a page. */
const MAX_HEADING_CHARS = 80;
/** Longest title of a document, in characters. */
const MAX_TITLE_CHARS = 200;

const isMarked = (text: string): boolean => [CLAUSE, ORDINAL, LETTER, BULLET].some((mark) => mark.test(text));

/**
 * The paragraphs of a plain text: lines up to an empty one, or up to one that begins with a number, a letter or a bullet.
 * What Markdown would take for its own is escaped. A short line that stands alone before others is a heading.
 */
export function readPlainText(text: string): Block[] {
  const paragraphs: SourceLine[][] = [];
  let open = false;
  for (const [index, given] of text.split('\n').entries()) {
    const line = { text: given.trim(), line: index + 1 };
    if (line.text === '') open = false;
    else if (open && !isMarked(line.text)) paragraphs.at(-1)?.push(line);
    else {
      paragraphs.push([line]);
      open = true;
    }
  }
  return paragraphs.map((lines, index) => {
    const [first = { text: '', line: 1 }, ...others] = lines;
    const words = first.text.replace(BULLET, '');
    const mark = words === first.text ? '' : '- ';
    return {
      level: levelOf(lines, index, paragraphs.length),
      mark,
      indent: 0,
      lines: [{ ...first, text: words }, ...others],
    };
  });
}

function levelOf(lines: readonly SourceLine[], index: number, count: number): number | undefined {
  const [first] = lines;
  if (first === undefined || isMarked(first.text) || index === count - 1) return undefined;
  const length = lines.reduce((sum, { text }) => sum + text.length + 1, 0);
  if (index === 0) return length <= MAX_TITLE_CHARS ? 1 : undefined;
  return lines.length === 1 && length <= MAX_HEADING_CHARS && !/[.;:,!?]$/.test(first.text) ? 2 : undefined;
}

/** Words as they are written, whatever Markdown would make of them. */
export const escapedInline = (text: string): string => text.replace(/[\\`*_[\]<&#]/g, '\\$&');

/** The same where a line begins, which may be a list, a quotation, a rule or a fence to Markdown. */
export const escapedStart = (text: string): string =>
  text.replace(/^(?:[-+>=~])/, '\\$&').replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
