import { CLAUSE, LETTER, numberOf, ORDINAL } from './marks.js';
import type { Block, Piece, SourceLine } from './piece.js';

/** Words with the mark that they begin with; for headings the mark stays in the words. */
interface Marked {
  readonly block: Block;
  readonly kind: 'CLAUSE' | 'ORDINAL' | 'LETTER' | 'NONE';
  /** `3.4.`, `2)`, `а)`; empty for NONE. */
  readonly number: string;
  readonly words: string;
  readonly line: number;
}

/**
 * What each block is: a heading, a clause, a list item or a paragraph. A block is cut before each of its lines that begins
 * with a number or a letter. `N. Words` is a heading where clause `N.1` follows it, and a list item elsewhere.
 */
export function structured(blocks: readonly Block[]): Piece[] {
  const marked = blocks.flatMap(cut);
  const headings = sectionHeadings(marked);
  // What stood in a list below a number that is no list item any more moves out with it.
  let outdent = 0;
  return marked.map((each, index): Piece => {
    const { block, kind, number, words, line } = each;
    if (block.indent < outdent) outdent = 0;
    const indent = block.indent - outdent;
    const numbered = number === '' ? words : `${number} ${words}`;
    if (block.level !== undefined || headings.has(index) || kind === 'CLAUSE') {
      outdent = block.indent + block.mark.length;
      if (kind === 'CLAUSE' && block.level === undefined)
        return { kind: 'CLAUSE', indent: 0, label: `${number} `, text: words, line };
      return { kind: 'HEADING', indent: 0, label: `${'#'.repeat(block.level ?? 2)} `, text: numbered, line };
    }
    if (kind === 'ORDINAL') return { kind: 'ITEM', indent, label: `${number} `, text: words, line };
    if (kind === 'LETTER') return { kind: 'ITEM', indent, label: `${block.mark || '- '}${number} `, text: words, line };
    return { kind: block.mark === '' ? 'PARAGRAPH' : 'ITEM', indent, label: block.mark, text: words, line };
  });
}

function cut(block: Block): Marked[] {
  const groups: SourceLine[][] = [];
  for (const line of block.lines) {
    const begins = [CLAUSE, ORDINAL, LETTER].some((mark) => mark.test(line.text));
    const last = groups.at(-1);
    if (last === undefined || (begins && block.level === undefined)) groups.push([line]);
    else last.push(line);
  }
  return groups.map((lines, index) => {
    const words = lines
      .map(({ text }) => text)
      .join(' ')
      .trim();
    // Later lines of a list item are inside of it.
    const inside = { ...block, mark: '', indent: block.indent + block.mark.length };
    return { ...markOf(index === 0 ? block : inside, words), line: lines[0]?.line ?? 1 };
  });
}

function markOf(block: Block, words: string): Omit<Marked, 'line'> {
  const ordinal = ORDINAL.exec(block.mark)?.[1];
  if (block.level !== undefined) return { block, kind: 'NONE', number: '', words };
  if (ordinal !== undefined && block.mark === `${ordinal} `) return { block, kind: 'ORDINAL', number: ordinal, words };
  for (const [kind, pattern] of [
    ['CLAUSE', CLAUSE],
    ['LETTER', LETTER],
    ['ORDINAL', ORDINAL],
  ] as const) {
    const [whole, number] = pattern.exec(words) ?? [];
    // A bullet before a bare number is a list item that begins with a number.
    if (whole === undefined || number === undefined || (kind === 'ORDINAL' && block.mark !== '')) continue;
    return { block, kind, number, words: words.slice(whole.length) };
  }
  return { block, kind: 'NONE', number: '', words };
}

/** Of each `N.` the one that the first clause `N.…` follows, with no other number or heading between. */
function sectionHeadings(marked: readonly Marked[]): ReadonlySet<number> {
  const found = new Set<number>();
  const seen = new Set<number>();
  for (const [index, { kind, number }] of marked.entries()) {
    const section = numberOf(number)[0];
    if (kind !== 'CLAUSE' || section === undefined || seen.has(section)) continue;
    seen.add(section);
    for (let before = index - 1; before >= 0; before -= 1) {
      const each = marked[before];
      if (each === undefined || each.kind === 'CLAUSE' || each.block.level !== undefined) break;
      if (each.kind !== 'ORDINAL') continue;
      if (each.number === `${section}.`) found.add(before);
      break;
    }
  }
  return found;
}
