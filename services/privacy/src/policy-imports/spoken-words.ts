import markdownIt from 'markdown-it';

/** As the policy is rendered. */
const parser = markdownIt('commonmark', { html: false });

export interface SpokenWord {
  readonly word: string;
  /** From 1. */
  readonly line: number;
}

/** What a reader of the rendered text reads, word by word: with the numbers of lists as they are written, without bullets. */
export function spokenWords(markdown: string): SpokenWord[] {
  return parser.parse(markdown, {}).flatMap(({ type, info, markup, content, children, map }) => {
    const line = (map?.[0] ?? 0) + 1;
    if (type === 'list_item_open') return wordsIn(info === '' ? '' : `${info}${markup}`, line);
    if (children === null) return wordsIn(content, line);
    const said = children.map((child) => (/^(soft|hard)break$/.test(child.type) ? ' ' : child.content));
    return wordsIn(said.join(''), line);
  });
}

export const wordsIn = (text: string, line: number): SpokenWord[] =>
  text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => ({ word, line }));
