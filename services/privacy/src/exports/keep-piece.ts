import type { Sealer } from '@belgi/access';
import { ExportReadyV1, outgoing, type ServiceName, serviceNames } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import type { ExportPiece } from '@belgi/export';
import { recordEntry } from '../ledger/record-entry.js';
import { countWhole, insertPiece, lockOpen, setReady } from './exports.store.js';

/** Keeps a piece; the last one of all makes the export ready, which is told to the person and to the ledger. */
export async function keepPiece(
  tx: Transaction,
  sealer: Sealer,
  service: ServiceName,
  piece: ExportPiece,
): Promise<void> {
  const { exportId } = piece;
  const open = await lockOpen(tx, exportId);
  if (open === undefined) return;
  await insertPiece(tx, service, piece);
  if ((await countWhole(tx, exportId)) < serviceNames.length) return;
  const now = await tx.now();
  const { citizenId, expiresAt } = open;
  await setReady(tx, exportId, now);
  await recordEntry(tx, sealer, {
    kind: 'RIGHTS_REQUEST_ANSWERED',
    at: now,
    holder: { for: 'PERSON', citizenId },
    data: { citizenId, right: 'EXPORT', requestId: exportId, outcome: 'READY' },
  });
  await tx.publish(
    outgoing(ExportReadyV1, exportId, 2, {
      exportId,
      citizenId,
      readyAt: now.toISOString(),
      expiresAt: expiresAt.toISOString(),
    }),
  );
}
