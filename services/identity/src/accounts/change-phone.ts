import { equalSecret } from '@belgi/access';
import { newId } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { answerByCorrection } from '../doubts/doubt.store.js';
import { putAttribute } from '../people/attribute.store.js';
import { accountOfLogin, claimLogin, releaseLogin } from '../people/lookup.store.js';
import type { Phone } from '../people/phone.js';
import type { Ports } from '../ports.js';
import { type Refused, refuse } from '../refusals.js';
import { codeRequested } from '../registration/registration.events.js';
import { CODE_MINUTES, judgeCode } from '../registration/registration.js';
import { lockAccount, type StoredAccount } from './account.store.js';
import { countWrongPhoneCode, deletePhoneChange, insertPhoneChange, lockPhoneChange } from './phone-change.store.js';

export interface PhoneChangeStarted {
  readonly expiresAt: Date;
}

const place = (row: string) => ({ table: 'phone_changes', column: 'phone_sealed', row });

/** Orders a code for the new phone. Another account's phone gets the same answer; its owner is told by SMS. */
export async function orderPhoneChange(
  { vault }: Ports,
  tx: Transaction,
  account: StoredAccount,
  phone: Phone,
  phoneLookup: Buffer,
): Promise<PhoneChangeStarted> {
  const now = await tx.now();
  const id = newId();
  const dataKey = vault.newDataKey();
  const owner = await accountOfLogin(tx, 'PHONE', phoneLookup);
  const taken = owner !== undefined && owner !== account.id;
  const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000);
  const phoneSealed = vault.seal(dataKey, place(id), phone);
  const { locale } = account;
  await insertPhoneChange(
    tx,
    { id, accountId: account.id, locale, dataKey, phoneSealed, phoneLookup, taken, expiresAt },
    now,
  );
  await tx.publish(codeRequested({ id, locale, silent: taken, expiresAt }, 1));
  return { expiresAt };
}

/** The code came from the new phone: it is the login and the contact from now on. */
export async function confirmPhone(
  ports: Ports,
  citizenId: string,
  code: string,
): Promise<{ confirmed: true } | Refused<'CODE_WRONG' | 'CODE_EXPIRED' | 'PHONE_IN_USE'>> {
  const { database, vault } = ports;
  return database
    .transaction(async (tx) => {
      const account = await lockAccount(tx, citizenId);
      const change = await lockPhoneChange(tx, citizenId);
      if (account?.dataKey == null || change === undefined) return refuse('CODE_EXPIRED');
      const now = await tx.now();
      const equal = equalSecret(code.trim(), vault.codeOf(change.id));
      const verdict = judgeCode(change, equal && !change.taken, now);
      if (verdict === 'CODE_WRONG') await countWrongPhoneCode(tx, change.id);
      if (verdict !== 'RIGHT') return refuse(verdict);
      await releaseLogin(tx, citizenId, 'PHONE');
      const login = { kind: 'PHONE', lookup: change.phoneLookup, accountId: citizenId } as const;
      if (!(await claimLogin(tx, login))) throw new PhoneTakenError();
      const value = vault.open(change.dataKey, place(change.id), change.phoneSealed);
      const phone = { name: 'phone', value, assurance: 'SELF_ASSERTED', source: 'CORRECTION' } as const;
      await putAttribute(tx, vault, { id: citizenId, dataKey: account.dataKey }, phone, now);
      await answerByCorrection(tx, citizenId, now);
      await deletePhoneChange(tx, change.id);
      return { confirmed: true as const };
    })
    .catch((error: unknown) => {
      if (error instanceof PhoneTakenError) return refuse('PHONE_IN_USE');
      throw error;
    });
}

/** Somebody registered the phone between the code and now; the old one stays. */
class PhoneTakenError extends Error {
  override readonly name = 'PhoneTakenError';
}
