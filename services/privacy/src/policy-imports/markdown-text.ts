import markdownIt from 'markdown-it';
import type { Block, ImportFault, SourceLine } from './piece.js';

/** With HTML and the rest that a policy has no use for: to be named, not to be shown. */
const parser = markdownIt('commonmark', { html: true });
type Tokens = ReturnType<typeof parser.parse>;

const UNSUPPORTED = ['html_block', 'fence', 'code_block', 'blockquote_open'];
const UNSUPPORTED_INLINE = ['html_inline', 'image'];

/** Longest paragraph that is a heading because all of it is emphasised, in characters. */
const MAX_EMPHASISED_HEADING_CHARS = 120;

/** The paragraphs, headings and list items of a Markdown document. A rule between them is left out: it says nothing. */
export function readMarkdown(text: string): { blocks: Block[]; faults: ImportFault[] } {
  const environment: Parameters<typeof parser.parse>[1] = {};
  const tokens = parser.parse(text, environment);
  const faults = unsupported(tokens);
  // A link by reference has its address elsewhere in the text, away from the clause that it belongs to.
  if (Object.keys(environment.references ?? {}).length > 0) {
    const line = text.split('\n').findIndex((each) => /^\s*(?:[-*+>]\s+)?\[[^\]]+\]:/.test(each));
    faults.push({ line: line + 1, code: 'MARKUP_NOT_SUPPORTED' });
  }
  return { blocks: blocksOf(tokens).map(plainHeading), faults };
}

function unsupported(tokens: Tokens): ImportFault[] {
  return tokens.flatMap(({ type, children, map }) => {
    const inside = (children ?? []).some((child) => UNSUPPORTED_INLINE.includes(child.type));
    return inside || UNSUPPORTED.includes(type)
      ? [{ line: (map?.[0] ?? 0) + 1, code: 'MARKUP_NOT_SUPPORTED' as const }]
      : [];
  });
}

function blocksOf(tokens: Tokens): Block[] {
  const blocks: Block[] = [];
  /** Width of the mark of each list item around. */
  const widths: number[] = [];
  let mark = '';
  let level: number | undefined;
  for (const token of tokens) {
    if (token.type === 'list_item_open') {
      const own = `${token.info}${token.info === '' ? '-' : token.markup} `;
      mark += own;
      widths.push(own.length);
    } else if (token.type === 'list_item_close') {
      widths.pop();
      mark = '';
    } else if (token.type === 'heading_open') level = Number(token.tag.slice(1));
    else if (token.type === 'inline') {
      const around = widths.reduce((sum, width) => sum + width, 0);
      blocks.push({ level, mark, indent: around - mark.length, lines: linesOf(token) });
      mark = '';
      level = undefined;
    }
  }
  return blocks;
}

/** Inline Markdown without its line breaks. */
function linesOf({ content, map }: Pick<Tokens[number], 'content' | 'map'>): SourceLine[] {
  return content.split('\n').map((text, index) => ({
    text: bareNumber(text.trim().replace(/(?<!\\)\\$/, '')),
    line: (map?.[0] ?? 0) + 1 + index,
  }));
}

/** A number that emphasis or an escape hides, as editors write it: `**3.4.** Words`, `3\.4\. Words`. */
const bareNumber = (text: string): string =>
  text
    .replace(/^(\*\*|__)(\d{1,4}(?:\.\d{1,4})*\.?|[a-zа-яёөүң]\))\1(?=\s|$)/iu, '$2')
    .replace(/^(\*\*|__)(\d{1,4}(?:\.\d{1,4})+\.?)\s+(?=\S)/, '$2 $1')
    .replace(/^\d{1,4}(?:\\?\.\d{1,4})*\\?\.?(?=\s|$)/, (number) => number.replaceAll('\\', ''))
    .replace(/^(\d{1,3}|[a-zа-яёөүң])\\\)(?=\s)/iu, '$1)');

/** What is emphasised from its first word to its last is how documents write a heading without being asked to. */
function plainHeading(block: Block): Block {
  const [line, more] = block.lines;
  if (line === undefined || more !== undefined || block.mark !== '' || block.indent > 0) return block;
  const inner = /^(\*\*|__)(\S.*)\1$/.exec(line.text)?.[2];
  if (inner === undefined || /\*\*|__/.test(inner)) return block;
  const lines = [{ ...line, text: inner.replace(/^(\d{1,3})\\\./, '$1.') }];
  if (block.level !== undefined || /^\d{1,3}\\?\.\s/.test(inner)) return { ...block, lines };
  return inner.length > MAX_EMPHASISED_HEADING_CHARS ? block : { ...block, level: 2, lines };
}
