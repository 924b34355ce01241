import { type Queryable, sql, type Transaction } from '@belgi/database';

export interface ProtocolAnchor {
  readonly lotId: string;
  /** Lower-case hexadecimal. */
  readonly protocolSha256: string;
  /** Of the ledger. */
  readonly entryId: string;
  readonly at: Date;
}

export async function insertAnchor(tx: Transaction, anchor: ProtocolAnchor): Promise<void> {
  await tx.query(sql`/* protocol-anchors.insert */
    INSERT INTO protocol_anchors (lot_id, protocol_sha256, entry_id, at)
    VALUES (${anchor.lotId}, ${anchor.protocolSha256}, ${anchor.entryId}, ${anchor.at})`);
}

/** All leaves about the protocol of a lot, oldest first; more than one says that it was signed anew. */
export async function anchorsOf(db: Queryable, lotId: string): Promise<ProtocolAnchor[]> {
  return db.query(sql`/* protocol-anchors.of */
    SELECT lot_id AS "lotId", protocol_sha256 AS "protocolSha256", entry_id AS "entryId", at
    FROM protocol_anchors WHERE lot_id = ${lotId} ORDER BY entry_id`);
}
