import type { PolicyClause, PolicyClauseChange } from './changes.type.js';
import { anchorOf } from './clauses.js';
import { type ClauseChange, differencesOf } from './differences.js';
import { wordsBetween } from './words.js';

/** The graph's shape of what changed, in the order of the later text; clauses that are the same are left out. */
export function changeNodes(before: string, after: string): PolicyClauseChange[] {
  return differencesOf(before, after)
    .filter(({ kind }) => kind !== 'SAME')
    .map((change) => ({
      kind: change.kind,
      before: clauseNode(change.before),
      after: clauseNode(change.after),
      words: wordsBetween(saidIn(change.before), saidIn(change.after)),
    }));
}

const saidIn = (clause: ClauseChange['before']): string => (clause === undefined ? '' : clause.label + clause.body);

const clauseNode = (clause: ClauseChange['before']): PolicyClause | null =>
  clause === undefined ? null : { id: clause.id, anchor: anchorOf(clause.id), markdown: saidIn(clause) };
