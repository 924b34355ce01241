import { type Sql, sql, type Transaction } from '@belgi/database';

/** Every table that holds wrapped data keys; a test asks the database for those that are missing here. */
export const TABLES_WITH_DATA_KEYS = ['accounts', 'registrations', 'phone_changes', 'disputes'] as const;
export type TableWithDataKeys = (typeof TABLES_WITH_DATA_KEYS)[number];

const tables: Readonly<Record<TableWithDataKeys, Sql>> = {
  accounts: sql`accounts`,
  registrations: sql`registrations`,
  phone_changes: sql`phone_changes`,
  disputes: sql`disputes`,
};

/** A page of the data keys that were not destroyed, in the order of ids; their rows are locked. */
export function dataKeysAfter(
  tx: Transaction,
  table: TableWithDataKeys,
  page: { after: string | null; limit: number },
) {
  return tx.query<{ id: string; dataKey: Buffer }>(sql`/* data_keys.after */
    SELECT id, data_key AS "dataKey" FROM ${tables[table]}
    WHERE data_key IS NOT NULL AND (${page.after}::uuid IS NULL OR id > ${page.after}::uuid)
    ORDER BY id LIMIT ${page.limit} FOR UPDATE`);
}

export async function saveDataKey(tx: Transaction, table: TableWithDataKeys, id: string, dataKey: Buffer) {
  await tx.query(sql`/* data_keys.save */ UPDATE ${tables[table]} SET data_key = ${dataKey} WHERE id = ${id}`);
}
