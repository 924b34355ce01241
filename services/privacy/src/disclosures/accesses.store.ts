import type { DataCategory } from '@belgi/contracts';
import { type Queryable, sql, type Transaction } from '@belgi/database';

export interface AccessRow {
  readonly id: string;
  readonly grantId: string;
  readonly agencyId: string;
  /** The agency's idempotency key. */
  readonly key: string;
  readonly bodyHash: Buffer;
  /** Null: no verified account was held for the PIN. */
  readonly citizenId: string | null;
  readonly categories: readonly DataCategory[];
  readonly entryId: string;
  readonly at: Date;
}

/** An access on record; `repeats`: how often it was answered again under its key. */
export type EarlierAccess = AccessRow & { readonly leafHash: string; readonly repeats: number };

/** A read as the person sees it. */
export interface PersonsDisclosure {
  readonly id: string;
  readonly at: Date;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly letterNumber: string;
  readonly legalBasis: string;
  readonly duty: string;
  readonly categories: DataCategory[];
  /** Of the ledger. */
  readonly entryId: string;
}

export async function insertAccess(tx: Transaction, access: AccessRow): Promise<void> {
  await tx.query(sql`/* accesses.insert */
    INSERT INTO disclosure_accesses (id, grant_id, agency_id, key, body_hash, citizen_id, categories, entry_id, at)
    VALUES (${access.id}, ${access.grantId}, ${access.agencyId}, ${access.key}, ${access.bodyHash}, ${access.citizenId},
      ${access.categories}, ${access.entryId}, ${access.at})`);
}

export async function insertRepeat(tx: Transaction, accessId: string, at: Date): Promise<void> {
  await tx.query(sql`/* repeats.insert */ INSERT INTO disclosure_repeats (access_id, at) VALUES (${accessId}, ${at})`);
}

export async function findAccess(db: Queryable, agencyId: string, key: string): Promise<EarlierAccess | undefined> {
  const row = await db.one<{
    id: string;
    grant_id: string;
    body_hash: Buffer;
    citizen_id: string | null;
    categories: DataCategory[];
    entry_id: string;
    leaf_hash: string;
    repeats: number;
    at: Date;
  }>(sql`/* accesses.find */
    SELECT a.id, a.grant_id, a.body_hash, a.citizen_id, a.categories, a.entry_id, encode(e.leaf_hash, 'hex') AS leaf_hash, a.at,
      (SELECT count(*) FROM disclosure_repeats r WHERE r.access_id = a.id)::int AS repeats
    FROM disclosure_accesses a JOIN ledger_entries e ON e.id = a.entry_id
    WHERE a.agency_id = ${agencyId} AND a.key = ${key}`);
  return (
    row && {
      id: row.id,
      grantId: row.grant_id,
      agencyId,
      key,
      bodyHash: row.body_hash,
      citizenId: row.citizen_id,
      categories: row.categories,
      entryId: row.entry_id,
      leafHash: row.leaf_hash,
      repeats: row.repeats,
      at: row.at,
    }
  );
}

/** Newest first. */
export async function disclosuresOf(
  db: Queryable,
  citizenId: string,
  below: string | null,
  limit: number,
): Promise<PersonsDisclosure[]> {
  const rows = await db.query<{
    id: string;
    at: Date;
    agency_id: string;
    agency_name: string;
    letter_number: string;
    legal_basis: string;
    duty: string;
    categories: DataCategory[];
    entry_id: string;
  }>(sql`/* accesses.ofCitizen */
    SELECT a.id, a.at, a.agency_id, r.agency_name, r.letter_number, r.legal_basis, r.duty, a.categories, a.entry_id
    FROM disclosure_accesses a
    JOIN disclosure_grants g ON g.id = a.grant_id JOIN disclosure_requests r ON r.id = g.request_id
    WHERE a.citizen_id = ${citizenId} AND (${below}::uuid IS NULL OR a.id < ${below}::uuid)
    ORDER BY a.id DESC LIMIT ${limit}`);
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    agencyId: row.agency_id,
    agencyName: row.agency_name,
    letterNumber: row.letter_number,
    legalBasis: row.legal_basis,
    duty: row.duty,
    categories: row.categories,
    entryId: row.entry_id,
  }));
}
