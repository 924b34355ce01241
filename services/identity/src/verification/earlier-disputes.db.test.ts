import { randomBytes } from 'node:crypto';
import { newId } from '@belgi/contracts';
import { type Database, sql } from '@belgi/database';
import { expect, test } from 'vitest';
import { createVault } from '../people/vault.js';
import { databaseBefore } from '../testing/database-before.js';
import { reasonPlace, sealEarlierReasons } from './seal-reason.js';

async function anAccount(database: Database, pinVerified: boolean): Promise<string> {
  const id = newId();
  await database.query(sql`/* test.account */
    INSERT INTO accounts (id, kind, status, locale, pin_verified, data_key, version, created_at, updated_at)
    VALUES (${id}, 'CITIZEN', 'ACTIVE', 'KY', ${pinVerified}, '\\x01', 1, app_now(), app_now())`);
  return id;
}

test('names of disputes that an earlier release left verified are doubted, others are not', async () => {
  await using earlier = await databaseBefore('0009_names_of_lost_disputes.sql');
  const { database } = earlier;
  const verifiedName = async (accountId: string, source: 'PORTAL' | 'CORRECTION') => {
    const [assurance, verifiedBy] = source === 'PORTAL' ? ['VERIFIED', 'portal'] : ['SELF_ASSERTED', null];
    await database.query(sql`/* test.name */
      INSERT INTO attributes (account_id, name, sealed, assurance, verified_by, verified_at, source, updated_at)
      VALUES (${accountId}, 'fullName', '\\x02', ${assurance}, ${verifiedBy},
        CASE WHEN ${verifiedBy}::text IS NULL THEN NULL ELSE app_now() END, ${source}, app_now())`);
    return accountId;
  };
  const lost = await verifiedName(await anAccount(database, false), 'PORTAL');
  const corrected = await verifiedName(await anAccount(database, false), 'CORRECTION');
  const verified = await verifiedName(await anAccount(database, true), 'PORTAL');
  await earlier.catchUp();
  const rows = await database.query<{ id: string }>(sql`/* test.names */
    SELECT account_id AS id, assurance, verified_by AS "verifiedBy" FROM attributes`);
  expect(rows).toHaveLength(3);
  expect(rows).toEqual(
    expect.arrayContaining([
      { id: lost, assurance: 'DISPUTED', verifiedBy: null },
      { id: corrected, assurance: 'SELF_ASSERTED', verifiedBy: null },
      { id: verified, assurance: 'VERIFIED', verifiedBy: 'portal' },
    ]),
  );
  const history = await database.query(sql`/* test.history */
    SELECT account_id AS id, assurance, verified_by AS "verifiedBy" FROM attribute_history`);
  expect(history).toEqual([{ id: lost, assurance: 'VERIFIED', verifiedBy: 'portal' }]);
});

test('reasons that an earlier release wrote in the clear are sealed, also while its last replicas still run', async () => {
  await using earlier = await databaseBefore('0010_reasons_sealed.sql');
  const { database } = earlier;
  const vault = createVault({
    masterKeys: `test:${randomBytes(32).toString('base64')}`,
    lookupKey: randomBytes(32).toString('base64'),
  });
  const decidedInTheClear = async (reason: string) => {
    const id = newId();
    const [holder, challenger] = [await anAccount(database, false), await anAccount(database, false)];
    await database.query(sql`/* test.dispute */
      INSERT INTO disputes (id, pin_lookup, holder, challenger, opened_at, decided_at, decided_by, kept, reason)
      VALUES (${id}, '\\x03', ${holder}, ${challenger}, app_now(), app_now(), ${holder}, ${holder}, ${reason})`);
    return id;
  };
  const reasons = ['Showed the passport AN1234567.', 'Сүрөтү дал келди.'] as const;
  const ids = [await decidedInTheClear(reasons[0])];
  await earlier.catchUp();
  ids.push(await decidedInTheClear(reasons[1]));
  expect(await sealEarlierReasons(database, vault)).toBe(2);
  expect(await sealEarlierReasons(database, vault)).toBe(0);
  const rows = await database.query<{ id: string; dataKey: Buffer; sealed: Buffer; reason: string | null }>(
    sql`/* test.rows */ SELECT id, data_key AS "dataKey", reason_sealed AS sealed, reason FROM disputes ORDER BY id`,
  );
  expect(rows.map(({ id, reason }) => [id, reason])).toEqual(ids.map((id) => [id, null]));
  expect(rows.map(({ id, dataKey, sealed }) => vault.open(dataKey, reasonPlace(id), sealed))).toEqual(reasons);
});
