import type { AccountState } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { shareEditions } from '../editions/edition.store.js';
import { tellLaterEditions } from '../editions/tell-later-editions.js';
import type { NoticeKind } from '../notices/notice-kind.js';
import { type Planner, planNotice } from '../notices/plan-notice.js';
import { allOff } from '../preferences/preference.js';
import { applySwitches } from '../preferences/preference.store.js';
import { lockOrMakeRecipient, updateAccount } from './recipient.store.js';

/** Kinds whose text needs nothing but itself. */
export type AccountNotice = Extract<NoticeKind, 'WELCOME' | 'PIN_VERIFIED' | 'ACCOUNT_BLOCKED'>;

/**
 * The state of an account, if newer than what is known. That it was erased is privacy's order to hear of (erase-person.ts);
 * whoever was erased stays so, whatever is told of them later.
 *
 * @param fact cause and kind of the notice about it; null tells nobody
 */
export async function applyAccount(
  planner: Planner,
  tx: Transaction,
  account: AccountState,
  version: number,
  fact: { readonly eventId: string; readonly tell: AccountNotice | null; readonly optsOut?: boolean } | null,
): Promise<void> {
  const { citizenId, status, disputed } = account;
  // The order that erased it reaches us as well, and is what destroys and reports.
  if (status === 'ERASED') return;
  // An edition that arrives meanwhile waits, and then finds this person as they are after it.
  await shareEditions(tx);
  const recipient = await lockOrMakeRecipient(tx, citizenId, () => planner.sealer.newDataKey().wrapped);
  const isNewer = recipient.accountVersion < BigInt(version);
  if (isNewer) await updateAccount(tx, citizenId, { status, disputed, version: BigInt(version) });

  if (isNewer && recipient.status === 'BLOCKED' && status === 'ACTIVE' && recipient.consent !== null)
    await tellLaterEditions(planner, tx, { citizenId, edition: recipient.consent.edition });
  if (fact === null) return;
  // Before anything is planned: the very first message is optional too.
  if (fact.optsOut) await applySwitches(tx, citizenId, allOff);
  const causeId = fact.eventId;
  if (fact.tell !== null) await planNotice(planner, tx, { citizenId, kind: fact.tell, causeId, params: {} });
  if (isNewer && disputed && !recipient.disputed)
    await planNotice(planner, tx, { citizenId, kind: 'ACCOUNT_DISPUTED', causeId, params: {} });
}
