import { sql } from '@belgi/database';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotState, SaleMode } from '../lots/lot.js';
import { auditMoney } from '../money/audit-money.js';
import { firstViolation } from './bid-log-checker.js';
import { Life, newReplica } from './life.js';
import { type Action, actions, type Step, stepsOfDocument } from './life-table.js';
import { openAuction, type Replica, type TestAuction } from './open-auction.js';
import { violationOfProtocol } from './protocol-checker.js';

/** Random lives; more of them in a long run: `LIVES=500 vitest run … life.db`. */
const LIVES = Number(process.env['LIVES'] ?? 6);
const steps = stepsOfDocument();
const walked = new Set<Step>();
let auction: TestAuction;
beforeAll(async () => {
  auction = await openAuction({ replicas: 3 });
});
afterAll(() => auction[Symbol.asyncDispose]());

/** The step that the document has for it, where its guard holds. */
const stepFor = (saleMode: SaleMode, from: LotState, action: Action, guards: ReadonlySet<string>) =>
  steps.find((one) => one.saleMode === saleMode && one.from === from && one.action === action && guards.has(one.guard));

/** Does it, and holds what came of it to the document. @returns the state after it */
async function act(life: Life, action: Action, who: number, replica: Replica): Promise<LotState> {
  const [before, guards] = [await life.lot(), await life.guards()];
  const step = stepFor(before.saleMode, before.state, action, guards);
  await life.does(action, who, replica);
  const after = await life.lot();
  expect([before.state, action, after.state]).toEqual([before.state, action, step?.to ?? before.state]);
  if (step) walked.add(step);
  else
    expect({ ...after, closesAt: null }, `${action} of a lot that is ${before.state}`).toEqual({
      ...before,
      closesAt: null,
    });
  return after.state;
}

/** @param withoutFacts of all lots of this file they are many to read each time */
async function invariantsHold(life: Life, { withoutFacts = false } = {}): Promise<void> {
  const lot = await life.lot();
  const violated =
    lot.saleMode === 'AUCTION'
      ? await firstViolation(auction.database, lot.id, { withoutFacts })
      : await violationOfProtocol(auction.database, lot, []);
  expect(violated).toBeUndefined();
}

/** Ways into every state, and into each that a guard tells apart. */
const ways: readonly (readonly [SaleMode, LotState, readonly Action[]])[] = [
  ['AUCTION', 'PLANNED', []],
  ['AUCTION', 'CANCELLED', ['cancels']],
  ['AUCTION', 'OPEN', ['opens']],
  ['AUCTION', 'OPEN', ['opens', 'bids', 'bids']],
  ['AUCTION', 'PAUSED', ['opens', 'bids', 'pauses']],
  ['AUCTION', 'UNSOLD', ['opens', 'ends']],
  ['AUCTION', 'AWAITING_PAYMENT', ['opens', 'bids', 'ends']],
  ['AUCTION', 'AWAITING_PAYMENT', ['opens', 'bids', 'bids', 'ends']],
  ['AUCTION', 'AWAITING_PAYMENT', ['opens', 'bids', 'bids', 'leaves', 'ends']],
  ['AUCTION', 'OFFERED_TO_SECOND', ['opens', 'bids', 'bids', 'ends', 'lapses']],
  ['AUCTION', 'SOLD', ['opens', 'bids', 'ends', 'pays']],
  ['FIXED_PRICE', 'PLANNED', []],
  ['FIXED_PRICE', 'CANCELLED', ['opens', 'reserves', 'cancels']],
  ['FIXED_PRICE', 'OPEN', ['opens']],
  ['FIXED_PRICE', 'OPEN', ['opens', 'reserves', 'lapses']],
  ['FIXED_PRICE', 'RESERVED', ['opens', 'reserves']],
  ['FIXED_PRICE', 'UNSOLD', ['opens', 'ends']],
  ['FIXED_PRICE', 'SOLD', ['opens', 'reserves', 'pays']],
];

describe('the document', () => {
  it('names states and actions that there are', () => {
    const states = new Set(ways.map(([, state]) => state));
    for (const { from, action, to } of steps) {
      expect(states).toContain(from);
      expect(states).toContain(to);
      expect(actions).toContain(action);
    }
  });

  it('has the steps that the database allows, and no others', async () => {
    const rows = await auction.database.query<{ from: string; to: string }>(
      sql`/* test */ SELECT from_state AS "from", to_state AS "to" FROM lot_transitions`,
    );
    const allowed = new Set(rows.map(({ from, to }) => `${from} ${to}`));
    const through = (from: string, to: string): boolean =>
      from === to ||
      allowed.has(`${from} ${to}`) ||
      [...allowed].some((one) => one.startsWith(`${from} `) && allowed.has(`${one.split(' ')[1]} ${to}`));
    for (const { from, to } of steps) expect([from, to, through(from, to)]).toEqual([from, to, true]);
  });
});

describe.each(ways)('%s: a lot that is %s by way of %j', (saleMode, state, way) => {
  it.each(actions)('is what the document says after it %s', async (action) => {
    const life = await Life.begin(auction, saleMode === 'FIXED_PRICE');
    const [replica, other] = auction.replicas as [Replica, Replica];
    let now: LotState = 'PLANNED';
    for (const [who, one] of way.entries()) now = await act(life, one, who, replica);
    expect(now).toBe(state);
    await act(life, action, way.length, other);
    await invariantsHold(life, { withoutFacts: true });
  });
});

it('every step of the document was walked', () => {
  const left = steps.filter((step) => !walked.has(step)).map(({ from, action, guard }) => `${from} ${action} ${guard}`);
  expect(left).toEqual([]);
});

/** One act, or two at one moment at two replicas; before it a process may have been started anew. */
interface Turn {
  readonly acts: readonly (readonly [Action, number])[];
  readonly restart: boolean;
}
const anAct = fc.tuple(fc.constantFrom(...actions), fc.nat(2));
const aTurn: fc.Arbitrary<Turn> = fc.record({
  acts: fc.oneof({ weight: 3, arbitrary: fc.tuple(anAct) }, { weight: 1, arbitrary: fc.tuple(anAct, anAct) }),
  restart: fc.boolean(),
});

/** Where two acts may lead that come at one moment: either before the other, whatever their guards. */
function reachable(saleMode: SaleMode, from: LotState, acts: readonly Action[]): Set<LotState> {
  const found = new Set<LotState>([from]);
  for (const order of [acts, acts.toReversed()]) {
    let states = new Set<LotState>([from]);
    for (const action of order) {
      const next = steps.filter((one) => one.saleMode === saleMode && one.action === action && states.has(one.from));
      states = new Set([...states, ...next.map(({ to }) => to)]);
    }
    for (const state of states) found.add(state);
  }
  return found;
}

it('random lives on several replicas, with restarts between any two acts, are lives of the document', async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(aTurn, { minLength: 4, maxLength: 12 }), async (fixed, turns) => {
      const life = await Life.begin(auction, fixed);
      const [kept] = auction.replicas as [Replica];
      for (const { acts, restart } of turns) {
        await using fresh = await newReplica(auction.url);
        const replica = restart ? fresh : kept;
        const [first, second] = acts;
        if (first === undefined) continue;
        if (second === undefined) await act(life, first[0], first[1], replica);
        else {
          const before = await life.lot();
          await Promise.all([life.does(first[0], first[1], kept), life.does(second[0], second[1], fresh)]);
          const states = reachable(before.saleMode, before.state, [first[0], second[0]]);
          expect([...states], `${first[0]} and ${second[0]} of ${before.state}`).toContain((await life.lot()).state);
        }
      }
      await invariantsHold(life);
      expect((await auditMoney(auction.database)).findings).toEqual([]);
    }),
    { numRuns: LIVES, endOnFailure: true },
  );
});
