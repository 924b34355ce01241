import type { Transaction } from '@belgi/database';
import type { Ports } from '../ports.js';
import { CODES_PER_PHONE, CODES_PER_PHONE_DAILY, codesPerAddress } from '../sessions/attempt.js';
import { count, lockSubject, record } from '../sessions/attempt.store.js';

/**
 * Whether one more code may be sent to this phone for this client; counts it if so, in the caller's transaction:
 * whoever is refused leaves nothing behind. Orders for one phone, and from one address, come one after the other.
 */
export async function mayOrderCode(
  ports: Ports,
  tx: Transaction,
  phoneLookup: Buffer,
  clientAddress: string,
): Promise<boolean> {
  const phone = ports.vault.lookup('limit', `phone:${phoneLookup.toString('hex')}`);
  const address = ports.vault.lookup('limit', `address:${clientAddress}`);
  // Always phone before address: two orders that share both cannot wait for each other.
  await lockSubject(tx, phone);
  await lockSubject(tx, address);
  const perAddress = codesPerAddress(ports.settings.codesPerAddress);
  const limits = [
    [CODES_PER_PHONE, phone],
    [CODES_PER_PHONE_DAILY, phone],
    [perAddress, address],
  ] as const;
  for (const [limit, subject] of limits) if ((await count(tx, limit, subject)) >= limit.attempts) return false;
  await record(tx, CODES_PER_PHONE.kind, phone);
  await record(tx, perAddress.kind, address);
  return true;
}
