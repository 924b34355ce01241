import { sql } from '@belgi/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { correctMyData } from '../accounts/correct-my-data.js';
import { setStatus } from '../accounts/set-status.js';
import { anEmployee, type Employee } from '../testing/doubts.js';
import { createIdentity, type TestIdentity } from '../testing/identity.js';
import { aPin, verifiedCitizens } from '../testing/people.js';
import { answerDoubt, appealBlock } from './answer-doubt.js';
import { decideDoubt, ruleOnAppeal } from './decide-doubt.js';
import { markValues } from './mark-values.js';

/** Two who act on one doubt at the same moment: one comes after the other, and is told what the first has done. */
let identity: TestIdentity;
let employees: Employee[];
beforeAll(async () => {
  identity = await createIdentity();
  employees = [];
  for (let made = 0; made < 5; made += 1) employees.push(await anEmployee(identity, 'OPERATOR'));
});
afterAll(() => identity[Symbol.asyncDispose]());

const ROUNDS = 10;
const WORDS = 'There is a reason for it.';
const by = (index: number) => employees[index]?.id as string;
async function doubted(): Promise<{ citizenId: string; doubtId: string }> {
  const [citizenId] = (await verifiedCitizens(identity.ports, [aPin({ female: true, birthYear: 1990 })])) as [string];
  const marking = { citizenId, names: ['pin'], caseNumber: '119-1', reason: WORDS };
  const marked = await markValues(identity.ports, marking, by(0));
  if ('refused' in marked) throw new Error(marked.refused);
  return { citizenId, doubtId: marked.id };
}
const answers = ({ citizenId, doubtId }: { citizenId: string; doubtId: string }) =>
  answerDoubt(identity.ports, { doubtId, statement: WORDS }, citizenId);
const decides = ({ doubtId }: { doubtId: string }, outcome: 'DISMISSED' | 'FALSE' | 'BLOCKED', who: string) =>
  decideDoubt(identity.ports, { doubtId, outcome, reason: WORDS }, who);
const codes = (results: readonly object[]) =>
  results.map((result) => ('refused' in result ? result.refused : 'DONE')).sort();

test('two operators decide at once: one does, and the account is what that one decided', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = await doubted();
    await answers(one);
    const results = await Promise.all([decides(one, 'DISMISSED', by(1)), decides(one, 'BLOCKED', by(2))]);
    expect(codes(results)).toEqual(['DONE', 'DOUBT_DECIDED']);
    const row = await identity.database.one<{ outcome: string; status: string }>(sql`/* test.row */
      SELECT d.outcome, a.status FROM doubts d JOIN accounts a ON a.id = d.account_id WHERE d.id = ${one.doubtId}`);
    expect(row?.status).toBe(row?.outcome === 'BLOCKED' ? 'BLOCKED' : 'ACTIVE');
  }
});

test('two operators mark one value at once: one does', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const [citizenId] = (await verifiedCitizens(identity.ports, [aPin({ female: true, birthYear: 1991 })])) as [string];
    const marking = { citizenId, names: ['pin'], caseNumber: '119-1', reason: WORDS };
    const results = await Promise.all([1, 2].map((index) => markValues(identity.ports, marking, by(index))));
    expect(codes(results)).toEqual(['ALREADY_DOUBTED', 'DONE']);
  }
});

test('the person answers while it is decided: an answer that was taken stands before the decision', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = await doubted();
    const [answer, decision] = await Promise.all([answers(one), decides(one, 'FALSE', by(1))]);
    // Inside the term nothing is decided without an answer: either it was there, or the decision has to wait for it.
    expect('refused' in answer).toBe(false);
    expect(['refused' in decision ? decision.refused : 'DONE']).toEqual([
      expect.stringMatching(/^(DONE|ANSWER_AWAITED)$/),
    ]);
    const [row] = await identity.database.query<{ right: boolean }>(sql`/* test.order */
      SELECT answered_at IS NOT NULL AND (decided_at IS NULL OR decided_at >= answered_at) AS right FROM doubts WHERE id = ${one.doubtId}`);
    expect(row?.right).toBe(true);
  }
});

test('two rule on an appeal at once, and operations block meanwhile: one ruling, and no block is lost', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = await doubted();
    await answers(one);
    await decides(one, 'BLOCKED', by(1));
    await appealBlock(identity.ports, { doubtId: one.doubtId, statement: WORDS }, one.citizenId);
    const ruling = { doubtId: one.doubtId, outcome: 'LIFTED', reason: WORDS } as const;
    const [first, second] = await Promise.all([
      ruleOnAppeal(identity.ports, ruling, by(2)),
      ruleOnAppeal(identity.ports, ruling, by(3)),
      setStatus(identity.database, one.citizenId, 'BLOCKED'),
    ]);
    expect(codes([first, second])).toEqual(['APPEAL_DECIDED', 'DONE']);
    const account = await identity.database.one(
      sql`/* test.status */ SELECT status FROM accounts WHERE id = ${one.citizenId}`,
    );
    expect(account).toEqual({ status: 'BLOCKED' });
  }
});

test('a correction and a decision at once deadlock nobody', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = await doubted();
    await answers(one);
    const none = {
      fullName: null,
      pin: null,
      idDocument: null,
      email: null,
      phone: null,
      locale: null,
      password: null,
    };
    const [corrected] = await Promise.all([
      correctMyData(identity.ports, one.citizenId, { ...none, address: 'Ош, Ленин көчөсү 2' }, '192.0.2.1'),
      decides(one, 'FALSE', by(1)),
    ]);
    expect(corrected).toEqual({ phoneChange: null });
  }
});
