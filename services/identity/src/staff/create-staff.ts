import { newId, type StaffRole } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import { insertAccount } from '../accounts/account.store.js';
import { putAttribute } from '../people/attribute.store.js';
import { parseEmail } from '../people/email.js';
import { accountOfLogin, claimLogin } from '../people/lookup.store.js';
import { parseFullName } from '../people/person-text.js';
import type { Vault } from '../people/vault.js';
import type { Passwords } from '../sessions/passwords.js';
import { setRoles } from './staff.store.js';

export interface NewStaff {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly StaffRole[];
  readonly password: string;
}

type Refusal = 'EMAIL_INVALID' | 'NAME_INVALID' | 'ROLES_MISSING' | 'PASSWORD_WEAK' | 'EMAIL_IN_USE';

/** Makes an account of staff. They sign in with their e-mail; they are no citizens and never bid. */
export async function createStaff(
  { database, vault, passwords }: { database: Database; vault: Vault; passwords: Passwords },
  staff: NewStaff,
): Promise<{ id: string } | { fault: Refusal }> {
  const email = parseEmail(staff.email);
  if (email === undefined) return { fault: 'EMAIL_INVALID' };
  const fullName = parseFullName(staff.name);
  if (fullName === undefined) return { fault: 'NAME_INVALID' };
  if (staff.roles.length === 0) return { fault: 'ROLES_MISSING' };
  if (!passwords.isStrong(staff.password, [email, fullName])) return { fault: 'PASSWORD_WEAK' };
  const lookup = vault.lookup('email', email);
  if ((await accountOfLogin(database, 'EMAIL', lookup)) !== undefined) return { fault: 'EMAIL_IN_USE' };
  const passwordHash = await passwords.hash(staff.password);
  return database.transaction(async (tx) => {
    const now = await tx.now();
    const id = newId();
    const dataKey = vault.newDataKey();
    const state = { status: 'ACTIVE', locale: 'KY', pinVerified: false, disputed: false, version: 1 } as const;
    await insertAccount(tx, { id, kind: 'STAFF', ...state, dataKey, passwordHash }, now);
    if (!(await claimLogin(tx, { kind: 'EMAIL', lookup, accountId: id }))) throw new Error('the e-mail was just taken');
    for (const [name, value] of [
      ['email', email],
      ['fullName', fullName],
    ] as const)
      await putAttribute(
        tx,
        vault,
        { id, dataKey },
        { name, value, assurance: 'SELF_ASSERTED', source: 'OPERATIONS' },
        now,
      );
    await setRoles(tx, id, staff.roles, now);
    return { id };
  });
}
