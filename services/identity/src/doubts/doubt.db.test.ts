import { newId } from '@belgi/contracts';
import { orderRun, retainBatch, sql, violatedConstraint } from '@belgi/database';
import { partOf } from '@belgi/export';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { correctMyData } from '../accounts/correct-my-data.js';
import { setStatus } from '../accounts/set-status.js';
import { erasePerson } from '../erasure/erase-person.js';
import { myData } from '../my-data/declaration.js';
import { attributesOf } from '../people/attribute.store.js';
import { applyRestriction } from '../restrictions/apply-restriction.js';
import { retentionActs } from '../retention/retention-acts.store.js';
import { aCitizen, PASSWORD, refresh, signIn } from '../testing/citizens.js';
import { anEmployee, doubtFacts, type Employee, step } from '../testing/doubts.js';
import { createIdentity, type TestIdentity } from '../testing/identity.js';
import { applyProof } from '../verification/complete-verification.js';
import { dueIn } from './due-in.js';

let identity: TestIdentity;
let first: Employee;
let second: Employee;
let officer: Employee;
beforeAll(async () => {
  identity = await createIdentity();
  [first, second, officer] = [
    await anEmployee(identity, 'OPERATOR'),
    await anEmployee(identity, 'OPERATOR'),
    await anEmployee(identity, 'PRIVACY_OFFICER'),
  ];
});
afterAll(() => identity[Symbol.asyncDispose]());

const REASON = 'The document is not in the register of passports.';
const STATEMENT = 'It was exchanged last week; here is its number.';
const CASE = '119/2026-31';

type Citizen = Awaited<ReturnType<typeof aCitizen>>;
async function aDoubted(names = ['fullName']): Promise<Citizen & { doubtId: string }> {
  const citizen = await aCitizen(identity);
  const input = { citizenId: citizen.citizenId, attributes: names, caseNumber: CASE, reason: REASON };
  const { doubtId } = await step(identity, 'doubtData', input, first.token);
  return { ...citizen, doubtId: doubtId as string };
}
const answer = ({ doubtId, accessToken }: { doubtId: string; accessToken: string }) =>
  step(identity, 'answerDataDoubt', { doubtId, statement: STATEMENT }, accessToken);
const decide = (doubtId: string, outcome: string, by: Employee, reason = 'The register says so.') =>
  step(identity, 'decideDataDoubt', { doubtId, outcome, reason }, by.token);
const appeal = (doubtId: string, token: string) =>
  step(identity, 'appealBlock', { doubtId, statement: 'The register was out of date.' }, token);
const rule = (doubtId: string, outcome: string, by: Employee) =>
  step(identity, 'ruleOnBlockAppeal', { doubtId, outcome, reason: 'It was out of date indeed.' }, by.token);
const correct = (citizenId: string, values: { fullName?: string; address?: string }) => {
  const none = { fullName: null, pin: null, idDocument: null, address: null, email: null, phone: null };
  return correctMyData(identity.ports, citizenId, { ...none, ...values, locale: null, password: null }, '192.0.2.1');
};
async function aBlocked(): Promise<Citizen & { doubtId: string; token: string }> {
  const doubted = await aDoubted();
  await answer(doubted);
  expect(await decide(doubted.doubtId, 'BLOCKED', second)).toMatchObject({ state: 'BLOCKED' });
  return { ...doubted, token: (await signIn(identity, doubted.person.phone, PASSWORD)).accessToken as string };
}
async function worth(citizenId: string, name = 'fullName'): Promise<string | undefined> {
  const found = (await attributesOf(identity.database, identity.ports.vault, [citizenId])).get(citizenId) ?? [];
  return found.find((one) => one.name === name)?.assurance;
}
async function statusOf(citizenId: string): Promise<unknown> {
  return identity.database.one(
    sql`/* test.status */ SELECT status, pin_verified AS "pinVerified" FROM accounts WHERE id = ${citizenId}`,
  );
}
const MINE = `{ myDataDoubts { id state clause attributes caseNumber reason answerDueAt answer statement decisionReason
  appealDueAt appeal rulingReason } }`;
async function mine(token: string): Promise<Record<string, unknown>[]> {
  return (await identity.run<{ myDataDoubts: Record<string, unknown>[] }>(MINE, {}, token)).myDataDoubts;
}
async function after(instant: unknown): Promise<void> {
  const left = new Date(instant as string).getTime() - (await identity.database.now()).getTime();
  await identity.time.advance({ minutes: Math.ceil(left / 60_000) });
}

test('terms step over holidays and end at midnight in Bishkek', async () => {
  const from = new Date('2026-12-30T05:00:00Z');
  expect((await dueIn(identity.database, 5, from)).toISOString()).toBe('2027-01-13T18:00:00.000Z');
  expect((await dueIn(identity.database, 10, from)).toISOString()).toBe('2027-01-20T18:00:00.000Z');
});

describe('marked as doubted', () => {
  test('a value shows as DISPUTED, its person sees what, why and until when, and the fact says none of it', async () => {
    const { citizenId, accessToken, doubtId } = await aDoubted(['fullName', 'address']);
    expect([await worth(citizenId), await worth(citizenId, 'address')]).toEqual(['DISPUTED', 'DISPUTED']);
    expect(await worth(citizenId, 'pin')).toBe('SELF_ASSERTED');
    const [seen] = await mine(accessToken);
    expect(seen).toMatchObject({
      ...{ id: doubtId, state: 'OPEN', clause: '4.2', attributes: ['fullName', 'address'], caseNumber: CASE },
      ...{ reason: REASON, answer: null, appealDueAt: null },
    });
    const facts = await doubtFacts(identity, doubtId);
    expect(facts).toMatchObject([{ type: 'identity.data-doubt.marked.v1', data: { dueAt: seen?.['answerDueAt'] } }]);
    expect(JSON.stringify(facts)).not.toMatch(/fullName|register/);
  });

  test('what was written stands readable nowhere', async () => {
    const doubted = await aDoubted();
    await answer(doubted);
    const rows = await identity.database.query<{ text: string }>(sql`/* test.rows */ SELECT doubts::text FROM doubts`);
    for (const words of [REASON, STATEMENT])
      expect(JSON.stringify(rows)).not.toContain(Buffer.from(words).toString('hex'));
  });

  test.each([
    ['ALREADY_DOUBTED', {}],
    ['ATTRIBUTE_UNKNOWN', { attributes: ['shoeSize'] }],
    ['NOTHING_DOUBTED', { attributes: [] }],
    ['PERSON_UNKNOWN', { citizenId: newId() }],
    ['PERSON_UNKNOWN', { citizenId: 'nobody' }],
    ['WORDS_LENGTH', { reason: 'no' }],
    ['CASE_NUMBER_INVALID', { caseNumber: '11106199000001' }],
  ])('%s', async (code, changes) => {
    const { citizenId } = await aDoubted();
    const input = { citizenId, attributes: ['fullName'], caseNumber: CASE, reason: REASON, ...changes };
    expect(await step(identity, 'doubtData', input, second.token)).toEqual({ code });
  });
});

describe('the answer', () => {
  test('is a statement, given once, by nobody else, within the term', async () => {
    const doubted = await aDoubted();
    const stranger = await aCitizen(identity);
    expect(await answer({ ...doubted, accessToken: stranger.accessToken })).toEqual({ code: 'DOUBT_UNKNOWN' });
    expect(await answer(doubted)).toMatchObject({ state: 'OPEN' });
    expect(await answer(doubted)).toEqual({ code: 'ALREADY_ANSWERED' });
    expect(await mine(doubted.accessToken)).toMatchObject([{ answer: 'STATEMENT', statement: STATEMENT }]);
    expect(await mine(stranger.accessToken)).toEqual([]);
  });

  test('is a correction, once every doubted value is corrected; the history keeps both', async () => {
    const { citizenId, accessToken } = await aDoubted(['fullName', 'address']);
    await correct(citizenId, { fullName: 'Бекова Айсулуу' });
    expect(await mine(accessToken)).toMatchObject([{ answer: null }]);
    await correct(citizenId, { address: 'Ош, Ленин көчөсү 2' });
    expect(await mine(accessToken)).toMatchObject([{ state: 'OPEN', answer: 'CORRECTED', statement: null }]);
    expect(await worth(citizenId)).toBe('DISPUTED');
    const history = await identity.run(`{ myDataHistory { name attribute { value } } }`, {}, accessToken);
    expect(history).toMatchObject({ myDataHistory: [{ name: 'address' }, { attribute: { value: 'Бекова Айдана' } }] });
  });

  test('comes too late after the term, also as a correction; then it is decided without one', async () => {
    const doubted = await aDoubted();
    expect(await decide(doubted.doubtId, 'FALSE', second)).toEqual({ code: 'ANSWER_AWAITED' });
    await after((await mine(doubted.accessToken))[0]?.['answerDueAt']);
    expect(await answer(doubted)).toEqual({ code: 'ANSWER_TERM_PASSED' });
    await correct(doubted.citizenId, { fullName: 'Бекова Айсулуу' });
    expect(await mine(doubted.accessToken)).toMatchObject([{ answer: null }]);
    expect(await decide(doubted.doubtId, 'FALSE', second)).toMatchObject({ state: 'FALSE' });
  });
});

describe('the decision', () => {
  test('is taken by another employee than the one who marked, and in the database by nobody else', async () => {
    const doubted = await aDoubted();
    await answer(doubted);
    expect(await decide(doubted.doubtId, 'DISMISSED', first)).toEqual({ code: 'ANOTHER_EMPLOYEE' });
    const forced =
      identity.database.query(sql`/* test.force */ UPDATE doubts SET outcome = 'FALSE', decision_sealed = '\\x00',
      decided_by = marked_by, decided_at = app_now() WHERE id = ${doubted.doubtId}`);
    expect(await forced.catch(violatedConstraint)).toBe('doubts_are_decided_by_another');
    expect(await decide(doubted.doubtId, 'DISMISSED', second)).toMatchObject({ state: 'DISMISSED' });
    expect(await decide(doubted.doubtId, 'FALSE', second)).toEqual({ code: 'DOUBT_DECIDED' });
  });

  test('dismissed, the value is worth what it was; a verified one too', async () => {
    const { citizenId, person, accessToken } = await aCitizen(identity);
    await identity.database.transaction((tx) =>
      applyProof(identity.ports, tx, citizenId, { pin: person.pin, name: null }),
    );
    const input = { citizenId, attributes: ['pin'], caseNumber: CASE, reason: REASON };
    const { doubtId } = (await step(identity, 'doubtData', input, first.token)) as { doubtId: string };
    expect([await worth(citizenId, 'pin'), await statusOf(citizenId)]).toMatchObject([
      'DISPUTED',
      { pinVerified: true },
    ]);
    await answer({ doubtId, accessToken });
    await decide(doubtId, 'DISMISSED', second);
    expect(await worth(citizenId, 'pin')).toBe('VERIFIED');
  });

  test('false, the value stays DISPUTED until it is corrected, and a PIN proves nobody any more', async () => {
    const { citizenId, person, accessToken } = await aCitizen(identity);
    await identity.database.transaction((tx) =>
      applyProof(identity.ports, tx, citizenId, { pin: person.pin, name: null }),
    );
    const input = { citizenId, attributes: ['pin', 'fullName'], caseNumber: CASE, reason: REASON };
    const { doubtId } = (await step(identity, 'doubtData', input, first.token)) as { doubtId: string };
    await answer({ doubtId, accessToken });
    await correct(citizenId, { fullName: 'Бекова Айсулуу' });
    expect(await decide(doubtId, 'FALSE', second)).toMatchObject({ state: 'FALSE' });
    expect([await worth(citizenId, 'pin'), await worth(citizenId)]).toEqual(['DISPUTED', 'SELF_ASSERTED']);
    expect(await statusOf(citizenId)).toEqual({ status: 'ACTIVE', pinVerified: false });
    expect(await appeal(doubtId, accessToken)).toEqual({ code: 'NOT_BLOCKED_BY_THIS' });
  });

  test('blocked: sessions end, a restricted one remains, and the person sees reason, clause and last day', async () => {
    const { citizenId, doubtId, token, refreshToken } = await aBlocked();
    expect(await statusOf(citizenId)).toMatchObject({ status: 'BLOCKED' });
    expect(await refresh(identity, refreshToken)).toMatchObject({ code: 'SESSION_ENDED' });
    const [seen] = await mine(token);
    expect(seen).toMatchObject({ state: 'BLOCKED', clause: '4.5', decisionReason: 'The register says so.' });
    expect((await doubtFacts(identity, doubtId)).map(({ type, data }) => [type, data['state'], data['dueAt']])).toEqual(
      [
        ['identity.data-doubt.marked.v1', 'OPEN', seen?.['answerDueAt']],
        ['identity.data-doubt.decided.v1', 'BLOCKED', seen?.['appealDueAt']],
      ],
    );
  });
});

describe('an appeal', () => {
  test('is made once and ruled on by a third; lifted, the account is free again', async () => {
    const { citizenId, doubtId, token } = await aBlocked();
    expect(await rule(doubtId, 'LIFTED', officer)).toEqual({ code: 'NOT_APPEALED' });
    expect(await appeal(doubtId, token)).toMatchObject({ state: 'APPEALED' });
    expect(await appeal(doubtId, token)).toEqual({ code: 'ALREADY_APPEALED' });
    for (const employee of [first, second])
      expect(await rule(doubtId, 'LIFTED', employee)).toEqual({ code: 'ANOTHER_EMPLOYEE' });
    const forced =
      identity.database.query(sql`/* test.force */ UPDATE doubts SET appeal_outcome = 'LIFTED', ruling_sealed = '\\x00',
      ruled_by = decided_by, ruled_at = app_now() WHERE id = ${doubtId}`);
    expect(await forced.catch(violatedConstraint)).toBe('doubts_are_ruled_on_by_a_third');
    expect(await rule(doubtId, 'LIFTED', officer)).toMatchObject({ state: 'LIFTED' });
    expect(await rule(doubtId, 'UPHELD', officer)).toEqual({ code: 'APPEAL_DECIDED' });
    expect(await statusOf(citizenId)).toMatchObject({ status: 'ACTIVE' });
    expect(await mine(token)).toMatchObject([{ state: 'LIFTED', rulingReason: 'It was out of date indeed.' }]);
  });

  test('upheld, the block stands', async () => {
    const { citizenId, doubtId, token } = await aBlocked();
    await appeal(doubtId, token);
    expect(await rule(doubtId, 'UPHELD', officer)).toMatchObject({ state: 'UPHELD' });
    expect(await statusOf(citizenId)).toMatchObject({ status: 'BLOCKED' });
  });

  test('comes too late after ten working days', async () => {
    const { doubtId, token } = await aBlocked();
    await after((await mine(token))[0]?.['appealDueAt']);
    expect(await appeal(doubtId, token)).toEqual({ code: 'APPEAL_TERM_PASSED' });
  });

  /** The attack: whoever is blocked for two things has one of them lifted, and is free. */
  test('lifts its own block alone: not that of operations, not that of another doubt', async () => {
    const { citizenId, doubtId, token } = await aBlocked();
    await setStatus(identity.database, citizenId, 'BLOCKED');
    const input = { citizenId, attributes: ['address'], caseNumber: CASE, reason: REASON };
    const { doubtId: other } = (await step(identity, 'doubtData', input, first.token)) as { doubtId: string };
    await answer({ doubtId: other, accessToken: token });
    await decide(other, 'BLOCKED', second);
    await appeal(doubtId, token);
    await rule(doubtId, 'LIFTED', officer);
    expect(await statusOf(citizenId)).toMatchObject({ status: 'BLOCKED' });
    await setStatus(identity.database, citizenId, 'ACTIVE');
    expect(await statusOf(citizenId)).toMatchObject({ status: 'BLOCKED' });
    await appeal(other, token);
    await rule(other, 'LIFTED', officer);
    expect(await statusOf(citizenId)).toMatchObject({ status: 'ACTIVE' });
  });
});

describe('staff', () => {
  const QUEUE = `query ($after: Cursor) { openDataDoubts(first: 100, after: $after) {
    edges { node { id citizen { id } attributes caseNumber waitsFor dueAt tookPart } } } }`;
  const queued = async (doubtId: string, by: Employee) => {
    const { openDataDoubts } = await identity.run<{ openDataDoubts: { edges: { node: { id: string } }[] } }>(
      QUEUE,
      {},
      by.token,
    );
    return openDataDoubts.edges.map(({ node }) => node).find(({ id }) => id === doubtId);
  };
  const READ = 'query ($id: ID!) { dataDoubt(id: $id) { reason statement } }';

  test('see what waits for them, and whether they took part', async () => {
    const doubted = await aDoubted();
    const { doubtId, citizenId } = doubted;
    const row = { citizen: { id: citizenId }, attributes: ['fullName'], caseNumber: CASE };
    expect(await queued(doubtId, first)).toMatchObject({ ...row, waitsFor: 'PERSON', tookPart: true });
    await answer(doubted);
    expect(await queued(doubtId, second)).toMatchObject({ ...row, waitsFor: 'DECISION', tookPart: false });
    await decide(doubtId, 'BLOCKED', second);
    expect(await queued(doubtId, second)).toBeUndefined();
    await appeal(doubtId, (await signIn(identity, doubted.person.phone, PASSWORD)).accessToken as string);
    expect(await queued(doubtId, second)).toMatchObject({ waitsFor: 'RULING', tookPart: true });
    expect(await queued(doubtId, officer)).toMatchObject({ waitsFor: 'RULING', tookPart: false });
  });

  test('who open what was written leave a trace that the person is told of', async () => {
    const doubted = await aDoubted();
    await answer(doubted);
    const read = await identity.run(READ, { id: doubted.doubtId }, second.token);
    expect(read).toEqual({ dataDoubt: { reason: REASON, statement: STATEMENT } });
    const told = await identity.database.query(sql`/* test.told */
      SELECT type, data ->> 'role' AS role, data -> 'fields' AS fields, data ->> 'caseNumber' AS case FROM outbox
      WHERE data ->> 'citizenId' = ${doubted.citizenId} AND type LIKE 'identity.personal-data.%'`);
    const look = { role: 'OPERATOR', fields: ['dataDoubt'], case: CASE };
    expect(told).toEqual([{ type: 'identity.personal-data.read.v1', ...look }]);
    expect(await identity.run(READ, { id: newId() }, second.token)).toEqual({ dataDoubt: null });
  });

  test('open, mark and decide nothing of somebody whose data are kept and not used', async () => {
    const doubted = await aDoubted();
    const { citizenId, doubtId } = doubted;
    await answer(doubted);
    const restriction = {
      citizenId,
      version: 1,
      restricted: true,
      by: 'PERSON',
      at: new Date().toISOString(),
    } as const;
    await identity.database.transaction((tx) => applyRestriction(tx, restriction, { republished: false }));
    const { errors } = await identity.execute(READ, { id: doubtId }, await identity.actorOf(second.token));
    expect(errors?.[0]?.extensions['code']).toBe('PROCESSING_RESTRICTED');
    expect(await decide(doubtId, 'FALSE', second)).toEqual({ code: 'PERSON_RESTRICTED' });
    const input = { citizenId, attributes: ['pin'], caseNumber: CASE, reason: REASON };
    expect(await step(identity, 'doubtData', input, first.token)).toEqual({ code: 'PERSON_RESTRICTED' });
  });
});

describe('the record', () => {
  let blocked: Awaited<ReturnType<typeof aBlocked>>;
  beforeAll(async () => {
    blocked = await aBlocked();
  });

  /** The attack: a decision or its grounds are rewritten by somebody with the service's own rights. */
  test.each([
    sql`/* test */ UPDATE doubts SET outcome = 'FALSE', appeal_due_at = NULL WHERE outcome = 'BLOCKED'`,
    sql`/* test */ UPDATE doubts SET decision_sealed = '\\x00' WHERE outcome IS NOT NULL`,
    sql`/* test */ UPDATE doubts SET decided_by = NULL WHERE outcome IS NOT NULL`,
    sql`/* test */ UPDATE doubts SET names = names || '{email}'`,
    sql`/* test */ DELETE FROM doubts`,
    sql`/* test */ TRUNCATE doubts`,
  ])('is written once: %#', async (statement) => {
    expect(await identity.database.query(statement).catch(violatedConstraint)).toBe('doubts_are_written_once');
  });

  test('is in the export of its person, in words and without an employee', async () => {
    const { citizenId } = blocked;
    const part = await identity.database.transaction((tx) => partOf(myData, tx, citizenId, identity.ports.vault));
    const { records } = part.sections.find(({ name }) => name === 'doubts') ?? { records: [] };
    const written = {
      reason: REASON,
      statement: STATEMENT,
      decision: 'The register says so.',
      appeal: null,
      ruling: null,
    };
    expect(records).toMatchObject([{ fields: ['fullName'], caseNumber: CASE, outcome: 'BLOCKED', ...written }]);
    for (const { id } of [first, second]) expect(JSON.stringify(part)).not.toContain(id);
  });

  test('goes with its person', async () => {
    const { citizenId, doubtId } = blocked;
    await identity.database.transaction((tx) => erasePerson(tx, { citizenId, erasureId: newId() }));
    const left = await identity.database.query(
      sql`/* test.left */ SELECT 1 FROM doubts WHERE account_id = ${citizenId}`,
    );
    expect(left).toEqual([]);
    expect(await rule(doubtId, 'LIFTED', officer)).toEqual({ code: 'DOUBT_UNKNOWN' });
  });

  test('goes three years after the decision, but for a block that stands', async () => {
    const [dismissed, standing] = [await aDoubted(), await aBlocked()];
    await answer(dismissed);
    await decide(dismissed.doubtId, 'DISMISSED', second);
    await identity.time.advance({ days: 3 * 365 + 2 });
    const runId = newId();
    await orderRun(identity.database, runId);
    while (await retainBatch(identity.database, { acts: retentionActs, finished: async () => undefined }));
    const left = await identity.database.query<{ id: string }>(sql`/* test.left */
      SELECT id FROM doubts WHERE id = ANY (${[dismissed.doubtId, standing.doubtId]}::uuid[])`);
    expect(left).toEqual([{ id: standing.doubtId }]);
  });
});
