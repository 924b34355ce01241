import { disclosureTickets } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { type Sql, sql, type Transaction } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revokeGrant } from '../disclosures/decide-request.js';
import { readPerson } from '../disclosures/read-person.js';
import { fileCase, grantTo, kept, PIN } from '../testing/case.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { readReport } from './read-report.js';
import { reconcileIn, runReconcile } from './run-reconcile.js';

/** The attack: somebody with all rights on the database makes the public report look better behind the triggers. */
let fixture: Fixture;
const ids = { granted: '', revoked: '', open: '' };

beforeAll(async () => {
  fixture = await createFixture();
  const { parts } = fixture;
  const agencyId = newId();
  const reads = { ...parts, tickets: disclosureTickets.issuer(parts.keys), citizenOfPin: async () => null };
  const grant = await grantTo(reads, agencyId);
  for (const key of ['one', 'two']) kept(await readPerson(reads, { agencyId, grantId: grant.id, pin: PIN, key }));
  const ended = await grantTo(reads, newId());
  await revokeGrant(parts, newId(), ended.id, 'the case was closed');
  const open = await fileCase(parts, { kind: 'AGENCY', id: newId(), name: 'Customs' }, {});
  Object.assign(ids, { granted: grant.requestId, revoked: ended.requestId, open: open.id });
});
afterAll(() => fixture.close());

class Undone extends Error {}
/** What is found after the statement; nothing of it stays. */
async function findingsAfter(...statements: readonly Sql[]): Promise<string[]> {
  const { sealer } = fixture.parts;
  let found: string[] = [];
  const tampered = async (tx: Transaction) => {
    await tx.query(sql`/* test */ SET LOCAL session_replication_role = replica`);
    for (const statement of statements) await tx.query(statement);
    const { findings } = await reconcileIn(tx, sealer);
    found = findings.map(({ table, row, column }) => `${table} ${row} ${column}`);
    throw new Undone();
  };
  await fixture.database.transaction(tampered).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return found;
}

it('finds nothing in a register as it was written, and counts it whole', async () => {
  expect(await runReconcile(fixture.database, { sealer: fixture.parts.sealer })).toEqual({
    findings: [],
    counts: { requests: 3, decisions: 3, reads: 2, erased: 0 },
  });
});

describe('an altered row is named', () => {
  it.each<[string, () => Sql, () => string]>([
    [
      'an outcome',
      () => sql`/* test */ UPDATE disclosure_decisions SET outcome = 'NARROWED' WHERE request_id = ${ids.granted}`,
      () => `disclosure_decisions ${ids.granted} outcome`,
    ],
    [
      'a time of decision',
      () =>
        sql`/* test */ UPDATE disclosure_decisions SET decided_at = decided_at - interval '5 days' WHERE request_id = ${ids.granted}`,
      () => `disclosure_decisions ${ids.granted} decided_at`,
    ],
    [
      'a number of persons',
      () => sql`/* test */ UPDATE disclosure_requests SET subjects = 7 WHERE id = ${ids.open}`,
      () => `disclosure_requests ${ids.open} subjects`,
    ],
    [
      'a time of filing',
      () =>
        sql`/* test */ UPDATE disclosure_requests SET filed_at = filed_at + interval '1 day' WHERE id = ${ids.open}`,
      () => `disclosure_requests ${ids.open} filed_at`,
    ],
    [
      'a channel',
      () => sql`/* test */ UPDATE disclosure_requests SET filer_kind = 'STAFF' WHERE id = ${ids.open}`,
      () => `disclosure_requests ${ids.open} filer_kind`,
    ],
    [
      'an agency',
      () => sql`/* test */ UPDATE disclosure_requests SET agency_id = ${newId()} WHERE id = ${ids.open}`,
      () => `disclosure_requests ${ids.open} agency_id`,
    ],
    [
      'a request that was taken out',
      () => sql`/* test */ DELETE FROM disclosure_requests WHERE id = ${ids.open}`,
      () => `disclosure_requests ${ids.open} *`,
    ],
    [
      'a decision that was taken out',
      () => sql`/* test */ DELETE FROM disclosure_decisions WHERE request_id = ${ids.revoked}`,
      () => `disclosure_decisions ${ids.revoked} *`,
    ],
    [
      'reads that were taken out',
      () => sql`/* test */ DELETE FROM disclosure_accesses`,
      () => `disclosure_accesses ${ids.granted} *`,
    ],
    [
      'an entry that was taken out',
      () => sql`/* test */ DELETE FROM ledger_entries WHERE kind = 'DISCLOSURE_REQUESTED'`,
      () => `disclosure_requests ${ids.open} *`,
    ],
  ])('%s', async (_, statement, place) => {
    expect(await findingsAfter(statement())).toContain(place());
  });
});

it('is counted in the report from the first of the next month on', async () => {
  expect((await readReport(fixture.database)).tables[0]?.rows.map(({ name }) => name)).toEqual(['OTHER', 'TOTAL']);
  await fixture.time.advance({ days: 32 });
  const { tables, delayedNotices } = await readReport(fixture.database);
  expect(delayedNotices).toBe(0);
  expect(tables[0]?.rows.map(({ name }) => name)).toEqual(['Body of inquiry', 'Customs', 'TOTAL']);
});
