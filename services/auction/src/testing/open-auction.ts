import { fileURLToPath } from 'node:url';
import { newId } from '@belgi/contracts';
import { type Database, migrate, openDatabase, type Transaction } from '@belgi/database';
import { createLogger, createMetrics } from '@belgi/runtime';
import { createTestDatabase, type TestDatabase } from '@belgi/testkit';
import { type BankAsks, createBankAsks } from '../bank/ask-bank.js';
import { findOrder, ordersOfEntries } from '../bank/bank-order.store.js';
import { takeReport } from '../bank/take-report.js';
import { applyAcceptance, applyAgreementEdition } from '../bidders/agreement.store.js';
import type { BidderClaims } from '../bidders/bidder.js';
import { applyAccount, applyConsent, applyEdition } from '../bidders/bidder.store.js';
import { createPlaceBid, type PlaceBid, type PlaceBidOutcome } from '../bidding/place-bid.js';
import { createRateLimit } from '../bidding/rate-limit.js';
import { keepTime } from '../closing/timekeeper.js';
import { type AcceptedAgreementOf, enterLot } from '../entries/enter-lot.js';
import type { Entry } from '../entries/entry.js';
import { createLot } from '../lots/create-lot.js';
import type { Lot } from '../lots/lot.js';
import { DEFAULT_PLATE_ALPHABET } from '../lots/plate.js';
import { type ReservationOutcome, reserveLot } from '../reservations/reserve-lot.js';
import { type MemoryBank, memoryBank } from './memory-bank.js';

const migrations = fileURLToPath(new URL('../../migrations', import.meta.url));
const logger = createLogger({ service: 'auction', level: 'silent' });
/** One for all replicas. */
const ANSWER_KEY = Buffer.alloc(32, 7);
const MINUTE_MS = 60_000;
/** The start price and the step of lots that tests announce, in tyiyn. */
export const START = 1_000_000n;
export const STEP = 50_000n;

/** One process of the auction: its own pool and its own batcher. */
export interface Replica {
  readonly database: Database;
  readonly placing: PlaceBid;
}

/** The auction's use cases over a database of their own, with a bank in memory. */
export interface TestAuction extends AsyncDisposable {
  readonly url: string;
  readonly database: Database;
  readonly time: TestDatabase['time'];
  readonly bank: MemoryBank;
  readonly asks: BankAsks;
  readonly replicas: readonly Replica[];
  /** What privacy would say of acceptances that were not heard of, by citizen. */
  readonly accepted: Map<string, number>;
  /** What entering and paying need. */
  readonly counter: {
    readonly database: Database;
    readonly asks: BankAsks;
    readonly provider: string;
    readonly acceptedAgreement: AcceptedAgreementOf;
  };
  /** A citizen who agreed to edition 1, accepted the user agreement unless told otherwise, and is verified. */
  aCitizen(options?: { readonly accepts?: boolean }): Promise<BidderClaims>;
  /** As many of them, who arrive together. */
  citizens(count: number): Promise<BidderClaims[]>;
  /** A lot that is open for an hour, or for days, or planned for in an hour; its end may move as far as the policy says, or by so much. */
  aLot(options?: {
    readonly planned?: boolean;
    readonly forDays?: number;
    readonly hardStopMinutes?: number;
    /** At a fixed price of START. */
    readonly fixed?: boolean;
  }): Promise<Lot>;
  /** Enters and, unless told otherwise, pays the deposit. */
  enters(who: BidderClaims, lot: Lot, options?: { readonly unpaid?: boolean }): Promise<Entry>;
  /** Reserves a lot at a fixed price. */
  reserves(who: BidderClaims, lot: Lot, key?: string): Promise<ReservationOutcome>;
  bids(who: BidderClaims, lot: Lot, amount: bigint, key?: string): Promise<PlaceBidOutcome>;
  leavesMaximum(who: BidderClaims, lot: Lot, amount: bigint, key?: string): Promise<PlaceBidOutcome>;
  /** The bank reports that the entry's order was paid. */
  pays(entry: Entry, purpose: 'DEPOSIT' | 'PAYMENT'): Promise<void>;
  /** Moves the clock past the lot's end and lets the timekeeper work. */
  afterClose(): Promise<void>;
}

let plates = 0;

/** A combination that no other lot of this test process has. */
function nextPlate() {
  plates += 1;
  const letter = (place: number) => DEFAULT_PLATE_ALPHABET[Math.floor(plates / 26 ** place) % 26] ?? 'A';
  return { region: '01', digits: '777', letters: `${letter(2)}${letter(1)}${letter(0)}` };
}

/** Somebody who agreed to edition 1 and is verified. */
async function arrives(tx: Transaction, accepts: boolean): Promise<BidderClaims> {
  const id = newId();
  await applyConsent(tx, id, 1, 1);
  if (accepts) await applyAcceptance(tx, { citizenId: id, edition: 1 });
  await applyAccount(tx, { citizenId: id, version: 1, status: 'ACTIVE', pinVerified: true, disputed: false });
  return { id, staff: false, restricted: false, consent: { edition: 1, epoch: 1 } };
}

/** Processes of the auction over one database. */
export async function openReplicas(url: string, count: number): Promise<Replica[]> {
  const open = () => openDatabase({ url, applicationName: 'test', poolSize: 6, logger, production: false });
  const databases = await Promise.all(Array.from({ length: count }, open));
  return databases.map((database) => ({
    database,
    placing: createPlaceBid({
      database,
      metrics: createMetrics('auction'),
      answerKey: ANSWER_KEY,
      rateLimit: createRateLimit({ burst: 1_000_000, perSecond: 1_000_000 }),
    }),
  }));
}

export async function openAuction(options: { readonly replicas?: number } = {}): Promise<TestAuction> {
  const testDatabase = await createTestDatabase({
    name: 'auction',
    template: { key: 'auction', fill: (url) => migrate({ url, directory: migrations, logger }) },
  });
  const replicas = await openReplicas(testDatabase.url, options.replicas ?? 1);
  const [replica] = replicas;
  if (!replica) throw new Error('an auction needs a replica');
  const { database, placing } = replica;
  const bank = memoryBank();
  const asks = createBankAsks({
    database,
    providers: new Map([['memory', bank]]),
    returnUrl: 'https://belgi.test',
    logger,
  });
  const first = { number: 1, effectiveAt: new Date(0), material: true };
  await database.transaction(async (tx) => {
    await applyEdition(tx, first);
    await applyAgreementEdition(tx, first);
  });
  const accepted = new Map<string, number>();
  const acceptedAgreement: AcceptedAgreementOf = async (citizenId) => accepted.get(citizenId) ?? null;
  const counter = { database, asks, provider: 'memory', acceptedAgreement };

  const auction: TestAuction = {
    url: testDatabase.url,
    database,
    time: testDatabase.time,
    bank,
    asks,
    replicas,
    accepted,
    counter,
    aCitizen: ({ accepts = true } = {}) => database.transaction((tx) => arrives(tx, accepts)),
    citizens: (count) =>
      database.transaction((tx) => Promise.all(Array.from({ length: count }, () => arrives(tx, true)))),
    aLot: async ({ planned = false, forDays = 1 / 24, hardStopMinutes, fixed = false } = {}) => {
      const opensAt = new Date((await database.now()).getTime() + (planned ? 60 * MINUTE_MS : 0));
      const closesAt = new Date(opensAt.getTime() + forDays * 24 * 60 * MINUTE_MS);
      const outcome = await createLot(
        { database, alphabet: DEFAULT_PLATE_ALPHABET },
        {
          plate: nextPlate(),
          saleMode: fixed ? 'FIXED_PRICE' : 'AUCTION',
          startPrice: START,
          step: fixed ? null : STEP,
          opensAt,
          closesAt,
          hardStopAt: hardStopMinutes === undefined ? null : new Date(closesAt.getTime() + hardStopMinutes * MINUTE_MS),
        },
        newId(),
      );
      if (outcome.kind !== 'created') throw new Error(outcome.code);
      await keepTime(database);
      return outcome.lot;
    },
    enters: async (who, lot, { unpaid = false } = {}) => {
      const outcome = await enterLot(counter, { lotId: lot.id, who });
      if (outcome.kind !== 'entered') throw new Error(outcome.code);
      if (!unpaid) await auction.pays(outcome.entry, 'DEPOSIT');
      return outcome.entry;
    },
    reserves: (who, lot, key = newId()) => reserveLot(counter, { lotId: lot.id, key, who }),
    leavesMaximum: (who, lot, amount, key = newId()) =>
      placing.place({ kind: 'MAXIMUM', lotId: lot.id, amount, key, confirmJump: false, who }),
    bids: (who, lot, amount, key = newId()) =>
      placing.place({ kind: 'BID', lotId: lot.id, amount, key, confirmJump: true, who }),
    pays: async (entry, purpose) => {
      const order = (await ordersOfEntries(database, [entry.id], purpose)).at(-1);
      if (!order || !(await findOrder(database, order.id))) throw new Error('there is no order to pay');
      const outcome = await takeReport(database, 'memory', bank.report(order.id));
      if (outcome !== 'TAKEN') throw new Error(outcome);
    },
    afterClose: async () => {
      await testDatabase.time.advance({ minutes: 61 });
      await keepTime(database);
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(
        replicas.map(async (replica) => {
          await replica.placing.idle();
          await replica.database.close();
        }),
      );
      await testDatabase.close();
    },
  };
  return auction;
}
