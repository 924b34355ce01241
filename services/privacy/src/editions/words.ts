export interface WordsPart {
  readonly kind: 'SAME' | 'REMOVED' | 'ADDED';
  readonly text: string;
}

/** Words compared with words at most, as cells of a table: some milliseconds. Longer passages are shown as replaced whole. */
const MAX_CELLS = 1_000_000;

/**
 * Which words went and which came. The parts without ADDED are the earlier text, those without REMOVED the later one,
 * character by character.
 */
export function wordsBetween(before: string, after: string): WordsPart[] {
  const olds = tokens(before);
  const news = tokens(after);
  const most = Math.min(olds.length, news.length);
  let head = 0;
  while (head < most && olds[head] === news[head]) head += 1;
  let tail = 0;
  while (tail < most - head && olds.at(-1 - tail) === news.at(-1 - tail)) tail += 1;
  const middle = between(olds.slice(head, olds.length - tail), news.slice(head, news.length - tail));
  return joined([
    { kind: 'SAME', text: olds.slice(0, head).join('') },
    ...middle,
    { kind: 'SAME', text: olds.slice(olds.length - tail).join('') },
  ]);
}

const tokens = (text: string): string[] => text.match(/\s+|[^\s]+/g) ?? [];

/** Longest common subsequence, from the end backwards. */
function between(olds: readonly string[], news: readonly string[]): WordsPart[] {
  const whole: WordsPart[] = [
    { kind: 'REMOVED', text: olds.join('') },
    { kind: 'ADDED', text: news.join('') },
  ];
  const width = news.length + 1;
  if ((olds.length + 1) * width > MAX_CELLS) return whole;
  const common = new Uint32Array((olds.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = olds.length - 1; i >= 0; i -= 1)
    for (let j = news.length - 1; j >= 0; j -= 1)
      common[i * width + j] = olds[i] === news[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const parts: WordsPart[] = [];
  let [i, j] = [0, 0];
  while (i < olds.length || j < news.length) {
    const [old, word] = [olds[i], news[j]];
    if (old !== undefined && old === word) {
      parts.push({ kind: 'SAME', text: old });
      i += 1;
      j += 1;
    } else if (word === undefined || (old !== undefined && at(i + 1, j) >= at(i, j + 1))) {
      parts.push({ kind: 'REMOVED', text: old ?? '' });
      i += 1;
    } else {
      parts.push({ kind: 'ADDED', text: word });
      j += 1;
    }
  }
  return parts;
}

function joined(parts: readonly WordsPart[]): WordsPart[] {
  const result: { kind: WordsPart['kind']; text: string }[] = [];
  for (const { kind, text } of parts) {
    const last = result.at(-1);
    if (text === '') continue;
    if (last?.kind === kind) last.text += text;
    else result.push({ kind, text });
  }
  return result;
}
