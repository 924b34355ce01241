import { newId } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { accountChanged, accountVerified } from '../accounts/account.events.js';
import { changed } from '../accounts/account.js';
import { lockAccounts, type StoredAccount, saveAccount } from '../accounts/account.store.js';
import { answerByCorrection } from '../doubts/doubt.store.js';
import { attributesOf, isProofInDoubt, putAttribute, setAssurance } from '../people/attribute.store.js';
import { holderOfPin, holdPin, lockPin, pinOf } from '../people/lookup.store.js';
import { mask } from '../people/masking.js';
import { parseFullName } from '../people/person-text.js';
import { parsePin } from '../people/pin.js';
import type { Ports } from '../ports.js';
import { doubtProof } from './doubt-proof.js';
import { PortalError, type PortalPerson } from './portal.js';
import { type CallbackVisit, decideVerification, type VerificationOutcome } from './verification.js';
import { openDispute, takeVerification } from './verification.store.js';

const NOTHING_CAME_BACK: CallbackVisit = Object.freeze({ outcome: 'FAILED', account: null });

/** What the portal brought back, applied to the account whose session began the journey. */
export async function completeVerification(ports: Ports, returned: URL): Promise<CallbackVisit> {
  const { database, vault, portal, logger } = ports;
  const state = returned.searchParams.get('state');
  if (state === null) return NOTHING_CAME_BACK;
  const journey = await takeVerification(database, vault.lookup('portal-state', state));
  if (journey === undefined) return NOTHING_CAME_BACK;
  try {
    const { nonce, codeVerifier } = journey;
    const person = await portal.complete(returned, { state, nonce, codeVerifier });
    const outcome = await database.transaction((tx) => applyProof(ports, tx, journey.accountId, person));
    return { outcome, account: await maskedPhone(ports, journey.accountId) };
  } catch (error) {
    if (!(error instanceof PortalError)) throw error;
    logger.warn({ err: error }, 'the state portal proved nothing');
    return NOTHING_CAME_BACK;
  }
}

async function maskedPhone({ database, vault }: Ports, accountId: string): Promise<string | null> {
  const attributes = (await attributesOf(database, vault, [accountId])).get(accountId);
  const phone = attributes?.find(({ name }) => name === 'phone');
  return phone === undefined ? null : mask('phone', phone.value);
}

/**
 * Two accounts that prove one PIN at once come one after the other (a lock on the PIN), so that the second finds the
 * first; the unique index would stop it otherwise.
 */
export async function applyProof(
  ports: Ports,
  tx: Transaction,
  accountId: string,
  person: PortalPerson,
): Promise<VerificationOutcome> {
  const pin = parsePin(person.pin, await tx.now());
  if (pin === undefined) return 'PIN_DIFFERS';
  const lookup = ports.vault.lookup('pin', pin);
  await lockPin(tx, lookup);
  const found = await holderOfPin(tx, lookup);
  const accounts = await lockAccounts(tx, found === undefined ? [accountId] : [accountId, found]);
  // t0 somebody holds the PIN, t1 it is found false and they let go of it (a doubt, under their row), t2 their row is ours.
  const holder = found === undefined ? undefined : await holderOfPin(tx, lookup);
  const account = accounts.get(accountId);
  const claimed = await pinOf(tx, accountId);
  const claimsThisPin = account?.dataKey != null && claimed?.lookup.equals(lookup) === true;
  const outcome = decideVerification({
    claimsThisPin,
    accountId,
    holder,
    disputed: account?.disputed ?? false,
  });
  if (account === undefined || outcome === 'PIN_DIFFERS') return 'PIN_DIFFERS';
  if (outcome === 'VERIFIED') await verify(ports, tx, account, person);
  const rival = holder === undefined || holder === accountId ? undefined : accounts.get(holder);
  if (outcome === 'DISPUTED' && rival !== undefined) await dispute(tx, account, rival, lookup);
  return outcome;
}

async function verify(ports: Ports, tx: Transaction, account: StoredAccount, person: PortalPerson): Promise<void> {
  // Proved once more where a value that rests on the proof is doubted or was found false: that is its owner's answer.
  if (account.pinVerified && !(await isProofInDoubt(tx, account.id))) return;
  const now = await tx.now();
  await holdPin(tx, account.id, now);
  const verifiedBy = ports.portal.name;
  await setAssurance(tx, account.id, ['pin'], { assurance: 'VERIFIED', verifiedBy }, now);
  const name = person.name === null ? undefined : parseFullName(person.name);
  if (name !== undefined && account.dataKey !== null)
    await putAttribute(
      tx,
      ports.vault,
      { id: account.id, dataKey: account.dataKey },
      { name: 'fullName', value: name, assurance: 'VERIFIED', source: 'PORTAL', verifiedBy },
      now,
    );
  const verified = changed(account, { pinVerified: true });
  await saveAccount(tx, verified, now);
  await answerByCorrection(tx, account.id, now);
  await tx.publish(accountVerified(verified));
}

/** Neither counts as verified any more; who is whom is for an operator to find out. */
async function dispute(
  tx: Transaction,
  challenger: StoredAccount,
  holder: StoredAccount,
  pinLookup: Buffer,
): Promise<void> {
  const now = await tx.now();
  await openDispute(tx, { id: newId(), pinLookup, holder: holder.id, challenger: challenger.id }, now);
  for (const account of [holder, challenger]) {
    if (account.disputed) continue;
    const disputed = changed(account, { disputed: true, pinVerified: false });
    await saveAccount(tx, disputed, now);
    await doubtProof(tx, account.id, now);
    await tx.publish(accountChanged(disputed));
  }
}
