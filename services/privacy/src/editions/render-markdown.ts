import markdownIt, { type MarkdownIt, type Token } from 'markdown-it';
import { anchorOf, clausesOf } from './clauses.js';

/** What may carry the anchor of a clause. The title needs none: the page begins there. */
const ANCHORED = ['heading_open', 'paragraph_open', 'list_item_open'];

const renderer = createRenderer();

/** The policy's Markdown as HTML, each clause with its anchor (`#clause-3.4`), so that receipts and letters can cite it. Raw HTML in the text is shown as text, never passed through. */
export function renderMarkdown(markdown: string): string {
  return renderer.render(markdown);
}

function createRenderer(): MarkdownIt {
  const markdown = markdownIt('commonmark', { html: false });
  markdown.core.ruler.push('clause_anchors', (state) => {
    const begins = new Map(clausesOf(state.src).map(({ line, id }) => [line, id]));
    for (const token of state.tokens) {
      const line = ANCHORED.includes(token.type) && token.tag !== 'h1' ? token.map?.[0] : undefined;
      const id = line === undefined ? undefined : begins.get(line);
      if (line === undefined || id === undefined) continue;
      token.attrSet('id', anchorOf(id));
      // A list item and its paragraph begin on one line: the first takes it.
      begins.delete(line);
    }
    keepNumbers(state.tokens);
  });
  return markdown;
}

/** Markdown counts the items of a list anew from its first number; clauses are cited by the numbers that stand in the text. */
function keepNumbers(tokens: Token[]): void {
  const next: number[] = [];
  for (const token of tokens) {
    if (token.type === 'ordered_list_open') {
      next.push(Number(token.attrGet('start') ?? 1));
      if (token.markup === ')') token.attrSet('class', 'parenthesis');
    } else if (token.type === 'bullet_list_open') next.push(0);
    else if (/^(ordered|bullet)_list_close$/.test(token.type)) next.pop();
    else if (token.type === 'list_item_open' && token.info !== '') {
      const number = Number(token.info);
      if (number !== next.at(-1)) token.attrSet('value', String(number));
      next[next.length - 1] = number + 1;
    }
  }
}
