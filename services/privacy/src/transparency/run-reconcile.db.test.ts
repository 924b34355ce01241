import { disclosureTickets } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { type Sql, sql, type Transaction } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPerson } from '../disclosures/read-person.js';
import { revokeGrant } from '../disclosures/revoke-grant.js';
import { fileCase, grantTo, kept, PIN } from '../testing/case.js';
import { delayOfDays } from '../testing/delay.js';
import { takeBackRights } from '../testing/entries.js';
import { createFixture, type Fixture, keyThumbprint } from '../testing/fixture.js';
import { readReport } from './read-report.js';
import { reconcileIn, runReconcile } from './run-reconcile.js';

/** The attack: somebody with all rights on the database makes the public report look better behind the triggers. */
let fixture: Fixture;
const ids = { granted: '', revoked: '', open: '' };

beforeAll(async () => {
  fixture = await createFixture();
  const { parts } = fixture;
  const agencyId = newId();
  const person = newId();
  const reads = { ...parts, tickets: disclosureTickets.issuer(parts.keys), citizenOfPin: async () => person };
  const grant = await grantTo(reads, agencyId, { delay: await delayOfDays(fixture.database, 40) });
  const read = { agencyId, keyThumbprint, grantId: grant.id, pin: PIN };
  for (const key of ['one', 'two']) kept(await readPerson(reads, { ...read, key }));
  const ended = await grantTo(reads, newId());
  await revokeGrant(parts, newId(), ended.id, 'the case was closed');
  const open = await fileCase(parts, { kind: 'AGENCY', id: newId(), name: 'Customs' }, {});
  Object.assign(ids, { granted: grant.requestId, revoked: ended.requestId, open: open.id });
});
afterAll(() => fixture.close());

class Undone extends Error {}
/** What is found after the statements, with the triggers of history out of the way; nothing of it stays. */
async function findingsAfter(...statements: readonly Sql[]): Promise<string[]> {
  let found: string[] = [];
  const tampered = async (tx: Transaction) => {
    for (const statement of [...disarmed, ...statements]) await tx.query(statement);
    const { findings } = await reconcileIn(tx, fixture.parts.sealer);
    found = findings.map(({ table, row, column }) => `${table} ${row} ${column}`);
    throw new Undone();
  };
  await fixture.database.transaction(tampered).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return found;
}
const disarmed: readonly Sql[] = [
  takeBackRights,
  sql`/* test */ ALTER TABLE disclosure_requests DISABLE TRIGGER USER`,
  sql`/* test */ ALTER TABLE disclosure_subjects DISABLE TRIGGER USER`,
  sql`/* test */ ALTER TABLE disclosure_decisions DISABLE TRIGGER USER`,
  sql`/* test */ ALTER TABLE disclosure_grants DISABLE TRIGGER USER`,
  sql`/* test */ ALTER TABLE disclosure_grant_subjects DISABLE TRIGGER USER`,
  sql`/* test */ ALTER TABLE disclosure_accesses DISABLE TRIGGER USER`,
  sql`/* test */ ALTER TABLE ledger_entries DISABLE TRIGGER USER`,
  sql`/* test */ ALTER TABLE ledger_queue DISABLE TRIGGER USER`,
];
const noEntries = (kind: string): Sql[] => [
  sql`/* test */ DELETE FROM ledger_queue WHERE entry_id IN (SELECT id FROM ledger_entries WHERE kind = ${kind})`,
  sql`/* test */ ALTER TABLE disclosure_accesses DROP CONSTRAINT disclosure_accesses_entry_id_fkey`,
  sql`/* test */ DELETE FROM ledger_entries WHERE kind = ${kind}`,
];

it('finds nothing in a register as it was written, and counts it whole', async () => {
  expect(await runReconcile(fixture.database, { sealer: fixture.parts.sealer })).toEqual({
    findings: [],
    counts: { requests: 3, decisions: 3, reads: 2, delayed: 2, erased: 0 },
  });
});

describe('what was altered is named, and nothing else is', () => {
  it.each<[string, () => Sql[], () => string[]]>([
    [
      'an outcome',
      () => [sql`/* test */ UPDATE disclosure_decisions SET outcome = 'GRANTED' WHERE request_id = ${ids.granted}`],
      () => [`disclosure_decisions ${ids.granted} outcome`],
    ],
    [
      'a time of decision',
      () => [
        sql`/* test */ UPDATE disclosure_decisions SET decided_at = decided_at - interval '5 days' WHERE request_id = ${ids.granted}`,
      ],
      () => [`disclosure_decisions ${ids.granted} decided_at`],
    ],
    [
      'a number of persons',
      () => [sql`/* test */ UPDATE disclosure_requests SET subjects = 7 WHERE id = ${ids.open}`],
      () => [`disclosure_requests ${ids.open} subjects`],
    ],
    [
      'a time of filing',
      () => [
        sql`/* test */ UPDATE disclosure_requests SET filed_at = filed_at + interval '1 day' WHERE id = ${ids.open}`,
      ],
      () => [`disclosure_requests ${ids.open} filed_at`],
    ],
    [
      'a channel',
      () => [
        sql`/* test */ UPDATE disclosure_requests SET filer_kind = 'STAFF', channel = 'PAPER' WHERE id = ${ids.open}`,
      ],
      () => [`disclosure_requests ${ids.open} filer_kind`],
    ],
    [
      'an authority',
      () => [sql`/* test */ UPDATE disclosure_requests SET agency_name = 'Nobody' WHERE id = ${ids.open}`],
      () => [`disclosure_requests ${ids.open} agency_name`],
    ],
    [
      'an agency',
      () => [
        sql`/* test */ UPDATE disclosure_requests SET agency_id = ${newId()}, filed_by = agency_id, filer_kind = 'STAFF', channel = 'PAPER' WHERE id = ${ids.open}`,
      ],
      () => [`disclosure_requests ${ids.open} filer_kind`, `disclosure_requests ${ids.open} agency_id`],
    ],
    [
      'a request that was taken out',
      () => [
        sql`/* test */ DELETE FROM disclosure_subjects WHERE request_id = ${ids.open}`,
        sql`/* test */ DELETE FROM disclosure_requests WHERE id = ${ids.open}`,
      ],
      () => [`disclosure_requests ${ids.open} *`],
    ],
    [
      'a decision that was taken out',
      () => [
        sql`/* test */ DELETE FROM disclosure_grant_subjects WHERE request_id = ${ids.revoked}`,
        sql`/* test */ DELETE FROM disclosure_grants WHERE request_id = ${ids.revoked}`,
        sql`/* test */ DELETE FROM disclosure_decisions WHERE request_id = ${ids.revoked}`,
      ],
      () => [`disclosure_decisions ${ids.revoked} *`],
    ],
    [
      'a read that was taken out',
      () => [sql`/* test */ DELETE FROM disclosure_accesses WHERE key = 'one'`],
      () => [`disclosure_accesses ${ids.granted} *`, `disclosure_accesses ${ids.granted} notice_delayed`],
    ],
    [
      'a delayed notice that is said to have gone out in time',
      () => [sql`/* test */ UPDATE disclosure_accesses SET notice_delayed = false WHERE key = 'one'`],
      () => [`disclosure_accesses ${ids.granted} notice_delayed`],
    ],
    [
      'entries of requests that were taken out',
      () => noEntries('DISCLOSURE_REQUESTED'),
      () => [ids.granted, ids.revoked, ids.open].map((id) => `disclosure_requests ${id} *`),
    ],
    [
      'entries of decisions that were taken out',
      () => noEntries('DISCLOSURE_DECIDED'),
      () => [ids.granted, ids.revoked].map((id) => `disclosure_decisions ${id} *`),
    ],
    [
      'entries of reads that were taken out',
      () => noEntries('DISCLOSURE_READ'),
      () => [`disclosure_accesses ${ids.granted} *`],
    ],
    [
      'entries of delays that were taken out',
      () => noEntries('NOTICE_DELAYED'),
      () => [`disclosure_accesses ${ids.granted} notice_delayed`],
    ],
  ])('%s', async (_, statements, places) => {
    expect((await findingsAfter(...statements())).sort()).toEqual(places().sort());
  });

  it('but a request whose key went with its letter is not missed', async () => {
    // What retention leaves of a case: leaves that nobody opens, and no row.
    const gone = await findingsAfter(
      sql`/* test */ ALTER TABLE letters DISABLE TRIGGER USER`,
      sql`/* test */ CREATE TEMPORARY TABLE gone ON COMMIT DROP AS SELECT letter_id FROM disclosure_requests WHERE id = ${ids.open}`,
      sql`/* test */ DELETE FROM disclosure_subjects WHERE request_id = ${ids.open}`,
      sql`/* test */ DELETE FROM disclosure_requests WHERE id = ${ids.open}`,
      sql`/* test */ DELETE FROM letters WHERE id IN (SELECT letter_id FROM gone)`,
    );
    expect(gone).toEqual([]);
  });
});

it('is counted in the report from the first of the next month on; delayed notices at once', async () => {
  const now = await readReport(fixture.database);
  expect(now.delayedNotices).toBe(2);
  expect(now.tables[0]?.rows.map(({ name }) => name)).toEqual(['OTHER', 'TOTAL']);
  await fixture.time.advance({ days: 32 });
  const { tables } = await readReport(fixture.database);
  expect(tables[0]?.rows.map(({ name }) => name)).toEqual(['Body of inquiry', 'Customs', 'TOTAL']);
});
