import type { DestroyedByErasure } from '@belgi/contracts';
import { sql, type Transaction } from '@belgi/database';
import { delayEnd } from '../notice-delays/notice-delays.store.js';

/** Destroys what privacy itself holds of a person: the key of all that is sealed about them, and rows that are only theirs. */
export async function destroyOwn(tx: Transaction, citizenId: string, at: Date): Promise<DestroyedByErasure[]> {
  // With their pieces and links; a part that is on its way finds no order to join. Before the key: whoever keeps a part holds
  // its export and then writes a leaf under the key.
  const exports = await tx.query(sql`/* erasure.exports */
    DELETE FROM exports WHERE citizen_id = ${citizenId} RETURNING 1 AS one`);
  const key = await tx.query(sql`/* erasure.key */
    UPDATE person_keys SET wrapped_key = NULL, destroyed_at = ${at}
    WHERE citizen_id = ${citizenId} AND wrapped_key IS NOT NULL RETURNING 1 AS one`);
  const entries = await tx.query(sql`/* erasure.bindingEntries */
    DELETE FROM binding_entries WHERE citizen_id = ${citizenId} RETURNING 1 AS one`);
  await tx.query(sql`/* erasure.inquiryEvents */
    DELETE FROM inquiry_events WHERE inquiry_id IN (SELECT id FROM inquiries WHERE citizen_id = ${citizenId})`);
  const inquiries = await tx.query(sql`/* erasure.inquiries */
    DELETE FROM inquiries WHERE citizen_id = ${citizenId} RETURNING 1 AS one`);
  return [
    { table: 'person_keys (key)', rows: key.length },
    { table: 'binding_entries', rows: entries.length },
    { table: 'inquiries', rows: inquiries.length },
    { table: 'exports', rows: exports.length },
  ];
}

interface KeptCounts {
  readonly consents: number;
  readonly entries: number;
  readonly accesses: number;
  readonly looks: number;
  readonly requests: number;
  readonly restrictions: number;
  readonly acceptances: number;
  readonly acknowledgements: number;
  readonly restrictionAcknowledgements: number;
}

/**
 * What stays: rows of an id that is nobody's, and leaves that nobody can open. A read whose notice waits is not counted: the
 * certificate would tell of it.
 */
export async function countKept(tx: Transaction, citizenId: string): Promise<KeptCounts> {
  const row = await tx.one<KeptCounts>(sql`/* erasure.kept */
    SELECT (SELECT count(*)::int FROM consents WHERE citizen_id = ${citizenId}) AS consents,
      (SELECT count(*)::int FROM ledger_entries WHERE sealed_for = 'PERSON' AND key_of = ${citizenId}) AS entries,
      (SELECT count(*)::int FROM disclosure_accesses a JOIN disclosure_grants g ON g.id = a.grant_id
        JOIN disclosure_requests r ON r.id = g.request_id
        WHERE a.citizen_id = ${citizenId} AND coalesce(${delayEnd} <= app_now(), true)) AS accesses,
      (SELECT count(*)::int FROM staff_reads WHERE citizen_id = ${citizenId}) AS looks,
      (SELECT count(*)::int FROM rights_requests WHERE citizen_id = ${citizenId}) AS requests,
      (SELECT count(*)::int FROM restrictions WHERE citizen_id = ${citizenId}) AS restrictions,
      (SELECT count(*)::int FROM agreement_acceptances WHERE citizen_id = ${citizenId}) AS acceptances,
      (SELECT count(*)::int FROM acknowledgements WHERE citizen_id = ${citizenId}) AS acknowledgements,
      (SELECT count(*)::int FROM restriction_acknowledgements WHERE citizen_id = ${citizenId}) AS "restrictionAcknowledgements"`);
  if (row === undefined) throw new Error('counting gave no row');
  return row;
}
