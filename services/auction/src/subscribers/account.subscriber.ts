import {
  AccountBlockedV1,
  AccountChangedV1,
  AccountErasedV1,
  AccountRegisteredV1,
  AccountSnapshotV1,
  type AccountState,
  AccountVerifiedV1,
} from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { type FactEvent, type Handler, on } from '@belgi/messaging';
import { applyAccount } from '../bidders/bidder.store.js';

function store(tx: Transaction, { data, version }: FactEvent<AccountState>): Promise<void> {
  return applyAccount(tx, {
    citizenId: data.citizenId,
    version,
    status: data.status,
    pinVerified: data.pinVerified,
    disputed: data.disputed,
  });
}

/** Identity's account facts: verified, disputed, blocked, erased. */
export const accountHandlers: readonly Handler[] = [
  on(AccountRegisteredV1, store),
  on(AccountVerifiedV1, store),
  on(AccountChangedV1, store),
  on(AccountBlockedV1, store),
  on(AccountErasedV1, store),
  on(AccountSnapshotV1, store),
];
