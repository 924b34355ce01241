import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../entries/entry.js';
import type { Lot } from '../lots/lot.js';
import { violationOfLog } from '../testing/bid-log-rules.js';
import { lotAt } from '../testing/lot-at.js';
import type { EarlierAnswer } from './bid.js';
import { answerKey, type BatchOutcome, decideBatch, type EntitledIntent } from './bid-batch.js';
import { movesOf } from './bid-step.js';

const now = new Date('2026-01-01T12:00:00.000Z');
const lot: Lot = lotAt(now, {
  policy: { stepMinor: 10n, softCloseWindowSeconds: 0, softCloseExtensionSeconds: 0 },
  ...{ startPrice: 100n, deposit: 10n },
});
const entry = (by: number): Entry => ({
  id: `entry ${by}`,
  lotId: 'lot',
  bidderId: `bidder ${by}`,
  bidderNumber: 10_000 + by,
  state: 'ENTERED',
  depositHeld: true,
  certificateNumber: null,
  agreementEdition: 1,
  version: 2,
});

const nobodyLeads = { lot, now, entries: [entry(0)], leadersMaximum: null, lastBidId: null, earlier: new Map() };

/** In its last minutes: a bid moves the end, until the hard stop. */
const late: Lot = lotAt(now, {
  policy: { stepMinor: 10n, softCloseWindowSeconds: 300, softCloseExtensionSeconds: 300 },
  ...{ startPrice: 100n, deposit: 10n },
  ...{ closesAt: new Date(now.getTime() + 120_000), hardStopAt: new Date(now.getTime() + 1_200_000) },
});

interface Arrival {
  readonly kind?: 'BID' | 'MAXIMUM';
  /** How long after the one before it, in seconds; those that come at once may be taken together. */
  readonly wait?: number;
  readonly by: number;
  readonly steps: number;
  readonly key: number;
}

function intentOf({ kind = 'BID', by, steps, key }: Arrival): EntitledIntent {
  const amount = 100n + BigInt(steps) * 10n;
  return {
    intent: {
      kind,
      lotId: 'lot',
      bidderId: `bidder ${by}`,
      amount,
      confirmJump: true,
      key: `key ${key}`,
      bodyHash: `${kind} ${amount}`,
    },
    who: { consentLive: true, keptOnly: false, blocked: false, staff: false },
    consent: { edition: 1, epoch: 1 },
  };
}

/** Runs arrivals in batches of the given sizes, as the store would carry the state from one to the next. */
function run(arrivals: readonly Arrival[], sizes: readonly number[], begun = lot) {
  let state: Lot | undefined = begun;
  let clock = now.getTime();
  const entries = new Map([0, 1, 2].map((by) => [`entry ${by}`, entry(by)]));
  const earlier = new Map<string, EarlierAnswer>();
  let leadersMaximum: bigint | null = null;
  let lastBidId: string | null = null;
  const outcomes: BatchOutcome[] = [];
  /** After each batch. */
  const leaders: (string | undefined)[] = [];
  let ids = 0;
  let at = 0;
  for (let turn = 0; at < arrivals.length; turn++) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
    const next = arrivals.slice(at, at + size);
    const later = next.findIndex(({ wait = 0 }, index) => index > 0 && wait > 0);
    const batch = (later < 0 ? next : next.slice(0, later)).map(intentOf);
    clock += (next[0]?.wait ?? 0) * 1_000;
    at += batch.length;
    const inputs = {
      lot: state,
      now: new Date(clock),
      entries: [...entries.values()],
      leadersMaximum,
      lastBidId,
      earlier,
    };
    const outcome = decideBatch(inputs, batch, () => `${ids++}`);
    outcomes.push(outcome);
    state = outcome.lot;
    leaders.push(state?.leader?.entryId);
    if (outcome.maximum !== undefined) leadersMaximum = outcome.maximum?.amount ?? null;
    lastBidId = outcome.steps.at(-1)?.bid.id ?? lastBidId;
    const moves = movesOf(outcome.steps);
    for (const one of moves) {
      // Gapless, and each once: a fact of the entry.
      expect(one.version).toBe((entries.get(one.id)?.version ?? Number.NaN) + 1);
      entries.set(one.id, one);
    }
    for (const one of outcome.steps.flatMap(({ outbid }) => outbid ?? []))
      expect(
        one.id === state?.leader?.entryId || moves.some(({ id, state }) => id === one.id && state === 'OUTBID'),
      ).toBe(true);
    for (const kept of outcome.kept) earlier.set(answerKey(kept.bidderId, kept.key), kept);
  }
  return {
    leaders,
    steps: outcomes.flatMap(({ steps }) =>
      steps.map((step) => ({
        ...step,
        led: step.led && unversioned(step.led),
        outbid: step.outbid && unversioned(step.outbid),
      })),
    ),
    log: outcomes.flatMap((outcome) => outcome.steps.map((step) => step.bid)),
    answers: outcomes.flatMap((outcome) => outcome.answers),
    kept: outcomes.flatMap((outcome) => outcome.kept),
    lot: state,
    leadersMaximum,
    entries: [...entries.values()].map(unversioned),
  };
}

/** Versions of entries count their facts, of which there are fewer in larger batches. */
const unversioned = ({ version: _, ...entry }: Entry) => entry;

const kinds = fc.constantFrom('BID' as const, 'MAXIMUM' as const);
const arrivals = fc.array(fc.record({ kind: kinds, by: fc.nat(3), steps: fc.nat(40), key: fc.nat(30) }), {
  minLength: 1,
  maxLength: 60,
});

const waits = fc.constantFrom(0, 0, 0, 1, 60, 119, 299, 300);
const lateArrivals = fc.array(
  fc.record({ kind: kinds, by: fc.nat(3), steps: fc.nat(40), key: fc.nat(60), wait: waits }),
  { minLength: 1, maxLength: 60 },
);

describe('a batch', () => {
  it('gives the same log, answers and states however the arrivals are split', () =>
    fc.assert(
      fc.property(arrivals, fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), (all, sizes) => {
        const { leaders: _, ...split } = run(all, sizes);
        const { leaders: __, ...oneByOne } = run(all, [1]);
        expect(split).toEqual(oneByOne);
      }),
    ));

  it('gives the same log and the same end however arrivals in the last minutes are split', () =>
    fc.assert(
      fc.property(lateArrivals, fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), (all, sizes) => {
        const { leaders: _, ...split } = run(all, sizes, late);
        const { leaders: __, ...oneByOne } = run(all, [1], late);
        expect(split).toEqual(oneByOne);
        if (!split.lot) throw new Error('the lot is gone');
        const announced = { afterBids: 0, closesAt: late.closesAt, hardStopAt: late.hardStopAt };
        expect(violationOfLog(split.lot, split.log, [announced])).toBeUndefined();
      }),
    ));

  it('leaves exactly one leading entry once somebody has bid, and versions that count its facts', () =>
    fc.assert(
      fc.property(arrivals, (all) => {
        const { log, lot: after, entries } = run(all, [7]);
        expect(after?.version).toBe(lot.version + log.length);
        const leading = entries.filter((one) => one.state === 'LEADING');
        expect(leading.map((one) => one.id)).toEqual(log.length === 0 ? [] : [after?.leader?.entryId]);
        log.forEach((bid, index) => {
          expect(bid.sequence).toBe(index + 1);
          expect(bid.previousAmount).toBe(log[index - 1]?.amount ?? null);
        });
      }),
    ));

  it('tells of every lead that is won and of every lead that is lost, once, and of nothing else', () =>
    fc.assert(
      fc.property(arrivals, fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), (all, sizes) => {
        const told = run(all, sizes).steps.flatMap(({ led, outbid }) => [
          ...(outbid ? [`${outbid.id} outbid`] : []),
          ...(led ? [`${led.id} led`] : []),
        ]);
        // Who leads after each act, one at a time.
        const leaders = run(all, [1]).leaders;
        const changes = leaders.flatMap((to, act) => {
          const from = leaders[act - 1];
          return to === from ? [] : [...(from ? [`${from} outbid`] : []), `${to} led`];
        });
        expect(told).toEqual(changes);
      }),
    ));

  it('keeps no answer that was not decided: reused keys and unknown lots', () => {
    const twice = [
      { by: 0, steps: 0, key: 1 },
      { by: 0, steps: 5, key: 1 },
    ];
    expect(run(twice, [2]).answers).toMatchObject([{ kind: 'accepted' }, { code: 'KEY_REUSED' }]);
    expect(run(twice, [2]).kept).toHaveLength(1);
    const unknown = decideBatch({ ...nobodyLeads, lot: undefined, entries: [] }, twice.map(intentOf), () => '');
    expect(unknown.answers).toMatchObject([{ code: 'LOT_UNKNOWN' }, { code: 'LOT_UNKNOWN' }]);
    expect(unknown.kept).toEqual([]);
  });

  it('keeps no answer about a settled lot: they were forgotten when it was settled', () => {
    const twice = [0, 1].map((key) => intentOf({ by: 0, steps: 0, key }));
    const about = (state: 'AWAITING_PAYMENT' | 'UNSOLD', settledAt: Date | null) =>
      decideBatch({ ...nobodyLeads, lot: { ...lot, state, settledAt } }, twice, () => '');
    expect(about('AWAITING_PAYMENT', null).kept).toHaveLength(2);
    const settled = about('UNSOLD', now);
    expect(settled.answers).toMatchObject([{ code: 'LOT_CLOSED' }, { code: 'LOT_CLOSED' }]);
    expect(settled.kept).toEqual([]);
  });

  it('asks for an entry whose deposit counts', () => {
    for (const without of [{ state: 'DEPOSIT_DUE' as const, depositHeld: false }, { depositHeld: false }]) {
      const { answers } = decideBatch(
        { ...nobodyLeads, entries: [{ ...entry(0), ...without }] },
        [intentOf({ by: 0, steps: 0, key: 1 })],
        () => '',
      );
      expect(answers).toMatchObject([{ code: 'ENTRY_REQUIRED' }]);
    }
  });
});
