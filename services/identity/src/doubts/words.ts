import type { SealedPlace } from '@belgi/access';
import type { StoredAccount } from '../accounts/account.store.js';
import type { Vault } from '../people/vault.js';
import type { SealedWords } from './doubt.store.js';

/** Shorter is no reason and no answer. */
const MIN_WORDS = 5;
const MAX_WORDS = 1_000;

/** What somebody wrote, or undefined when it is too short or too long to be kept. */
export function parseWords(text: string): string | undefined {
  const words = text.normalize('NFC').trim();
  return words.length >= MIN_WORDS && words.length <= MAX_WORDS ? words : undefined;
}

type Column = keyof SealedWords;
const columns: Readonly<Record<Column, string>> = {
  reasonSealed: 'reason_sealed',
  statementSealed: 'statement_sealed',
  decisionSealed: 'decision_sealed',
  appealSealed: 'appeal_sealed',
  rulingSealed: 'ruling_sealed',
};

const place = (id: string, column: Column): SealedPlace => ({ table: 'doubts', column: columns[column], row: id });

/** Under the person's own key: with the key everything that was written about them goes. */
export function sealWords(
  vault: Vault,
  account: { dataKey: Buffer },
  id: string,
  column: Column,
  text: string,
): Buffer {
  return vault.seal(account.dataKey, place(id, column), text);
}

/** What people wrote, opened. */
export interface Words {
  readonly reason: string;
  readonly statement: string | null;
  readonly decision: string | null;
  readonly appeal: string | null;
  readonly ruling: string | null;
}

export function openWords(
  vault: Vault,
  { dataKey }: Pick<StoredAccount, 'dataKey'>,
  doubt: SealedWords & { readonly id: string },
): Words | undefined {
  if (dataKey === null) return undefined;
  const open = (column: Column) => {
    const sealed = doubt[column];
    return sealed === null ? null : vault.open(dataKey, place(doubt.id, column), sealed);
  };
  return {
    reason: open('reasonSealed') ?? '',
    statement: open('statementSealed'),
    decision: open('decisionSealed'),
    appeal: open('appealSealed'),
    ruling: open('rulingSealed'),
  };
}
