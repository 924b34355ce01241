import { disclosureTickets } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { sql, violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideRequest } from '../disclosures/decide-request.js';
import { prepareDecision } from '../disclosures/prepare-decision.js';
import { type ReadParts, readPerson } from '../disclosures/read-person.js';
import { visibleDisclosures } from '../disclosures/visible-disclosures.store.js';
import { eraseOwn } from '../erasure/erase-own.js';
import { TreeReader } from '../ledger/tree-reader.js';
import { disclosures } from '../my-data/read-sections.js';
import { asPrepared, fileCase, filerOf, grantTo, kept, PIN } from '../testing/case.js';
import { delayOfDays } from '../testing/delay.js';
import { createFixture, type Fixture, keyThumbprint } from '../testing/fixture.js';
import type { DelayWish } from './notice-delay.js';
import { countDelayed, findDelays } from './notice-delays.store.js';
import { revealNotice } from './reveal-notice.js';
import { reviewDelay } from './review-delay.js';

let fixture: Fixture;
let parts: ReadParts;
let citizenId: string;
beforeAll(async () => {
  fixture = await createFixture();
  parts = {
    ...fixture.parts,
    tickets: disclosureTickets.issuer(fixture.parts.keys),
    citizenOfPin: async () => citizenId,
  };
});
afterAll(() => fixture.close());

const DAY_MS = 86_400_000;
const inDays = async (days: number) => new Date((await fixture.database.now()).getTime() + days * DAY_MS);
const delay = (days: number, reviewInDays?: number) => delayOfDays(fixture.database, days, reviewInDays);

/** Somebody of whom an agency reads once, with the notice delayed for so many days. */
async function readWithDelay(days: number, reviewInDays?: number) {
  citizenId = newId();
  const agencyId = newId();
  const grant = await grantTo(parts, agencyId, { delay: await delay(days, reviewInDays), termDays: 30, readsCap: 5 });
  const read = () => readPerson(parts, { agencyId, keyThumbprint, grantId: grant.id, pin: PIN, key: newId() });
  kept(await read());
  return { citizenId, grant, read };
}

const seenBy = (person: string) => visibleDisclosures(fixture.database, person, null, 10);
const exported = (person: string) =>
  fixture.database.transaction((tx) =>
    disclosures(tx, person, { sealer: parts.sealer, reader: new TreeReader(fixture.database), keys: [] }),
  );
const told = (person: string) =>
  fixture.database.query(sql`/* test.told */
    SELECT 1 FROM outbox WHERE type = 'privacy.disclosure-read.recorded.v1' AND data->>'citizenId' = ${person}`);
const kindsOf = async (person: string) => {
  const rows = await fixture.database.query<{ kind: string }>(sql`/* test.entries */
    SELECT kind FROM ledger_entries WHERE key_of = ${person} ORDER BY id`);
  return rows.map(({ kind }) => kind);
};
const revealAll = async () => {
  while (await revealNotice(fixture.parts));
};

describe('a read whose notice waits', () => {
  it('is in the ledger at once and in nothing that the person sees, until the delay ends by itself', async () => {
    const { citizenId: person, grant } = await readWithDelay(10);
    const leaves = await fixture.database.query<{ kind: string }>(sql`/* test.leaves */
      SELECT e.kind FROM ledger_entries e JOIN letters l ON l.id = e.key_of JOIN disclosure_requests r ON r.letter_id = l.id
      WHERE r.id = ${grant.requestId} ORDER BY e.id`);
    expect(leaves.map(({ kind }) => kind)).toEqual([
      ...['DISCLOSURE_REQUESTED', 'DISCLOSURE_DECIDED', 'DISCLOSURE_READ', 'NOTICE_DELAYED'],
    ]);
    await fixture.time.advance({ days: 8 });
    await revealAll();
    expect(await seenBy(person)).toEqual([]);
    expect(await exported(person)).toEqual([]);
    expect(await kindsOf(person)).toEqual([]);
    expect(await told(person)).toEqual([]);
    await fixture.time.advance({ days: 2 });
    // No job has run: the clock alone shows it.
    expect(await seenBy(person)).toMatchObject([{ agencyName: 'Body of inquiry', delayedUntil: expect.any(Date) }]);
    expect(await exported(person)).toMatchObject([{ delayedUntil: expect.any(Date) }]);
    expect(await told(person)).toEqual([]);
    await revealAll();
    expect(await told(person)).toHaveLength(1);
    expect(await kindsOf(person)).toEqual(['NOTICE_REVEALED']);
    await revealAll();
    expect(await told(person)).toHaveLength(1);
  });

  it('is counted for everybody from the first day', async () => {
    const before = await countDelayed(fixture.database);
    const { read } = await readWithDelay(5);
    kept(await read());
    const now = await countDelayed(fixture.database);
    expect(now).toEqual({
      ...{ requests: before.requests + 1, reads: before.reads + 2, requestsEver: before.requestsEver + 1 },
    });
    await fixture.time.advance({ days: 5 });
    const after = await countDelayed(fixture.database);
    expect(after).toEqual({ ...before, requestsEver: before.requestsEver + 1 });
  });

  it('is shown at once when a review lifts the delay, and nothing waits from then on', async () => {
    const { citizenId: person, grant, read } = await readWithDelay(20);
    const review = (endsAt: Date | null | undefined, reason = 'looked at') =>
      reviewDelay(fixture.parts, newId(), grant.requestId, { endsAt, reason });
    expect(await review(await inDays(21))).toBe('DELAY_NEVER_EXTENDED');
    kept(await review(await inDays(3)));
    expect(await review(await inDays(4))).toBe('DELAY_NEVER_EXTENDED');
    expect(await seenBy(person)).toEqual([]);
    kept(await review(null));
    expect(await seenBy(person)).toHaveLength(1);
    expect(await review(null)).toBe('DELAY_NOT_IN_FORCE');
    kept(await read());
    expect(await told(person)).toHaveLength(1);
    await revealAll();
    expect(await told(person)).toHaveLength(2);
    expect(await reviewDelay(fixture.parts, newId(), newId(), { endsAt: null, reason: 'x' })).toBe('REQUEST_UNKNOWN');
  });
});

describe('the day of review', () => {
  const endOf = async (requestId: string) => (await findDelays(fixture.database, [requestId]))[0]?.endsAt;
  const carryOn = (requestId: string, officer = newId()) =>
    reviewDelay(fixture.parts, officer, requestId, { endsAt: undefined, reason: 'the inquiry still runs' });

  it('ends the delay when nobody has looked: the person is told', async () => {
    const { citizenId: person, grant } = await readWithDelay(60, 20);
    await fixture.time.advance({ days: 18 });
    await revealAll();
    expect(await seenBy(person)).toEqual([]);
    await fixture.time.advance({ days: 2 });
    expect(await seenBy(person)).toHaveLength(1);
    await revealAll();
    expect(await told(person)).toHaveLength(1);
    expect(await carryOn(grant.requestId)).toBe('DELAY_NOT_IN_FORCE');
  });

  it('is passed by a second decision: of somebody else, of that week, and never past the decided end', async () => {
    const { citizenId: person, grant } = await readWithDelay(60, 20);
    expect(await carryOn(grant.requestId)).toBe('DELAY_REVIEW_OUT_OF_TIME');
    await fixture.time.advance({ days: 14 });
    const decider = await fixture.database.one<{ id: string }>(sql`/* test.decider */
      SELECT decided_by AS id FROM disclosure_decisions WHERE request_id = ${grant.requestId}`);
    expect(await carryOn(grant.requestId, decider?.id)).toBe('DELAY_DECIDER_CANNOT_CARRY_ON');
    kept(await carryOn(grant.requestId));
    expect(await endOf(grant.requestId)).toEqual(
      (await findDelays(fixture.database, [grant.requestId]))[0]?.longestUntil,
    );
    await fixture.time.advance({ days: 40 });
    expect(await seenBy(person)).toEqual([]);
    await fixture.time.advance({ days: 6, seconds: 1 });
    expect(await seenBy(person)).toHaveLength(1);
  });
});

describe('what knows of a hidden read', () => {
  /** Rows of every table that name the person, in any column. */
  async function rowsNaming(person: string): Promise<Record<string, number>> {
    const tables = await fixture.database.query<{ name: string }>(sql`/* test.tables */
      SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()`);
    const counts: Record<string, number> = {};
    for (const { name } of tables) {
      const row = await fixture.database.one<{ rows: number }>(
        sql`/* test.naming */ SELECT (xpath('/row/c/text()', query_to_xml(
          format('SELECT count(*) AS c FROM %I t WHERE t::text LIKE %L', ${name}::text, ${`%${person}%`}::text), false, true, '')))[1]::text::int AS rows`,
      );
      if (row !== undefined && row.rows > 0) counts[name] = row.rows;
    }
    return counts;
  }

  // The attack: the person asks every list, count, file and event that privacy makes of them what changed since yesterday.
  it('is its own row alone: no other row names the person, whatever is made of the others', async () => {
    citizenId = newId();
    const person = citizenId;
    await fixture.registered(person, await fixture.publish());
    const agencyId = newId();
    const grant = await grantTo(parts, agencyId, { delay: await delay(10), termDays: 30, readsCap: 5 });
    const before = await rowsNaming(person);
    kept(await readPerson(parts, { agencyId, keyThumbprint, grantId: grant.id, pin: PIN, key: newId() }));
    expect(await rowsNaming(person)).toEqual({ ...before, disclosure_accesses: 1 });
    await fixture.time.advance({ days: 10 });
    await revealAll();
    expect(await rowsNaming(person)).toMatchObject({ disclosure_accesses: 1, outbox: (before['outbox'] ?? 0) + 1 });
  });

  it('is not counted in the certificate of an erasure, and of whom nothing is left nobody is told', async () => {
    const { citizenId: person } = await readWithDelay(10);
    const erased = await fixture.database.transaction(async (tx) =>
      eraseOwn(tx, { citizenId: person, erasureId: newId(), at: await tx.now() }),
    );
    expect(erased.kept).toContainEqual(expect.objectContaining({ table: 'disclosure_accesses', rows: 0 }));
    const leaves = () =>
      fixture.database.query(sql`/* test.reveals */
      SELECT 1 FROM notice_reveals v JOIN disclosure_accesses a ON a.id = v.access_id WHERE a.citizen_id = ${person}`);
    await fixture.time.advance({ days: 10 });
    await revealAll();
    expect(await leaves()).toHaveLength(1);
    expect(await told(person)).toEqual([]);
  });
});

describe('who may let a notice wait', () => {
  const prepare = async (wish: DelayWish | null, preparer = newId()) => {
    const request = await fileCase(fixture.parts, filerOf(newId()));
    const scope = { categories: ['NAME'] as const, period: undefined, termDays: 5, readsCap: 1, reason: 'x' };
    const outcome = await prepareDecision(fixture.parts, preparer, request.id, { ...scope, removals: [], delay: wish });
    return { id: request.id, outcome };
  };
  const decide = (id: string, wish: DelayWish | null | undefined) =>
    decideRequest(fixture.parts, newId(), id, { ...asPrepared, reason: 'y', delay: wish });
  const delayed = async (id: string) =>
    (await fixture.database.query(sql`/* test.delays */ SELECT 1 FROM notice_delays WHERE request_id = ${id}`)).length;

  it('is two people, on an article that allows it, for 90 days at most', async () => {
    const other = { ...(await delay(10)), legalAct: { code: 'KG-2008-58', article: '24' } };
    expect((await prepare(other)).outcome).toBe('DELAY_NOT_ALLOWED');
    expect((await prepare(await delay(91))).outcome).toBe('DELAY_TERM_OUT_OF_RANGE');
    expect((await prepare({ ...(await delay(10)), reviewOn: '2020-01-01' })).outcome).toBe('DELAY_REVIEW_INVALID');
    const none = await prepare(null);
    expect(await decide(none.id, await delay(10))).toBe('WIDER_THAN_PREPARED');
    const ten = await prepare(await delay(10));
    expect(await decide(ten.id, await delay(11))).toBe('WIDER_THAN_PREPARED');
    kept(await decide(ten.id, await delay(5)));
    expect(await delayed(ten.id)).toBe(1);
    const dropped = await prepare(await delay(10));
    kept(await decide(dropped.id, null));
    expect(await delayed(dropped.id)).toBe(0);
  });

  // The attack: an officer with a hand on the database hides a read for good.
  it.each([
    ['notice_delays_at_most_90_days', '15', '91 days'],
    ['notice_delays_on_a_basis', '24', '10 days'],
    ['notice_delays_reviewed_before_they_end', '15', '1 hour'],
  ])('the database refuses %s', async (constraint, article, lasts) => {
    const { id } = await prepare(null);
    kept(await decide(id, null));
    const error = await fixture.database
      .query(sql`/* test.delay */
        INSERT INTO notice_delays (request_id, act_code, act_revision, act_article, reason_sealed, decided_at, review_at, ends_at)
        VALUES (${id}, 'KG-2008-58', 1, ${article}, '\\x00', app_now(), app_now() + interval '1 day', app_now() + ${lasts}::interval)`)
      .catch((caught: unknown) => caught);
    expect(violatedConstraint(error)).toBe(constraint);
  });

  // The attack: the officer who hid a read carries it on alone, or on its first day for all of its days.
  it.each([
    ['notice_delay_reviews_never_extend', 61, 14, 'another'],
    ['notice_delay_reviews_by_another', 50, 14, 'decider'],
    ['notice_delay_reviews_in_time', 50, 0, 'another'],
  ] as const)('the database refuses %s', async (constraint, endsInDays, onDay, who) => {
    const { grant } = await readWithDelay(60, 20);
    const endsAt = await inDays(endsInDays);
    await fixture.time.advance({ days: onDay });
    const error = await fixture.database
      .query(sql`/* test.review */
        INSERT INTO notice_delay_reviews (id, request_id, ends_at, reviewed_by, reason_sealed, at)
        SELECT ${newId()}, request_id, ${endsAt}, CASE ${who} WHEN 'decider' THEN decided_by ELSE ${newId()}::uuid END, '\\x00', app_now()
        FROM disclosure_decisions WHERE request_id = ${grant.requestId}`)
      .catch((caught: unknown) => caught);
    expect(violatedConstraint(error)).toBe(constraint);
  });
});
