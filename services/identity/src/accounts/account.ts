import type { AccountState, Locale } from '@belgi/contracts';

/** An account, without anything personal. `version` rises by one with each fact about it. */
export interface Account {
  readonly id: string;
  readonly kind: 'CITIZEN' | 'STAFF';
  readonly status: 'ACTIVE' | 'BLOCKED' | 'ERASED';
  readonly locale: Locale;
  /** The PIN was proved at the state portal and belongs to this account alone. */
  readonly pinVerified: boolean;
  /** Two accounts proved one PIN; an operator decides. */
  readonly disputed: boolean;
  readonly version: number;
}

export type AccountChange = Partial<Pick<Account, 'status' | 'locale' | 'pinVerified' | 'disputed'>>;

/** The account after a change: one version further. */
export function changed<A extends Account>(account: A, change: AccountChange): A {
  return { ...account, ...change, version: account.version + 1 };
}

/** What other services may know of it. */
export function stateOf(account: Account): AccountState {
  const { id, status, pinVerified, disputed, locale } = account;
  return { citizenId: id, status, pinVerified, disputed, locale };
}
