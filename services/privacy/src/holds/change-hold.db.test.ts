import { localDateOf, newId, plusDays } from '@belgi/contracts';
import { isPersonHeld, sql, violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kept } from '../testing/case.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { decideOnHold, proposeHold, proposeLiftingHold } from './change-hold.js';
import { countOverdue } from './hold-orders.store.js';
import { openReason } from './hold-seal.js';

let fixture: Fixture;
let reviewOn: string;
beforeAll(async () => {
  fixture = await createFixture();
  reviewOn = plusDays(localDateOf(await fixture.database.now()), 30);
});
afterAll(() => fixture.close());

const [first, second, person] = [newId(), newId(), newId()];
const propose = (change: object = {}) =>
  proposeHold(fixture.parts, first, {
    ...{ scope: 'PERSON', subjectId: person, act: 'KG-2008-58', article: '17', reason: 'a court asked', reviewOn },
    ...change,
  });
const held = () => fixture.database.transaction((tx) => isPersonHeld(tx, person));
const facts = () =>
  fixture.database.query<{ type: string; data: object }>(
    sql`/* test */ SELECT type, data FROM outbox WHERE type LIKE 'privacy.legal-hold.%' ORDER BY position`,
  );

describe('a legal hold', () => {
  let id = '';

  it('holds nothing while one officer alone wants it', async () => {
    const hold = kept(await propose());
    id = hold.id;
    expect(hold).toMatchObject({ act: 'KG-2008-58', actRevision: 1, article: '17', steps: [{ kind: 'PROPOSED' }] });
    expect(await held()).toBe(false);
    const own = { holdId: id, agrees: true, reason: 'yes' };
    expect(await decideOnHold(fixture.parts, first, own)).toBe('SECOND_PERSON_REQUIRED');
    expect(await facts()).toEqual([]);
  });

  it('is in force once a second one agrees, told to the others, and in the ledger of nobody by name', async () => {
    kept(await decideOnHold(fixture.parts, second, { holdId: id, agrees: true, reason: 'as asked' }));
    expect(await held()).toBe(true);
    expect(await facts()).toMatchObject([
      { type: 'privacy.legal-hold.placed.v1', data: { holdId: id, subjectId: person, liftedAt: null } },
    ]);
    const leaf = await fixture.database.one<{ entry: Buffer }>(
      sql`/* test */ SELECT entry FROM ledger_entries WHERE kind = 'HOLD_PLACED'`,
    );
    const text = leaf?.entry.toString('utf8') ?? '';
    expect(JSON.parse(text).data).toEqual({ holdId: id, holdScope: 'PERSON', legalBasis: 'KG-2008-58, 17', reviewOn });
    expect(text).not.toContain(person);
  });

  it('stays until a second one agrees to lift it, whoever asks', async () => {
    const asked = kept(await proposeLiftingHold(fixture.parts, first, { holdId: id, reason: 'the case is over' }));
    const { parts } = fixture;
    expect(await held()).toBe(true);
    expect(await decideOnHold(parts, first, { holdId: id, agrees: true, reason: 'x' })).toBe('SECOND_PERSON_REQUIRED');
    kept(await decideOnHold(parts, second, { holdId: id, agrees: false, reason: 'not yet' }));
    expect(await held()).toBe(true);
    kept(await proposeLiftingHold(parts, second, { holdId: id, reason: 'now' }));
    const lifted = kept(await decideOnHold(parts, first, { holdId: id, agrees: true, reason: 'yes' }));
    expect(await held()).toBe(false);
    expect(lifted.steps.map(({ kind }) => kind)).toEqual([
      ...['PROPOSED', 'PLACED', 'LIFTING_PROPOSED', 'KEPT', 'LIFTING_PROPOSED', 'LIFTED'],
    ]);
    expect((await facts()).at(-1)).toMatchObject({ type: 'privacy.legal-hold.lifted.v1' });
    const step = asked.steps.at(-1);
    if (step === undefined) throw new Error('no step');
    expect(openReason(parts.sealer, asked.wrappedKey, id, step.number, step.reasonSealed)).toBe('the case is over');
  });

  it('is counted as overdue from the day after its review, as long as it is in force', async () => {
    const { database, parts } = fixture;
    const dayAfter = plusDays(reviewOn, 1);
    const before = await countOverdue(database, dayAfter);
    const { id: next } = kept(await propose());
    expect(await countOverdue(database, dayAfter)).toBe(before);
    kept(await decideOnHold(parts, second, { holdId: next, agrees: true, reason: 'as asked' }));
    expect(await countOverdue(database, reviewOn)).toBe(0);
    expect(await countOverdue(database, dayAfter)).toBe(before + 1);
    kept(await proposeLiftingHold(parts, first, { holdId: next, reason: 'over' }));
    expect(await countOverdue(database, dayAfter)).toBe(before + 1);
    kept(await decideOnHold(parts, second, { holdId: next, agrees: true, reason: 'yes' }));
    expect(await countOverdue(database, dayAfter)).toBe(before);
  });

  it('does not come out of nothing', async () => {
    expect(await propose({ article: '99' })).toBe('ARTICLE_UNKNOWN');
    expect(await propose({ reviewOn: '2020-01-01' })).toBe('REVIEW_DATE_INVALID');
    const nothing = { holdId: newId(), agrees: true, reason: 'x' };
    expect(await decideOnHold(fixture.parts, second, nothing)).toBe('HOLD_UNKNOWN');
    const done = { holdId: id, agrees: true, reason: 'x' };
    expect(await decideOnHold(fixture.parts, second, done)).toBe('HOLD_NOT_WAITING');
  });
});

// The attack: a hand on the connection places a hold alone, or lifts one that a second officer never saw.
describe('the database itself refuses', () => {
  it.each([
    ['the same officer twice', 'PLACED', () => first, 2, 'hold_steps_by_a_second_person'],
    ['a lifting out of nothing', 'LIFTED', () => second, 2, 'hold_steps_walk'],
    ['a step that leaves one out', 'PLACED', () => second, 3, 'hold_steps_walk'],
  ])('%s', async (_case, kind, officer, number, constraint) => {
    const { id } = kept(await propose());
    const forged =
      fixture.database.query(sql`/* test */ INSERT INTO hold_steps (hold_id, number, kind, taken_by, reason_sealed, at)
      VALUES (${id}, ${number}, ${kind}, ${officer()}, '\\x00', app_now())`);
    expect(violatedConstraint(await forged.catch((error: unknown) => error))).toBe(constraint);
  });

  it('two officers who decide at once: one of them does', async () => {
    const { id } = kept(await propose());
    const decisions = [second, newId()].map((officer) =>
      decideOnHold(fixture.parts, officer, { holdId: id, agrees: true, reason: 'x' }),
    );
    const outcomes = await Promise.all(decisions);
    expect(outcomes.filter((outcome) => outcome === 'HOLD_NOT_WAITING')).toHaveLength(1);
  });
});
