import { erasingServices } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import type { ConsentParts } from '../consents/append-consent.js';
import { recordEntry } from '../ledger/record-entry.js';
import {
  type ErasureReport,
  insertReport,
  type KeptErasure,
  lockErasure,
  reportsOf,
  setCertified,
} from './erasures.store.js';

const CERTIFICATE_TYPE = 'erasure-certificate+jwt';

/**
 * A service has destroyed what it held. With the last of the four the certificate is signed and a leaf written that anybody may
 * read: what was destroyed and what is kept and why, of an erasure with an id, and of nobody.
 */
export async function recordReport(
  tx: Transaction,
  parts: ConsentParts,
  erasureId: string,
  report: ErasureReport,
): Promise<void> {
  const erasure = await lockErasure(tx, erasureId);
  if (erasure === undefined) throw new Error('an erasure is reported that nobody ordered');
  await insertReport(tx, erasureId, report);
  if (erasure.state !== 'ORDERED') return;
  const reports = await reportsOf(tx, erasureId);
  if (reports.length === erasingServices.length) await certify(tx, parts, erasure, reports);
}

async function certify(
  tx: Transaction,
  parts: ConsentParts,
  { requestId: erasureId, cause, orderedAt }: KeptErasure,
  reports: readonly ErasureReport[],
): Promise<void> {
  if (orderedAt === null) throw new Error('an order has its time');
  const at = await tx.now();
  const done = {
    erasureId,
    cause,
    orderedAt: orderedAt.toISOString(),
    services: reports.map(({ service, destroyed, kept, appliedAt }) => ({
      ...{ service, appliedAt: appliedAt.toISOString() },
      destroyed: destroyed.map(({ table, rows }) => ({ table, rows })),
      kept: kept.map(({ table, rows, rule, actCode, article }) => ({ table, rows, rule, actCode, article })),
    })),
  };
  const entry = await recordEntry(tx, parts.sealer, { kind: 'DATA_ERASED', at, holder: { for: 'PUBLIC' }, data: done });
  const claims = {
    ...{ iss: parts.publicUrl, jti: erasureId, iat: Math.floor(at.getTime() / 1_000), jurisdiction: 'KG' },
    ...{ ...done, certifiedAt: at.toISOString(), ledger: entry },
  };
  const certificate = await parts.keys.sign(CERTIFICATE_TYPE, claims, null);
  await setCertified(tx, { requestId: erasureId, certificate, entryId: entry.id, at });
}
