import { sql, type Transaction } from '@belgi/database';

export type Broadcast =
  | {
      readonly eventId: string;
      readonly after: string | null;
      readonly kind: 'POLICY_CHANGED';
      readonly edition: number;
      readonly effectiveAt: Date;
    }
  | { readonly eventId: string; readonly after: string | null; readonly kind: 'LOT_CANCELLED'; readonly lotId: string };

export async function openPolicyBroadcast(tx: Transaction, eventId: string, edition: number): Promise<void> {
  await tx.query(sql`/* broadcasts.openPolicy */
    INSERT INTO broadcasts (event_id, kind, edition) VALUES (${eventId}, 'POLICY_CHANGED', ${edition}) ON CONFLICT DO NOTHING`);
}

export async function openLotBroadcast(tx: Transaction, eventId: string, lotId: string): Promise<void> {
  await tx.query(sql`/* broadcasts.openLot */
    INSERT INTO broadcasts (event_id, kind, lot_id) VALUES (${eventId}, 'LOT_CANCELLED', ${lotId}) ON CONFLICT DO NOTHING`);
}

interface Row {
  event_id: string;
  kind: Broadcast['kind'];
  after_citizen: string | null;
  edition: number | null;
  effective_at: Date | null;
  lot_id: string | null;
}

/** One broadcast that nobody works on, locked until the transaction ends. */
export async function claimBroadcast(tx: Transaction): Promise<Broadcast | undefined> {
  const row = await tx.one<Row>(sql`/* broadcasts.claim */
    SELECT b.event_id, b.kind, b.after_citizen, b.edition, e.effective_at, b.lot_id
    FROM broadcasts b LEFT JOIN editions e ON e.number = b.edition
    WHERE b.done_at IS NULL ORDER BY b.event_id LIMIT 1 FOR UPDATE OF b SKIP LOCKED`);
  if (row === undefined) return undefined;
  const common = { eventId: row.event_id, after: row.after_citizen };
  if (row.lot_id !== null) return { ...common, kind: 'LOT_CANCELLED', lotId: row.lot_id };
  if (row.edition === null || row.effective_at === null) throw new Error('a broadcast is about an edition or a lot');
  return { ...common, kind: 'POLICY_CHANGED', edition: row.edition, effectiveAt: row.effective_at };
}

/** The next citizens to tell, in the order of their ids. */
export async function nextAudience(tx: Transaction, broadcast: Broadcast, limit: number): Promise<string[]> {
  const after = broadcast.after ?? '00000000-0000-0000-0000-000000000000';
  const rows =
    broadcast.kind === 'LOT_CANCELLED'
      ? await tx.query<{ citizen_id: string }>(sql`/* broadcasts.entrants */
          SELECT DISTINCT citizen_id FROM entries
          WHERE lot_id = ${broadcast.lotId} AND citizen_id > ${after} ORDER BY citizen_id LIMIT ${limit}`)
      : await tx.query<{ citizen_id: string }>(sql`/* broadcasts.consenting */
          SELECT citizen_id FROM recipients
          WHERE consent_state IN ('GIVEN', 'RENEWED') AND consent_edition < ${broadcast.edition} AND citizen_id > ${after}
          ORDER BY citizen_id LIMIT ${limit}`);
  return rows.map((row) => row.citizen_id);
}

export async function advanceBroadcast(
  tx: Transaction,
  eventId: string,
  after: string | null,
  done: boolean,
): Promise<void> {
  await tx.query(sql`/* broadcasts.advance */
    UPDATE broadcasts
    SET after_citizen = coalesce(${after}, after_citizen), done_at = CASE WHEN ${done} THEN app_now() END
    WHERE event_id = ${eventId}`);
}
