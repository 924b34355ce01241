import markdownIt, { type MarkdownIt } from 'markdown-it';

/** A clause begins with its number, "3.4. …": the paragraph gets an anchor, so that receipts and letters can cite it. */
const CLAUSE = /^(\d+\.\d+)\.\s/;

const renderer = createRenderer();

/** The policy's Markdown as HTML. Raw HTML in the text is shown as text, never passed through. */
export function renderMarkdown(markdown: string): string {
  return renderer.render(markdown);
}

function createRenderer(): MarkdownIt {
  const markdown = markdownIt('commonmark', { html: false });
  markdown.core.ruler.push('clause_anchors', (state) => {
    for (const [index, token] of state.tokens.entries()) {
      const clause = token.type === 'paragraph_open' ? CLAUSE.exec(state.tokens[index + 1]?.content ?? '') : null;
      if (clause !== null) token.attrSet('id', `clause-${clause[1]}`);
    }
  });
  return markdown;
}
