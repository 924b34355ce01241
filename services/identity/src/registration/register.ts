import type { VerifiedAcceptance } from '@belgi/access';
import { newId } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { accountRegistered } from '../accounts/account.events.js';
import { insertAccount, type StoredAccount } from '../accounts/account.store.js';
import { applyConsent } from '../consents/consent.store.js';
import type { AttributeName } from '../people/attribute.js';
import { putAttribute } from '../people/attribute.store.js';
import { claimLogin, claimPin } from '../people/lookup.store.js';
import { parseAddress, parseFullName, parseIdDocument } from '../people/person-text.js';
import { type Pin, parsePin } from '../people/pin.js';
import type { Ports } from '../ports.js';
import { type Refused, refuse } from '../refusals.js';
import { type IssuedSession, startSession } from '../sessions/start-session.js';
import { isOpenNow, readAcceptance } from './accept-policy.js';
import { checkCode } from './check-code.js';
import type { Registration } from './registration.js';
import { deleteRegistration, lockRegistration } from './registration.store.js';

export interface Register {
  readonly registrationId: string;
  readonly code: string;
  readonly acceptance: string;
  readonly pin: string;
  readonly fullName: string;
  readonly idDocument: string;
  readonly address: string | null;
  readonly password: string;
  /** The browser asked to be left alone with what is optional (`Sec-GPC: 1`). */
  readonly optsOut?: boolean;
}

type RegisterRefusal =
  | 'POLICY_NOT_ACCEPTED'
  | 'CODE_WRONG'
  | 'CODE_EXPIRED'
  | 'PIN_INVALID'
  | 'NAME_INVALID'
  | 'DOCUMENT_INVALID'
  | 'ADDRESS_INVALID'
  | 'PASSWORD_WEAK'
  | 'PHONE_IN_USE';

interface Person {
  readonly pin: Pin;
  readonly fullName: string;
  readonly idDocument: string;
  readonly address: string | null;
  readonly phone: string;
  readonly email: string | null;
}

/**
 * Makes an account of a registration, in the order of refusals that the graph documents. The ticket must be the one
 * the registration began with. A PIN is only claimed here: the answer is the same whether or not it is known.
 */
export async function register(ports: Ports, input: Register): Promise<IssuedSession | Refused<RegisterRefusal>> {
  const acceptance = await readAcceptance(ports, input.acceptance);
  if (acceptance === undefined) return refuse('POLICY_NOT_ACCEPTED');
  const checked = await ports.database.transaction(async (tx) => {
    const registration = await boundRegistration(tx, input.registrationId, acceptance);
    if (registration === undefined) return refuse('POLICY_NOT_ACCEPTED');
    const verdict = await checkCode(tx, ports.vault, registration, input.code);
    return verdict === 'RIGHT' ? readPerson(ports, registration, input, await tx.now()) : refuse(verdict);
  });
  if ('refused' in checked) return checked;

  // Hashed outside of any transaction: 30 ms of processor time do not belong under a lock.
  const passwordHash = await ports.passwords.hash(input.password);
  return ports.database
    .transaction((tx) => createAccount(ports, tx, { ...input, acceptance, person: checked, passwordHash }))
    .catch((error: unknown) => {
      if (error instanceof PhoneInUseError) return refuse('PHONE_IN_USE');
      throw error;
    });
}

/** The registration this ticket began, locked, while the edition is still open. */
async function boundRegistration(
  tx: Transaction,
  id: string,
  acceptance: VerifiedAcceptance,
): Promise<Registration | undefined> {
  const registration = await lockRegistration(tx, id);
  if (registration?.acceptanceNonce !== acceptance.nonce) return undefined;
  return (await isOpenNow(tx, acceptance, await tx.now())) ? registration : undefined;
}

function readPerson(
  ports: Ports,
  registration: Registration,
  input: Register,
  now: Date,
): Person | Refused<RegisterRefusal> {
  const pin = parsePin(input.pin, now);
  if (pin === undefined) return refuse('PIN_INVALID');
  const fullName = parseFullName(input.fullName);
  if (fullName === undefined) return refuse('NAME_INVALID');
  const idDocument = parseIdDocument(input.idDocument);
  if (idDocument === undefined) return refuse('DOCUMENT_INVALID');
  const address = input.address === null ? null : parseAddress(input.address);
  if (address === undefined) return refuse('ADDRESS_INVALID');
  const { dataKey, phoneSealed, emailSealed, id } = registration;
  const place = (column: string) => ({ table: 'registrations', column, row: id });
  const phone = ports.vault.open(dataKey, place('phone_sealed'), phoneSealed);
  const email = emailSealed === null ? null : ports.vault.open(dataKey, place('email_sealed'), emailSealed);
  const known = [pin, fullName, idDocument, phone, email ?? '', address ?? ''];
  if (!ports.passwords.isStrong(input.password, known)) return refuse('PASSWORD_WEAK');
  return { pin, fullName, idDocument, address, phone, email };
}

async function createAccount(
  ports: Ports,
  tx: Transaction,
  input: {
    registrationId: string;
    acceptance: VerifiedAcceptance;
    person: Person;
    passwordHash: string;
    optsOut?: boolean;
  },
): Promise<IssuedSession | Refused<RegisterRefusal>> {
  const { vault } = ports;
  const { acceptance, person, passwordHash } = input;
  // Locked and looked at anew: of two that passed the check with one code, the second finds the registration gone.
  const registration = await boundRegistration(tx, input.registrationId, acceptance);
  if (registration === undefined) return refuse('POLICY_NOT_ACCEPTED');
  const now = await tx.now();
  const dataKey = vault.newDataKey();
  const account: StoredAccount = {
    id: newId(),
    kind: 'CITIZEN',
    status: 'ACTIVE',
    locale: registration.locale,
    pinVerified: false,
    disputed: false,
    version: 1,
    dataKey,
    passwordHash,
    createdAt: now,
  };
  await insertAccount(tx, account, now);
  if (!(await claimLogin(tx, { kind: 'PHONE', lookup: registration.phoneLookup, accountId: account.id })))
    throw new PhoneInUseError();
  // An e-mail that is another's login stays an attribute only: saying so would tell who is registered.
  if (person.email !== null)
    await claimLogin(tx, { kind: 'EMAIL', lookup: vault.lookup('email', person.email), accountId: account.id });
  await claimPin(tx, account.id, vault.lookup('pin', person.pin));
  for (const [name, value] of Object.entries(person) as [AttributeName, string | null][])
    if (value !== null)
      await putAttribute(
        tx,
        vault,
        { id: account.id, dataKey },
        { name, value, assurance: 'SELF_ASSERTED', source: 'REGISTRATION' },
        now,
      );
  await applyConsent(tx, { citizenId: account.id, epoch: 0, state: 'GIVEN', edition: acceptance.edition }, now);
  await deleteRegistration(tx, registration.id);
  await tx.publish(accountRegistered(account, acceptance, input.optsOut === true));
  return startSession(ports, tx, account);
}

/** Somebody else registered this phone between the code and now; nothing of this account is kept. */
class PhoneInUseError extends Error {
  override readonly name = 'PhoneInUseError';
}
