import { disclosureTickets } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { sql, violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDateOf } from '../deadlines/working-day.js';
import { decideRequest } from '../disclosures/decide-request.js';
import { prepareDecision } from '../disclosures/prepare-decision.js';
import { type ReadParts, readPerson } from '../disclosures/read-person.js';
import { visibleDisclosures } from '../disclosures/visible-disclosures.store.js';
import { asPrepared, fileCase, filerOf, grantTo, kept, PIN } from '../testing/case.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import type { DelayWish } from './notice-delay.js';
import { countDelayed } from './notice-delays.store.js';
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
const delay = async (days: number): Promise<DelayWish> => ({
  ...{ legalAct: { code: 'KG-2008-58', article: '15' }, days, reason: 'the inquiry runs' },
  reviewOn: localDateOf(await inDays(2)),
});

/** Somebody of whom an agency reads once, with the notice delayed for so many days. */
async function readWithDelay(days: number) {
  citizenId = newId();
  const agencyId = newId();
  const grant = await grantTo(parts, agencyId, { delay: await delay(days), termDays: 30, readsCap: 5 });
  const read = () => readPerson(parts, { agencyId, grantId: grant.id, pin: PIN, key: newId() });
  kept(await read());
  return { citizenId, grant, read };
}

const seenBy = (person: string) => visibleDisclosures(fixture.database, person, null, 10);
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
    await fixture.time.advance({ days: 9 });
    await revealAll();
    expect(await seenBy(person)).toEqual([]);
    expect(await kindsOf(person)).toEqual([]);
    expect(await told(person)).toEqual([]);
    await fixture.time.advance({ days: 1 });
    // No job has run: the clock alone shows it.
    expect(await seenBy(person)).toMatchObject([{ agencyName: 'Body of inquiry', delayedUntil: expect.any(Date) }]);
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
    kept(await review(undefined));
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

  it('the database refuses a review that extends', async () => {
    const { grant } = await readWithDelay(10);
    const error = await fixture.database
      .query(sql`/* test.review */
        INSERT INTO notice_delay_reviews (id, request_id, ends_at, reviewed_by, reason_sealed, at)
        VALUES (${newId()}, ${grant.requestId}, app_now() + interval '11 days', ${newId()}, '\\x00', app_now())`)
      .catch((caught: unknown) => caught);
    expect(violatedConstraint(error)).toBe('notice_delay_reviews_never_extend');
  });
});
