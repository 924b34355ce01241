import type { Transaction } from '@belgi/database';
import { lockAccount, type StoredAccount } from '../accounts/account.store.js';
import { lockConsent } from '../consents/consent.store.js';
import { isId } from '../people/id.js';
import { isRestrictedPerson } from '../restrictions/restriction.store.js';
import type { Doubt } from './doubt.js';
import { doubtById, type SealedWords } from './doubt.store.js';

/** A person whose row is held until the transaction ends. */
export interface HeldPerson {
  readonly account: StoredAccount & { readonly dataKey: Buffer };
  readonly keptOnly: boolean;
}

/** A citizen who was not erased. First the consent, then the account: as sign-in and erasure do. */
export async function holdPerson(tx: Transaction, citizenId: string): Promise<HeldPerson | undefined> {
  if (!isId(citizenId)) return undefined;
  await lockConsent(tx, citizenId);
  const account = await lockAccount(tx, citizenId);
  if (account?.kind !== 'CITIZEN' || account.dataKey === null) return undefined;
  return { account: { ...account, dataKey: account.dataKey }, keptOnly: await isRestrictedPerson(tx, citizenId) };
}

/**
 * The doubt as it stands once its person is held: whoever answers, corrects, decides, appeals or rules holds the person, so one comes after
 * the other and finds what the first has written.
 */
export async function holdDoubt(
  tx: Transaction,
  id: string,
): Promise<{ readonly doubt: Doubt & SealedWords; readonly person: HeldPerson } | undefined> {
  const seen = isId(id) ? await doubtById(tx, id) : undefined;
  const person = seen === undefined ? undefined : await holdPerson(tx, seen.accountId);
  const doubt = person === undefined ? undefined : await doubtById(tx, id);
  return person === undefined || doubt === undefined ? undefined : { doubt, person };
}
