import type { Database } from '@belgi/database';
import { hashOfSecret, newBearerSecret } from '../bearer-secret.js';
import { LINK_MS, type LinkRefusal, refuseLink } from './export.js';
import { insertLink, lockAndCountLinks } from './export-links.store.js';
import { exportsOf } from './exports.store.js';

export interface MadeLink {
  /** Told once, kept as a hash. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** A link to the newest export that is ready, good for one use. */
export function makeLink(
  database: Database,
  citizenId: string,
  signedInAt: Date | null,
): Promise<MadeLink | LinkRefusal> {
  return database.transaction(async (tx) => {
    const ready = (await exportsOf(tx, citizenId)).find(({ readyAt }) => readyAt !== null);
    const links = ready === undefined ? 0 : await lockAndCountLinks(tx, ready.id);
    // Gone since it was read: expired, or ended by an erasure.
    if (links === undefined) return 'EXPORT_NOT_READY';
    const now = await tx.now();
    const refusal = refuseLink(ready, { signedInAt, now, links });
    if (refusal !== undefined || ready === undefined) return refusal ?? 'EXPORT_NOT_READY';
    const token = newBearerSecret();
    const expiresAt = new Date(Math.min(now.getTime() + LINK_MS, ready.expiresAt.getTime()));
    await insertLink(tx, { hash: hashOfSecret(token), exportId: ready.id, madeAt: now, expiresAt });
    return { token, expiresAt };
  });
}
