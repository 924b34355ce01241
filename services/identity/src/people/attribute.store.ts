import { newId } from '@belgi/contracts';
import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { AssuranceLevel, AttributeName, AttributeSource, PersonAttribute } from './attribute.js';
import type { Vault } from './vault.js';

interface AttributeRow {
  readonly accountId: string;
  readonly name: AttributeName;
  readonly sealed: Buffer;
  readonly dataKey: Buffer | null;
  readonly assurance: AssuranceLevel;
  readonly source: AttributeSource;
  readonly verifiedBy: string | null;
  readonly verifiedAt: Date | null;
  readonly updatedAt: Date;
}

export interface NewAttribute {
  readonly name: AttributeName;
  readonly value: string;
  readonly assurance: AssuranceLevel;
  readonly source: AttributeSource;
  readonly verifiedBy?: string | undefined;
}

/** The opened attributes of accounts; an erased account has none. */
export async function attributesOf(
  db: Queryable,
  vault: Vault,
  accountIds: readonly string[],
): Promise<Map<string, PersonAttribute[]>> {
  const rows = await db.query<AttributeRow>(sql`/* attributes.ofAccounts */
    SELECT a.account_id AS "accountId", a.name, a.sealed, c.data_key AS "dataKey", a.source,
      CASE WHEN EXISTS (SELECT 1 FROM questioned_attributes q WHERE q.account_id = a.account_id AND q.name = a.name AND q.open)
        OR EXISTS (SELECT 1 FROM doubts d WHERE d.account_id = a.account_id AND a.name = ANY(d.names) AND d.outcome IS NULL)
        THEN 'DISPUTED' ELSE a.assurance END AS assurance, a.verified_by AS "verifiedBy", a.verified_at AS "verifiedAt", a.updated_at AS "updatedAt"
    FROM attributes a JOIN accounts c ON c.id = a.account_id
    WHERE a.account_id = ANY(${[...accountIds]}::uuid[]) AND c.data_key IS NOT NULL`);
  const found = new Map<string, PersonAttribute[]>();
  for (const { accountId, sealed, dataKey, ...rest } of rows) {
    const value = vault.openAttribute(dataKey, accountId, rest.name, sealed);
    found.set(accountId, [...(found.get(accountId) ?? []), { ...rest, value }]);
  }
  return found;
}

/** Writes an attribute; what stood there moves to the history. The account's row is locked by the caller. */
export async function putAttribute(
  tx: Transaction,
  vault: Vault,
  account: { id: string; dataKey: Buffer },
  attribute: NewAttribute,
  now: Date,
): Promise<void> {
  await keepHistory(tx, account.id, attribute.name, now);
  const sealed = vault.sealAttribute(account.dataKey, account.id, attribute.name, attribute.value);
  const verified = attribute.assurance === 'VERIFIED';
  const verifiedBy = verified ? (attribute.verifiedBy ?? null) : null;
  await tx.query(sql`/* attributes.put */
    INSERT INTO attributes (account_id, name, sealed, assurance, verified_by, verified_at, source, updated_at)
    VALUES (${account.id}, ${attribute.name}, ${sealed}, ${attribute.assurance}, ${verifiedBy},
      ${verified ? now : null}, ${attribute.source}, ${now})
    ON CONFLICT (account_id, name) DO UPDATE SET sealed = excluded.sealed, assurance = excluded.assurance,
      verified_by = excluded.verified_by, verified_at = excluded.verified_at, source = excluded.source,
      updated_at = excluded.updated_at`);
}

/** Another worth for the same values; the earlier worth goes to the history. */
export async function setAssurance(
  tx: Transaction,
  accountId: string,
  names: readonly AttributeName[],
  worth: { assurance: AssuranceLevel; verifiedBy: string | null },
  now: Date,
): Promise<void> {
  for (const name of names) await keepHistory(tx, accountId, name, now);
  await tx.query(sql`/* attributes.setAssurance */
    UPDATE attributes SET assurance = ${worth.assurance}, verified_by = ${worth.verifiedBy},
      verified_at = ${worth.verifiedBy === null ? null : now}, updated_at = ${now}
    WHERE account_id = ${accountId} AND name = ANY(${[...names]})`);
}

/** Whether what a proof at the portal vouches for, PIN and name, is doubted by staff, or stands as disputed. */
export async function isProofInDoubt(tx: Transaction, accountId: string): Promise<boolean> {
  const row = await tx.one(sql`/* attributes.isProofInDoubt */
    SELECT 1 AS doubted FROM attributes a WHERE a.account_id = ${accountId} AND a.name IN ('pin', 'fullName')
      AND (a.assurance = 'DISPUTED' OR EXISTS (
        SELECT FROM doubts d WHERE d.account_id = a.account_id AND d.outcome IS NULL AND a.name = ANY(d.names))) LIMIT 1`);
  return row !== undefined;
}

/** What rests on the account's proof at the portal and is not doubted yet: its PIN, and a name that came from there. */
export async function undoubtedProof(tx: Transaction, accountId: string): Promise<AttributeName[]> {
  const rows = await tx.query<{ name: AttributeName }>(sql`/* attributes.undoubtedProof */
    SELECT name FROM attributes WHERE account_id = ${accountId}
      AND (name = 'pin' AND assurance <> 'DISPUTED' OR name = 'fullName' AND source = 'PORTAL' AND assurance = 'VERIFIED')`);
  return rows.map(({ name }) => name);
}

/**
 * True where the name that stands came from the portal at one moment with the PIN that the account claims now, and not
 * with an earlier one. A PIN typed anew is sealed anew: it counts as another one, even if it is the same.
 */
export async function nameCameWithClaimedPin(tx: Transaction, accountId: string): Promise<boolean> {
  const row = await tx.one(sql`/* attributes.nameCameWithClaimedPin */
    SELECT 1 AS came FROM attributes name
      JOIN attributes pin ON pin.account_id = name.account_id AND pin.name = 'pin'
      JOIN attribute_history n ON n.account_id = name.account_id AND n.name = 'fullName' AND n.sealed = name.sealed
        AND n.assurance = 'VERIFIED'
      JOIN attribute_history p ON p.account_id = name.account_id AND p.name = 'pin' AND p.sealed = pin.sealed
        AND p.assurance = 'VERIFIED' AND p.verified_at = n.verified_at
    WHERE name.account_id = ${accountId} AND name.name = 'fullName' AND name.source = 'PORTAL' LIMIT 1`);
  return row !== undefined;
}

async function keepHistory(tx: Transaction, accountId: string, name: AttributeName, now: Date): Promise<void> {
  await tx.query(sql`/* attribute_history.keep */
    INSERT INTO attribute_history (id, account_id, name, sealed, assurance, verified_by, verified_at, source, since, replaced_at)
    SELECT ${newId()}, account_id, name, sealed, assurance, verified_by, verified_at, source, updated_at, ${now}
    FROM attributes WHERE account_id = ${accountId} AND name = ${name}`);
}

/** Former values of one's own attributes, newest first. */
export async function historyOf(
  db: Queryable,
  vault: Vault,
  account: { id: string; dataKey: Buffer | null },
  limit: number,
): Promise<(PersonAttribute & { readonly replacedAt: Date })[]> {
  const rows = await db.query<Omit<AttributeRow, 'accountId' | 'dataKey'> & { replacedAt: Date }>(
    sql`/* attribute_history.ofAccount */
    SELECT name, sealed, assurance, source, verified_by AS "verifiedBy", verified_at AS "verifiedAt", since AS "updatedAt",
      replaced_at AS "replacedAt"
    FROM attribute_history WHERE account_id = ${account.id} ORDER BY replaced_at DESC, id DESC LIMIT ${limit}`,
  );
  return rows.map(({ sealed, ...rest }) => ({
    ...rest,
    value: vault.openAttribute(account.dataKey, account.id, rest.name, sealed),
  }));
}
