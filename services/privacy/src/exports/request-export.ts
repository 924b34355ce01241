import type { Sealer } from '@belgi/access';
import { ExportOrderedV1, newId, outgoing } from '@belgi/contracts';
import { type Database, isErasedFor } from '@belgi/database';
import { newExportKey } from '@belgi/export';
import { lockCurrent } from '../consents/consents.store.js';
import { personKey, recordEntry } from '../ledger/record-entry.js';
import { expiryOf, type KeptExport, type OrderRefusal, refuseOrder } from './export.js';
import { exportsOf, giveUpOpen, insertExport } from './exports.store.js';

export interface ExportParts {
  readonly database: Database;
  readonly sealer: Sealer;
}

/** Where the private half of an export's key lives. */
export const exportKeyPlace = (id: string) => ({ table: 'exports', column: 'private_key_sealed', row: id });

/**
 * Orders everything that is held about a person: the four services hear of it by the fact, which carries a key made
 * for this export alone. @param signedInAt from the access token; null where it does not say
 */
export async function requestExport(
  { database, sealer }: ExportParts,
  citizenId: string,
  signedInAt: Date | null,
): Promise<KeptExport | OrderRefusal | 'PERSON_ERASED'> {
  const id = newId();
  const { publicKey, privateJwk } = await newExportKey();
  return database.transaction(async (tx) => {
    // One request after the other: what is given up as late is not an order of a moment ago.
    await lockCurrent(tx, citizenId);
    // Held until the commit: an erasure finds the order and ends it, or is found.
    if (await isErasedFor(tx, citizenId)) return 'PERSON_ERASED';
    const now = await tx.now();
    const refusal = refuseOrder(await exportsOf(tx, citizenId), { signedInAt, now });
    if (refusal !== undefined) return refusal;
    await giveUpOpen(tx, citizenId, now);
    const key = await personKey(tx, sealer, citizenId, now);
    const privateKeySealed = sealer.seal(key, privateJwk, exportKeyPlace(id));
    const expiresAt = expiryOf(now);
    // t0 two requests see no open order, t1 one inserts, t2 the other waits for it and finds the index taken.
    if (!(await insertExport(tx, { id, citizenId, privateKeySealed, orderedAt: now, expiresAt }))) return 'EXPORT_RUNS';
    await recordEntry(tx, sealer, {
      kind: 'RIGHTS_REQUEST_OPENED',
      at: now,
      holder: { for: 'PERSON', citizenId },
      data: { citizenId, right: 'EXPORT', requestId: id },
    });
    const order = { exportId: id, citizenId, publicKey };
    await tx.publish(
      outgoing(ExportOrderedV1, id, 1, {
        ...order,
        orderedAt: now.toISOString(),
        expiresAt: expiresAt.toISOString(),
      }),
    );
    return { id, citizenId, orderedAt: now, expiresAt, readyAt: null, givenUpAt: null, arrived: new Map() };
  });
}
