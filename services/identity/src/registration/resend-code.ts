import type { Ports } from '../ports.js';
import { type Refused, refuse } from '../refusals.js';
import { isOpenNow, readAcceptance } from './accept-policy.js';
import { mayOrderCode } from './order-code.js';
import { codeRequested } from './registration.events.js';
import { CODE_MINUTES, MAX_WRONG_CODES } from './registration.js';
import { countSending, lockRegistration } from './registration.store.js';

/** Orders the SMS of a registration once more, within the same limits; wrong codes stay counted. */
export async function resendCode(
  ports: Ports,
  input: { registrationId: string; acceptance: string },
  clientAddress: string,
): Promise<
  { registrationId: string; expiresAt: Date } | Refused<'POLICY_NOT_ACCEPTED' | 'CODE_EXPIRED' | 'TOO_MANY_CODES'>
> {
  const acceptance = await readAcceptance(ports, input.acceptance);
  if (acceptance === undefined) return refuse('POLICY_NOT_ACCEPTED');
  return ports.database.transaction(async (tx) => {
    const registration = await lockRegistration(tx, input.registrationId);
    const now = await tx.now();
    if (registration?.acceptanceNonce !== acceptance.nonce) return refuse('POLICY_NOT_ACCEPTED');
    if (!(await isOpenNow(tx, acceptance, now))) return refuse('POLICY_NOT_ACCEPTED');
    if (registration.wrongCodes >= MAX_WRONG_CODES) return refuse('CODE_EXPIRED');
    if (!(await mayOrderCode(ports, tx, registration.phoneLookup, clientAddress))) return refuse('TOO_MANY_CODES');
    const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000);
    const times = await countSending(tx, registration.id, expiresAt);
    const { id, locale, alreadyRegistered: silent } = registration;
    await tx.publish(codeRequested({ id, locale, silent, expiresAt }, times));
    return { registrationId: id, expiresAt };
  });
}
