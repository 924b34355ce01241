import { type Clause, clausesOf } from './clauses.js';

/** What became of one clause. MOVED: the same words under another number. */
export const changeKinds = ['SAME', 'CHANGED', 'MOVED', 'ADDED', 'REMOVED'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface ClauseChange {
  readonly kind: ChangeKind;
  /** Undefined: ADDED. */
  readonly before: Clause | undefined;
  /** Undefined: REMOVED. */
  readonly after: Clause | undefined;
}

const wordsOf = ({ label, body }: Clause): string => label + body;

/**
 * What happened between two texts of one language, clause by clause: in the order of the later text, each clause that was
 * removed after the one it followed. Each clause of either text stands in exactly one change.
 */
export function differencesOf(before: string, after: string): ClauseChange[] {
  const olds = clausesOf(before);
  const news = clausesOf(after);
  const pairs = pair(olds, news);
  const changes = news.map((clause): ClauseChange => {
    const old = pairs.get(clause);
    return old === undefined
      ? { kind: 'ADDED', before: undefined, after: clause }
      : { kind: kindOf(old, clause), before: old, after: clause };
  });
  const kept = new Set(pairs.values());
  for (const [index, clause] of olds.entries()) {
    if (kept.has(clause)) continue;
    const previous = olds[index - 1];
    const at = previous === undefined ? 0 : changes.findIndex((change) => change.before === previous) + 1;
    changes.splice(at, 0, { kind: 'REMOVED', before: clause, after: undefined });
  }
  return changes;
}

/** The later text, made of the earlier one's words and what the changes add. */
export function applyDifferences(before: string, changes: readonly ClauseChange[]): string {
  const olds = new Map(clausesOf(before).map((clause) => [clause.id, clause]));
  return changes
    .map(({ kind, before: from, after }) => {
      if (after === undefined) return '';
      const old = from === undefined ? undefined : olds.get(from.id);
      if (kind === 'SAME' && old !== undefined) return old.label + old.body + after.gap;
      if (kind === 'MOVED' && old !== undefined) return after.label + old.body + after.gap;
      return after.label + after.body + after.gap;
    })
    .join('');
}

function kindOf(before: Clause, after: Clause): ChangeKind {
  if (wordsOf(before) === wordsOf(after)) return before.id === after.id ? 'SAME' : 'MOVED';
  return before.id !== after.id && before.body === after.body ? 'MOVED' : 'CHANGED';
}

/** Later to earlier: first what is the same in its place, then the same words elsewhere, then the same number. */
function pair(olds: readonly Clause[], news: readonly Clause[]): Map<Clause, Clause> {
  const pairs = new Map<Clause, Clause>();
  const left = new Set(olds);
  const by = (key: (clause: Clause) => string | undefined): void => {
    const index = new Map<string, Clause[]>();
    for (const clause of left) {
      const value = key(clause);
      if (value !== undefined) index.set(value, [...(index.get(value) ?? []), clause]);
    }
    for (const clause of news) {
      const value = pairs.has(clause) ? undefined : key(clause);
      const old = value === undefined ? undefined : index.get(value)?.shift();
      if (old === undefined) continue;
      pairs.set(clause, old);
      left.delete(old);
    }
  };
  by((clause) => JSON.stringify([clause.id, wordsOf(clause)]));
  by(({ body }) => (body === '' ? undefined : body));
  by(({ id }) => id);
  return pairs;
}
