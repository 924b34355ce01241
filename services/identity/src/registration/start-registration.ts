import { type Locale, newId } from '@belgi/contracts';
import { parseEmail } from '../people/email.js';
import { accountOfLogin } from '../people/lookup.store.js';
import { parsePhone } from '../people/phone.js';
import type { Ports } from '../ports.js';
import { type Refused, refuse } from '../refusals.js';
import { isOpenNow, readAcceptance } from './accept-policy.js';
import { mayOrderCode } from './order-code.js';
import { codeRequested } from './registration.events.js';
import { CODE_MINUTES } from './registration.js';
import { insertRegistration, isAcceptanceUsed, useAcceptance } from './registration.store.js';

export interface StartRegistration {
  readonly acceptance: string;
  readonly phone: string;
  readonly email: string | null;
  readonly locale: Locale;
}

type StartRefusal = 'POLICY_NOT_ACCEPTED' | 'PHONE_INVALID' | 'EMAIL_INVALID' | 'TOO_MANY_CODES';

/**
 * Begins a registration and orders the SMS with its code. Without a valid, unused acceptance of an open edition
 * nothing is stored (preamble 1 and 2). A phone that has an account gets the same answer; its owner is told by SMS.
 */
export async function startRegistration(
  ports: Ports,
  input: StartRegistration,
  clientAddress: string,
): Promise<{ registrationId: string; expiresAt: Date } | Refused<StartRefusal>> {
  const { database, vault } = ports;
  const acceptance = await readAcceptance(ports, input.acceptance);
  if (acceptance === undefined) return refuse('POLICY_NOT_ACCEPTED');
  const phone = parsePhone(input.phone);
  const email = input.email === null ? null : parseEmail(input.email);

  return database
    .transaction(async (tx) => {
      const now = await tx.now();
      if (!(await isOpenNow(tx, acceptance, now))) return refuse('POLICY_NOT_ACCEPTED');
      if (await isAcceptanceUsed(tx, acceptance.nonce)) return refuse('POLICY_NOT_ACCEPTED');
      if (phone === undefined) return refuse('PHONE_INVALID');
      if (email === undefined) return refuse('EMAIL_INVALID');

      const id = newId();
      const phoneLookup = vault.lookup('phone', phone);
      const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000);
      if (!(await mayOrderCode(ports, tx, phoneLookup, clientAddress))) return refuse('TOO_MANY_CODES');
      // t0 two requests with one ticket pass the check above, t1 one inserts, t2 the other waits here and gets false.
      if (!(await useAcceptance(tx, { nonce: acceptance.nonce, registrationId: id }, now)))
        throw new AcceptanceRaceError();

      const dataKey = vault.newDataKey();
      const place = (column: string) => ({ table: 'registrations', column, row: id });
      const alreadyRegistered = (await accountOfLogin(tx, 'PHONE', phoneLookup)) !== undefined;
      await insertRegistration(
        tx,
        {
          id,
          acceptanceNonce: acceptance.nonce,
          locale: input.locale,
          dataKey,
          phoneSealed: vault.seal(dataKey, place('phone_sealed'), phone),
          phoneLookup,
          emailSealed: email === null ? null : vault.seal(dataKey, place('email_sealed'), email),
          alreadyRegistered,
          expiresAt,
        },
        now,
      );
      await tx.publish(codeRequested({ id, locale: input.locale, silent: alreadyRegistered, expiresAt }, 1));
      return { registrationId: id, expiresAt };
    })
    .catch((error: unknown) => {
      if (error instanceof AcceptanceRaceError) return refuse('POLICY_NOT_ACCEPTED');
      throw error;
    });
}

/** Rolls back what was counted: whoever lost the race for a ticket leaves nothing behind. */
class AcceptanceRaceError extends Error {
  override readonly name = 'AcceptanceRaceError';
}
