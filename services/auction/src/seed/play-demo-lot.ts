import { randomInt } from 'node:crypto';
import { newId } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { ensureOrder, markPaid, markPlaced, refundDeposits, spendDeposit } from '../bank/bank-order.store.js';
import { ensureBidder } from '../bidders/bidder.store.js';
import { insertBids } from '../bidding/bid.store.js';
import { decideBatch } from '../bidding/bid-batch.js';
import { type BidStep, lastStates, lotAfter } from '../bidding/bid-step.js';
import { closeLot } from '../closing/closing.js';
import { outcomeOf } from '../closing/outcome.js';
import { BIDDER_NUMBERS } from '../entries/enter-lot.js';
import { entrySnapshot } from '../entries/entry.events.js';
import { type Entry, release } from '../entries/entry.js';
import { insertEntry, issueCertificate, updateEntries } from '../entries/entry.store.js';
import { lotSnapshot } from '../lots/lot.events.js';
import { amountDue, type Lot, nextPrice, type RunnerUp } from '../lots/lot.js';
import { updateLot } from '../lots/lot.store.js';
import { endProtocol } from '../protocol/protocol.store.js';
import { extendChain, writtenChain } from '../protocol/protocol-chain.js';
import { cancelledLine } from '../protocol/protocol-lines.js';
import type { DemoLot } from './demo-lots.js';

const REASON = 'Демонстрация: лот снят организатором';

/**
 * Plays a demo lot from its opening to the state it shows, by the same rules as real ones. Its facts are snapshots:
 * nobody is told of what never happened.
 */
export async function playDemoLot(
  tx: Transaction,
  opened: Lot,
  demo: DemoLot,
  bidders: readonly string[],
  now: Date,
): Promise<void> {
  const entries = demo.state === 'UNSOLD' || demo.saleMode ? [] : await enterAll(tx, opened, bidders);
  const steps = bidInTurn(opened, entries, demo.bids, now);
  const last = steps.at(-1);
  const lot = last ? lotAfter(last) : opened;
  const after = lastStates(entries, steps);
  await insertBids(
    tx,
    steps.map((step) => step.bid),
  );
  await updateLot(tx, lot);
  await updateEntries(tx, after);
  const { runnerUp } = outcomeOf(steps.map((step) => step.bid));
  const played = { ...lot, protocol: writtenChain(lot.protocol) };
  const end = await finish(tx, { lot: played, entries: after, runnerUp }, demo, now);
  await tx.publish(lotSnapshot(end.lot), ...end.entries.map((entry) => entrySnapshot(entry, end.lot)));
}

/** Everybody enters; the deposits are held by the demo's bank. */
async function enterAll(tx: Transaction, lot: Lot, bidders: readonly string[]): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const bidderId of bidders) {
    await ensureBidder(tx, bidderId);
    const entry: Entry = {
      id: newId(),
      lotId: lot.id,
      bidderId,
      bidderNumber: randomInt(BIDDER_NUMBERS.least, BIDDER_NUMBERS.below),
      state: 'ENTERED',
      depositHeld: true,
      certificateNumber: null,
      agreementEdition: null,
      version: 2,
    };
    if (!(await insertEntry(tx, entry))) continue;
    await payAtDemoBank(tx, entry, 'DEPOSIT', lot.deposit);
    entries.push(entry);
  }
  return entries;
}

async function payAtDemoBank(
  tx: Transaction,
  entry: Entry,
  purpose: 'DEPOSIT' | 'PAYMENT',
  amount: bigint,
): Promise<void> {
  const { id } = await ensureOrder(tx, {
    id: newId(),
    entryId: entry.id,
    lotId: entry.lotId,
    purpose,
    provider: 'demo',
    amount,
    state: 'REQUESTED',
    url: null,
  });
  await markPlaced(tx, id, 'about:blank');
  await markPaid(tx, id, 'PAID');
}

/** One step at a time, each at its own moment between the opening and now or the end. */
function bidInTurn(opened: Lot, entries: readonly Entry[], count: number, now: Date): BidStep[] {
  const steps: BidStep[] = [];
  const end = Math.min(now.getTime(), opened.closesAt.getTime());
  let lot = opened;
  let current = entries;
  for (let index = 0; index < count; index++) {
    const bidder = entries[(index + 1) % entries.length]?.bidderId;
    if (bidder === undefined) break;
    const at = new Date(opened.opensAt.getTime() + ((end - opened.opensAt.getTime()) * (index + 1)) / (count + 1));
    const amount = nextPrice(lot);
    const { steps: taken } = decideBatch(
      { lot, now: at, entries: current, leadersMaximum: null, lastBidId: null, earlier: new Map() },
      [
        {
          intent: {
            kind: 'BID',
            lotId: lot.id,
            bidderId: bidder,
            amount,
            confirmJump: false,
            key: `demo ${index}`,
            bodyHash: '',
          },
          who: { consentLive: true, keptOnly: false, blocked: false, staff: false },
        },
      ],
      newId,
    );
    steps.push(...taken);
    for (const step of taken) lot = lotAfter(step);
    current = lastStates(current, taken);
  }
  return steps;
}

async function finish(
  tx: Transaction,
  {
    lot,
    entries,
    runnerUp,
  }: { readonly lot: Lot; readonly entries: readonly Entry[]; readonly runnerUp: RunnerUp | null },
  demo: DemoLot,
  now: Date,
): Promise<{ lot: Lot; entries: readonly Entry[] }> {
  if (demo.state === 'OPEN') return { lot, entries };
  if (demo.state === 'CANCELLED') return cancel(tx, lot, entries, now);
  const {
    result,
    won,
    second,
    released: releases,
  } = closeLot(lot, entries, { runnerUp, mayFollow: true }, lot.closesAt);
  // A lot that the demo shows as sold was paid for at once: nobody waits for a second offer.
  const spared = demo.state === 'SOLD' && second ? [release(second)] : [];
  const released = [...releases, ...spared].map(({ entry }) => entry);
  const kept = second && spared.length === 0 ? [second] : [];
  await updateLot(tx, result);
  await endProtocol(tx, result);
  const others = [...kept, ...released];
  await updateEntries(tx, won ? [won, ...others] : others);
  await refundDeposits(
    tx,
    released.map((entry) => entry.id),
  );
  const closed = { lot: result, entries: won ? [won, ...others] : others };
  const written = { ...result, protocol: writtenChain(result.protocol) };
  return demo.state === 'SOLD' && won ? sell(tx, written, won, released) : closed;
}

async function sell(tx: Transaction, lot: Lot, won: Entry, released: readonly Entry[]) {
  const sold: Lot = { ...lot, state: 'SOLD', settledAt: lot.closedAt, remindAt: null, version: lot.version + 1 };
  await payAtDemoBank(tx, won, 'PAYMENT', amountDue(lot, won));
  await spendDeposit(tx, won.id, 'APPLIED');
  const paid: Entry = { ...won, state: 'PAID', version: won.version + 1 };
  const certificateNumber = await issueCertificate(tx, paid);
  await updateLot(tx, sold);
  return { lot: sold, entries: [{ ...paid, certificateNumber }, ...released] };
}

async function cancel(tx: Transaction, lot: Lot, entries: readonly Entry[], now: Date) {
  // What nobody called off before its end was sold or not.
  const at = now < lot.closesAt ? now : new Date(lot.closesAt.getTime() - 1);
  const protocol = extendChain(lot.protocol, cancelledLine(REASON, at));
  const over = { state: 'CANCELLED', settledAt: at, cancelReason: REASON, protocol } as const;
  const cancelled: Lot = { ...lot, ...over, version: lot.version + 1 };
  const released = entries.map((entry) => ({ ...entry, state: 'RELEASED' as const, version: entry.version + 1 }));
  await updateLot(tx, cancelled);
  await endProtocol(tx, cancelled);
  await updateEntries(tx, released);
  await refundDeposits(
    tx,
    released.map((entry) => entry.id),
  );
  return { lot: cancelled, entries: released };
}
