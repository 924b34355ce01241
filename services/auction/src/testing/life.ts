import { newId } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import { ordersOfEntries } from '../bank/bank-order.store.js';
import { payForLot } from '../bank/pay-for-lot.js';
import { takeReport } from '../bank/take-report.js';
import type { BidderClaims } from '../bidders/bidder.js';
import { applyConsent } from '../bidders/bidder.store.js';
import { keepTime } from '../closing/timekeeper.js';
import type { Entry } from '../entries/entry.js';
import { entriesOfLot } from '../entries/entry.store.js';
import { cancelLot } from '../lots/cancel-lot.js';
import { awaitsPayment, awardOf, type Lot, nextPrice } from '../lots/lot.js';
import { findLots } from '../lots/lot.store.js';
import { pauseLot, resumeLot } from '../pauses/pause-lot.js';
import type { Action } from './life-table.js';
import { openReplicas, type Replica, START, type TestAuction } from './open-auction.js';

/** A lot whose life is played, with three people who may take part in it. */
export class Life {
  constructor(
    readonly auction: TestAuction,
    readonly id: string,
    readonly people: readonly BidderClaims[],
  ) {}

  static async begin(auction: TestAuction, fixed: boolean): Promise<Life> {
    const { id } = await auction.aLot({ planned: true, fixed });
    return new Life(auction, id, await auction.citizens(3));
  }

  async lot(): Promise<Lot> {
    const [lot] = await findLots(this.auction.database, [this.id]);
    if (!lot) throw new Error('the lot is gone');
    return lot;
  }

  entries(): Promise<Entry[]> {
    return entriesOfLot(this.auction.database, this.id);
  }

  /** Which of the guards in the document hold now. */
  async guards(): Promise<ReadonlySet<string>> {
    const [lot, entries] = [await this.lot(), await this.entries()];
    const ranOut = entries.some(({ state }) => state === 'RELEASED');
    return new Set([
      '',
      lot.bidCount > 0 ? 'somebody bid' : 'nobody bid',
      lot.runnerUp === null ? 'no second is kept' : 'a second is kept',
      ...(lot.saleMode === 'FIXED_PRICE' && ranOut ? ["somebody's reservation ran out"] : []),
    ]);
  }

  /** Does it at a replica, or tries to: what the rules refuse is refused. @param who of the people, by turns */
  async does(action: Action, who: number, replica: Replica): Promise<void> {
    const { database } = replica;
    const lot = await this.lot();
    switch (action) {
      case 'opens':
        return this.#until(lot.state === 'PLANNED' ? lot.opensAt : null, database);
      case 'ends':
        return this.#until(new Date(Math.max(lot.closesAt.getTime(), lot.reservedUntil?.getTime() ?? 0)), database);
      case 'lapses':
        return this.#until(lot.paymentDueAt ?? lot.reservedUntil, database);
      case 'bids':
        return this.#bid(lot, who, replica);
      case 'pays':
        return this.#pay(lot, database);
      case 'reserves':
        await this.auction.reserves(this.#person(who), lot);
        return;
      case 'pauses':
        await pauseLot(database, { lotId: this.id, reason: 'the bank does not answer' });
        return;
      case 'resumes':
        await resumeLot(database, this.id);
        return;
      case 'cancels':
        await cancelLot(database, { lotId: this.id, reason: 'announced by mistake' });
        return;
      case 'leaves': {
        const second = (await this.entries()).find(({ state }) => state === 'OUTBID')?.bidderId;
        if (second) await database.transaction((tx) => applyConsent(tx, second, 2, null));
      }
    }
  }

  #person(who: number): BidderClaims {
    const person = this.people[who % this.people.length];
    if (!person) throw new Error('nobody is here');
    return person;
  }

  async #until(instant: Date | null, database: Database): Promise<void> {
    const ahead = (instant?.getTime() ?? 0) - (await database.now()).getTime();
    if (instant === null) return;
    if (ahead > 0) await this.auction.time.advance({ milliseconds: ahead });
    // One turn may make another thing due.
    while (await keepTime(database));
  }

  async #bid(lot: Lot, who: number, { placing }: Replica): Promise<void> {
    const leader = (await this.entries()).find(({ id }) => id === lot.leader?.entryId)?.bidderId;
    const turn = this.#person(who).id === leader ? who + 1 : who;
    const person = this.#person(turn);
    const entered = (await this.entries()).some(({ bidderId }) => bidderId === person.id);
    if (!entered && lot.saleMode === 'AUCTION' && (lot.state === 'PLANNED' || lot.state === 'OPEN'))
      await this.auction.enters(person, lot).catch(() => undefined);
    const amount = lot.currentPrice === null ? START : nextPrice(lot);
    await placing.place({ kind: 'BID', lotId: lot.id, amount, key: newId(), confirmJump: true, who: person });
  }

  /** Whoever has the lot to pay for; at a fixed price also whose reservation ran out last. */
  async #pay(lot: Lot, database: Database): Promise<void> {
    const entries = await this.entries();
    const owing = awaitsPayment(lot) ? awardOf(lot)?.entryId : entries.find(({ state }) => state === 'RESERVED')?.id;
    const payer =
      entries.find(({ id }) => id === owing) ?? (lot.saleMode === 'FIXED_PRICE' ? entries.at(-1) : undefined);
    if (!payer?.bidderId) return;
    await payForLot({ ...this.auction.counter, database }, { lotId: lot.id, citizenId: payer.bidderId });
    const order = (await ordersOfEntries(database, [payer.id], 'PAYMENT')).at(-1);
    if (order) await takeReport(database, 'memory', this.auction.bank.report(order.id));
  }
}

/** A process of the auction that has just started: nothing of what one before it had in memory. */
export async function newReplica(url: string): Promise<Replica & AsyncDisposable> {
  const [replica] = await openReplicas(url, 1);
  if (!replica) throw new Error('a replica');
  return {
    ...replica,
    [Symbol.asyncDispose]: async () => {
      await replica.placing.idle();
      await replica.database.close();
    },
  };
}
