import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { ProtocolChain } from './protocol-chain.js';

/** Writes the lines of a lot that are not written yet; its lock is held. */
export async function insertLines(tx: Transaction, lotId: string, chain: ProtocolChain | null): Promise<void> {
  const lines = chain?.unwritten ?? [];
  if (lines.length === 0) return;
  await tx.query(sql`/* protocol-lines.insert */
    INSERT INTO protocol_lines (lot_id, number, line, sha256)
    SELECT ${lotId}::uuid, n.number, n.line, decode(n.sha256, 'hex')
    FROM unnest(${lines.map(({ number }) => number)}::int[], ${lines.map(({ text }) => text)}::text[],
      ${lines.map(({ sha256 }) => sha256)}::text[]) AS n (number, line, sha256)`);
}

/** The protocol of a lot that is over, to be sealed; of a lot without one nothing is. */
export async function endProtocol(
  tx: Transaction,
  lot: { readonly id: string; readonly bidCount: number; readonly protocol: ProtocolChain | null },
): Promise<void> {
  if (lot.protocol === null) return;
  const { lines, sha256 } = lot.protocol;
  await tx.query(sql`/* protocols.end */
    INSERT INTO protocols (lot_id, lines, last_sequence, chain_sha256)
    VALUES (${lot.id}, ${lines}, ${lot.bidCount}, decode(${sha256}, 'hex'))`);
}

/** A protocol that ended. Hashes in lower-case hexadecimal. */
export interface EndedProtocol {
  readonly lotId: string;
  readonly lines: number;
  readonly lastSequence: number;
  readonly chainSha256: string;
}

export interface SealedProtocol extends EndedProtocol {
  readonly protocolSha256: string;
  /** Compact JWS. */
  readonly seal: string;
  readonly signedAt: Date;
}

/** Locks a protocol that waits for its seal, one that no other replica is at. */
export async function claimUnsealed(tx: Transaction): Promise<EndedProtocol | undefined> {
  return tx.one<EndedProtocol>(sql`/* protocols.claim */
    SELECT lot_id AS "lotId", lines, last_sequence AS "lastSequence", encode(chain_sha256, 'hex') AS "chainSha256"
    FROM protocols WHERE seal IS NULL ORDER BY lot_id LIMIT 1 FOR UPDATE SKIP LOCKED`);
}

export async function sealProtocol(
  tx: Transaction,
  { lotId, protocolSha256, seal, signedAt }: Omit<SealedProtocol, keyof Omit<EndedProtocol, 'lotId'>>,
): Promise<void> {
  await tx.query(sql`/* protocols.seal */
    UPDATE protocols SET protocol_sha256 = decode(${protocolSha256}, 'hex'), seal = ${seal}, signed_at = ${signedAt}
    WHERE lot_id = ${lotId}`);
}

/** Those of these lots that are sealed. */
export async function sealedProtocols(db: Queryable, lotIds: readonly string[]): Promise<SealedProtocol[]> {
  return db.query<SealedProtocol>(sql`/* protocols.sealed */
    SELECT lot_id AS "lotId", lines, last_sequence AS "lastSequence", encode(chain_sha256, 'hex') AS "chainSha256",
      encode(protocol_sha256, 'hex') AS "protocolSha256", seal, signed_at AS "signedAt"
    FROM protocols WHERE lot_id = ANY (${lotIds}::uuid[]) AND seal IS NOT NULL`);
}

/** The texts of a lot's lines, in order. */
export async function protocolLines(db: Queryable, lotId: string): Promise<string[]> {
  const rows = await db.query<{ line: string }>(
    sql`/* protocol-lines.of */ SELECT line FROM protocol_lines WHERE lot_id = ${lotId} ORDER BY number`,
  );
  return rows.map(({ line }) => line);
}
