import { disclosureTickets } from '@belgi/access';
import { newId, retentionRules, ruleName } from '@belgi/contracts';
import { applyHold, orderRun, retainBatch, type Sql, sql, violatedConstraint } from '@belgi/database';
import { createLogger } from '@belgi/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertAcknowledgement } from '../consents/acknowledgements.store.js';
import { withdrawConsent } from '../consents/change-consent.js';
import { readPerson } from '../disclosures/read-person.js';
import { visibleDisclosures } from '../disclosures/visible-disclosures.store.js';
import { publishCheckpoint } from '../ledger/publish-checkpoint.js';
import { sequenceBatch } from '../ledger/sequence.js';
import { TreeReader } from '../ledger/tree-reader.js';
import { runAudit } from '../ledger-audit/run-audit.js';
import { insertNotice } from '../notice-delays/notices.store.js';
import { revealNotice } from '../notice-delays/reveal-notice.js';
import { reviewDelay } from '../notice-delays/review-delay.js';
import { recordStaffRead } from '../staff-reads/record-staff-read.js';
import { grantTo, kept, PIN } from '../testing/case.js';
import { delayOfDays } from '../testing/delay.js';
import { createFixture, type Fixture, keyThumbprint } from '../testing/fixture.js';
import { testNotary } from '../testing/notary.js';
import { retentionActs } from './retention-acts.store.js';
import { retainOptions } from './start-privacy-retention.js';

let fixture: Fixture;
const citizenId = newId();
beforeAll(async () => {
  fixture = await createFixture();
  const { parts, database } = fixture;
  await fixture.registered(citizenId, await fixture.publish());
  const agencyId = newId();
  const grant = await grantTo(parts, agencyId, { delay: await delayOfDays(database, 30) });
  const tickets = disclosureTickets.issuer(parts.keys);
  const reading = { ...parts, tickets, citizenOfPin: async () => citizenId };
  const read = { agencyId, keyThumbprint, grantId: grant.id, pin: PIN, key: 'k' };
  kept(await readPerson(reading, read));
  kept(await readPerson(reading, read));
  kept(await reviewDelay(parts, newId(), grant.requestId, { endsAt: null, reason: 'no longer needed' }));
  await revealNotice(parts);
  const [told] = await visibleDisclosures(database, citizenId, null, 1);
  await database.transaction(async (tx) => insertNotice(tx, told?.entryId ?? '', await tx.now()));
  await database.transaction(async (tx) => {
    const at = await tx.now();
    await insertAcknowledgement(tx, { citizenId, epoch: 1, service: 'identity', appliedAt: at });
    const look = { accessId: newId(), citizenId, role: 'OPERATOR', purpose: 'VERIFICATION', caseNumber: '119-5' };
    await recordStaffRead(tx, parts.sealer, { ...look, fields: ['phone'], at });
  });
});
afterAll(() => fixture.close());

type Outcome = Record<string, { erased: number; held: number }>;
async function run(): Promise<Outcome> {
  const { database, parts } = fixture;
  const id = newId();
  await orderRun(database, id);
  while (await retainBatch(database, retainOptions(parts.sealer)));
  const rows = await database.query<{ rule: string; erased: number; held: number; failure: string | null }>(
    sql`/* test */ SELECT rule, erased, held, failure FROM retention_run_rules WHERE run_id = ${id}`,
  );
  expect(rows.filter(({ failure }) => failure !== null)).toEqual([]);
  return Object.fromEntries(rows.map(({ rule, erased, held }) => [rule, { erased, held }]));
}
const hold = (scope: 'PERSON' | 'CASE', subject: string, id: string, liftedAt: Date | null = null) =>
  fixture.database.transaction((tx) =>
    applyHold(tx, { id, scope, subject, version: liftedAt === null ? 1 : 2, liftedAt }),
  );
const count = async (statement: Sql) => (await fixture.database.one<{ n: number }>(statement))?.n;

it('terms in the database are those of the rules', async () => {
  const rows = await fixture.database.query<{ rule: string; count: number; unit: string }>(
    sql`/* test */ SELECT rule, count, unit FROM retention_terms ORDER BY rule`,
  );
  const terms = new Map(retentionRules.map((rule) => [ruleName(rule), rule.term]));
  expect(rows.map(({ rule }) => rule)).toEqual(retentionActs.map(({ rule }) => rule).sort());
  for (const { rule, ...term } of rows) expect(terms.get(rule), rule).toEqual(term);
});

describe('five years on', () => {
  const [caseHold, personHold] = [newId(), newId()];
  const requestId = async () =>
    (await fixture.database.one<{ id: string }>(sql`/* test */ SELECT id FROM disclosure_requests`))?.id ?? '';

  it('nothing goes before its day', async () => {
    await fixture.time.advance({ days: 5 * 365 - 2 });
    expect(await run()).toMatchObject({
      'privacy.staff_reads': { erased: 0 },
      'privacy.disclosure_requests': { erased: 0 },
    });
  });

  it('nor while a person or a case is held', async () => {
    await fixture.time.advance({ days: 40 });
    await hold('CASE', await requestId(), caseHold);
    await hold('PERSON', citizenId, personHold);
    const held = { erased: 0, held: 1 };
    expect(await run()).toMatchObject({ 'privacy.staff_reads': held, 'privacy.disclosure_requests': held });
  });

  it('the person’s hold alone holds the case in which they were read', async () => {
    await hold('CASE', await requestId(), caseHold, new Date());
    expect(await run()).toMatchObject({ 'privacy.disclosure_requests': { erased: 0, held: 1 } });
  });

  it('then the case goes as a whole, its letter and its key with it', async () => {
    await hold('PERSON', citizenId, personHold, new Date());
    expect(await run()).toMatchObject({
      'privacy.staff_reads': { erased: 1, held: 0 },
      'privacy.disclosure_repeats': { erased: 1 },
      'privacy.disclosure_accesses': { erased: 1 },
      'privacy.notice_reveals': { erased: 1 },
      'privacy.disclosure_notices': { erased: 1 },
      'privacy.notice_delays': { erased: 1 },
      'privacy.notice_delay_reviews': { erased: 1 },
      'privacy.disclosure_grants': { erased: 1 },
      'privacy.disclosure_requests': { erased: 1 },
      'privacy.letters': { erased: 1 },
    });
    expect(await count(sql`/* test */ SELECT count(*)::int AS n FROM letters`)).toBe(0);
    expect(await count(sql`/* test */ SELECT count(*)::int AS n FROM destroyed_keys`)).toBe(1);
  });

  it('the ledger says how much went, to everybody and with nobody’s name', async () => {
    const rows = await fixture.database.query<{ entry: Buffer; sealedFor: string }>(
      sql`/* test */ SELECT entry, sealed_for AS "sealedFor" FROM ledger_entries WHERE kind = 'DATA_ERASED' ORDER BY id`,
    );
    const data = rows.map(({ entry }) => JSON.parse(entry.toString('utf8')).data);
    expect(new Set(rows.map(({ sealedFor }) => sealedFor))).toEqual(new Set(['PUBLIC']));
    expect(data.find(({ rule }) => rule === 'privacy.staff_reads')).toMatchObject({
      cause: 'RETENTION',
      rowsErased: 1,
      rowsHeld: 0,
      legalBasis: 'KG-2008-58, 10',
    });
    expect(JSON.stringify(data)).not.toContain(citizenId);
  });

  it('and stays whole: the audit finds nothing wrong', async () => {
    await sequenceBatch(fixture.database);
    const { database, parts } = fixture;
    const signer = testNotary('signer', 'belgi.test/ledger');
    const logger = createLogger({ service: 'privacy', level: 'silent' });
    const reader = new TreeReader(database);
    await publishCheckpoint({
      ...{ database, reader, logger, sealer: parts.sealer },
      ...{ logKey: signer.key, signer: signer.ask },
    });
    const { findings } = await runAudit(fixture.database, { sealer: fixture.parts.sealer, keys: undefined });
    expect(findings).toEqual([]);
  });
});

describe('consents', () => {
  it('stay while they are live, and while the person’s key is', async () => {
    expect(await run()).not.toMatchObject({ 'privacy.consents': { erased: 1 } });
    kept(await withdrawConsent(fixture.parts, citizenId, undefined));
    await fixture.time.advance({ days: 3 * 365 + 2 });
    expect(await count(sql`/* test */ SELECT count(*)::int AS n FROM consents`)).toBe(2);
    await run();
    expect(await count(sql`/* test */ SELECT count(*)::int AS n FROM consents`)).toBe(2);
  });

  it('go together three years after the withdrawal, once the key is destroyed', async () => {
    await fixture.database.query(sql`/* test */ DELETE FROM person_keys`);
    expect(await run()).toMatchObject({
      'privacy.consents': { erased: 2 },
      'privacy.consent_heads': { erased: 1 },
      'privacy.acknowledgements': { erased: 1 },
    });
  });
});

// The attack: a trace that is not due is removed by the job's own way.
it('a permit for what is not due is refused', async () => {
  const { database, parts } = fixture;
  const accessId = newId();
  await database.transaction(async (tx) => {
    const look = { accessId, citizenId: newId(), role: 'OPERATOR', purpose: 'VERIFICATION', caseNumber: '119-6' };
    await recordStaffRead(tx, parts.sealer, { ...look, fields: ['phone'], at: await tx.now() });
  });
  const forged = database.query(
    sql`/* test */ INSERT INTO retention_permits VALUES ('privacy.staff_reads', ${accessId}, pg_current_xact_id())`,
  );
  expect(violatedConstraint(await forged.catch((error: unknown) => error))).toBe('retention_permits_are_due');
});

// The attack: an entry of the ledger is sealed under a key of nobody's, and the key is said to have been destroyed.
it('nobody says by hand that a key was destroyed', async () => {
  const said = fixture.database.query(sql`/* test */ INSERT INTO destroyed_keys VALUES (${newId()}, app_now())`);
  expect(violatedConstraint(await said.catch((error: unknown) => error))).toBe('destroyed_keys_by_retention');
});
