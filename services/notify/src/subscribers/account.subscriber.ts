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
import type { Planner } from '../notices/plan-notice.js';
import { type AccountNotice, applyAccount } from '../recipients/apply-account.js';

export function accountHandlers(planner: Planner): Handler[] {
  const told =
    (tell: AccountNotice | null) =>
    (tx: Transaction, event: FactEvent<AccountState>): Promise<void> =>
      applyAccount(planner, tx, event.data, event.version, { eventId: event.id, tell });
  return [
    on(AccountRegisteredV1, (tx, event) => {
      const fact = { eventId: event.id, tell: 'WELCOME', optsOut: event.data.optsOut === true } as const;
      return applyAccount(planner, tx, event.data, event.version, fact);
    }),
    on(AccountVerifiedV1, told('PIN_VERIFIED')),
    on(AccountBlockedV1, told('ACCOUNT_BLOCKED')),
    on(AccountChangedV1, told(null)),
    on(AccountErasedV1, told(null)),
    on(AccountSnapshotV1, (tx, event) => applyAccount(planner, tx, event.data, event.version, null)),
  ];
}
