import { type Queryable, sql, type Transaction } from '@belgi/database';

/** The plate's id; a combination that was never offered gets the given one. */
export async function ensurePlate(
  tx: Transaction,
  id: string,
  plate: { region: string; digits: string; letters: string },
): Promise<string> {
  const row = await tx.one<{ id: string }>(sql`/* plates.ensure */
    INSERT INTO plates (id, region, digits, letters) VALUES (${id}, ${plate.region}, ${plate.digits}, ${plate.letters})
    ON CONFLICT ON CONSTRAINT plates_number_once DO UPDATE SET region = excluded.region RETURNING id`);
  if (!row) throw new Error('plates.ensure gave no row');
  return row.id;
}

export async function findPlates(
  db: Queryable,
  ids: readonly string[],
): Promise<{ id: string; region: string; digits: string; letters: string }[]> {
  return db.query(
    sql`/* plates.find */ SELECT id, region, digits, letters FROM plates WHERE id = ANY (${ids}::uuid[])`,
  );
}
