import { randomUUID } from 'node:crypto';
import { signIn } from '@belgi/local';
import {
  aCitizen,
  aLot,
  aStaff,
  createSystem,
  lotReaches,
  type TestCitizen,
  type TestLot,
  type TestStaff,
  type TestSystem,
  waitFor,
} from '@belgi/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * Journey 6: each of auction, privacy, notify and nats-server is killed (SIGKILL) again and again in the middle of
 * journeys 1 and 2. Clients do what clients do: they ask again, under the same key. Afterwards everything has
 * happened once.
 */
const victims = ['auction', 'privacy', 'notify', 'nats'] as const;
type Victim = (typeof victims)[number];

let system: TestSystem;
let auctioneer: TestStaff;
let leaver: TestCitizen;
let winner: TestCitizen;
let third: TestCitizen;

beforeAll(async () => {
  system = await createSystem();
  auctioneer = await aStaff(system).withRole('AUCTIONEER');
  [leaver, winner, third] = await Promise.all([
    aCitizen(system).speaking('RU').verified(),
    aCitizen(system).speaking('EN').verified(),
    aCitizen(system).speaking('KY').verified(),
  ]);
}, 300_000);
afterAll(() => system?.stop());

/** Sends the request, kills the victim while it is under way, starts it again, and asks until there is an answer. */
async function struck<T>(victim: Victim, act: () => Promise<T>) {
  const first = act().catch(() => undefined);
  await system.kill(victim);
  await system.restart(victim);
  await first;
  return waitFor(act, ANSWER_DEADLINE_MS);
}
/** A killed process is back within seconds, consumers and pools follow. */
const ANSWER_DEADLINE_MS = 60_000;

const everybody = () => [leaver, winner, third];
/** Access tokens live for five minutes by the processes' own clock, and a loaded machine takes its time. */
async function everybodySignsIn(): Promise<void> {
  const session = await signIn(system.graph, auctioneer.login, auctioneer.password);
  auctioneer = { ...auctioneer, session, graph: system.graph.withToken(session.accessToken) };
  await Promise.all(everybody().map((citizen) => citizen.signsIn()));
}

/** Enters and pays, however far an earlier attempt got; the bank repeats its report until it is taken. */
async function takesPart(citizen: TestCitizen, lot: TestLot, deposits: Map<TestCitizen, string>): Promise<true> {
  const url = await waitFor(async () => {
    const entry = await citizen.enters(lot);
    if (entry.depositOrderUrl !== null) deposits.set(citizen, entry.depositOrderUrl);
    return deposits.get(citizen);
  }, ANSWER_DEADLINE_MS);
  await system.bank.pay(url);
  return true;
}

/** What a listener steps over: it is of a noun it listens to, and tells it nothing. */
const STEPPED_OVER: Readonly<Record<string, readonly string[]>> = {
  'notify-auction-entry': ['auction.entry.deposit-returned.v1'],
};

/** Nothing waits in any outbox, and every fact that a consumer listens to was handled by it exactly once. */
async function untilAllFactsArrived(): Promise<void> {
  const routes = [
    ['auction', 'notify', 'auction-entry', 'auction.entry.%'],
    ['auction', 'privacy', 'auction-entry', 'auction.entry.%'],
    ['auction', 'privacy', 'auction-consent', 'auction.consent.%'],
    ['privacy', 'auction', 'privacy-consent', 'privacy.consent.%'],
    ['privacy', 'notify', 'privacy-consent', 'privacy.consent.%'],
    ['identity', 'auction', 'identity-account', 'identity.account.%'],
    ['notify', 'privacy', 'notify-consent', 'notify.consent.%'],
  ] as const;
  for (const [owner, listener, source, types] of routes) {
    await waitFor(async () => {
      const sent = await system.databases[owner].query<{ id: string; published: boolean }>(
        'SELECT id, published_at IS NOT NULL AS published FROM outbox WHERE type LIKE $1 AND type <> ALL ($2)',
        [types, STEPPED_OVER[`${listener}-${source}`] ?? []],
      );
      const handled = await system.databases[listener].query<{ event_id: string }>(
        'SELECT event_id FROM inbox WHERE consumer = $1',
        [`${listener}-${source}`],
      );
      const seen = new Set(handled.map((row) => row.event_id));
      return sent.length > 0 && sent.every(({ id, published }) => published && seen.has(id));
    }, ANSWER_DEADLINE_MS);
    const dead = await system.databases[listener].query('SELECT 1 FROM dead_letters WHERE consumer = $1', [
      `${listener}-${source}`,
    ]);
    expect(dead, `dead letters of ${listener}-${source}`).toEqual([]);
  }
}

/** Versions of each aggregate's facts run from 1 without a gap. */
async function expectGaplessFacts(lot: TestLot): Promise<void> {
  const facts = await system.databases.auction.query<{ aggregate: string; aggregate_version: string }>(
    `SELECT aggregate, aggregate_version FROM outbox WHERE data->>'lotId' = $1 ORDER BY position`,
    [lot.id],
  );
  for (const [aggregate, about] of Map.groupBy(facts, (fact) => fact.aggregate)) {
    const versions = about.map((fact) => Number(fact.aggregate_version));
    expect(versions, aggregate).toEqual(versions.map((_, index) => index + 1));
  }
}

const smsAbout = async (citizen: TestCitizen, lot: TestLot, pattern: RegExp) =>
  (await system.mailbox.messages(citizen.who.phone)).filter(
    (message) => message.text.includes(lot.number) && pattern.test(message.text),
  );
const noticesOf = async (citizen: TestCitizen, lot: TestLot, kind: string) =>
  (await citizen.inbox()).filter((notice) => notice.kind === kind && notice.lot?.id === lot.id);

describe.each(victims)('kill -9 of %s in the middle', (victim) => {
  let lot: TestLot;
  const deposits = new Map<TestCitizen, string>();

  it('of entering, paying deposits and bidding: each happens once', async () => {
    await everybodySignsIn();
    lot = await aLot(system).closing({ minutes: 40 }).open(auctioneer);
    await struck(victim, () => takesPart(leaver, lot, deposits));
    await takesPart(winner, lot, deposits);
    await takesPart(third, lot, deposits);
    for (const citizen of everybody()) await waitFor(() => citizen.reaches(lot, 'ENTERED'), ANSWER_DEADLINE_MS);

    const keys = [randomUUID(), randomUUID(), randomUUID()] as const;
    const bid = (citizen: TestCitizen, steps: bigint, key: string) => async () => {
      const answer = await citizen.bids(lot, lot.startPrice + lot.step * steps, key);
      return answer.bid;
    };
    expect(await struck(victim, bid(third, 0n, keys[0]))).toMatchObject({ sequence: 1 });
    expect(await struck(victim, bid(winner, 1n, keys[1]))).toMatchObject({ sequence: 2 });
    expect(await bid(leaver, 2n, keys[2])()).toMatchObject({ sequence: 3 });
    expect(await bid(third, 0n, keys[0])()).toMatchObject({ sequence: 1 });
    const { lot: shown } = await system.graph.ask('query Lot($id: ID!) { lot(id: $id) { bidCount } }', { id: lot.id });
    expect(shown.bidCount).toBe(3);
  });

  it('of a withdrawal: three acknowledgements, no bid after them, the leading bid binds', async () => {
    await everybodySignsIn();
    const { consent } = await struck(victim, () => leaver.withdraws());
    expect(consent.state).toBe('WITHDRAWN');
    await waitFor(async () => {
      const acknowledged = await system.databases.privacy.query<{ service: string }>(
        'SELECT service FROM acknowledgements WHERE citizen_id = $1 AND epoch = $2',
        [leaver.id, consent.epoch],
      );
      return acknowledged.length === 3;
    }, ANSWER_DEADLINE_MS);
    const other = await aLot(system).closing({ days: 5 }).open(auctioneer);
    expect(await leaver.bids(other, other.startPrice)).toMatchObject({ code: 'CONSENT_REQUIRED' });
    await leaver.signsIn();
    expect(leaver.session.restricted).toBe(true);
    expect(await leaver.entryIn(lot)).toMatchObject({ state: 'LEADING' });
  });

  it('of the close and the payment: one winner, charged once, deposits back once', async () => {
    await system.time.advance({ minutes: 41 });
    await system.kill(victim);
    await system.restart(victim);
    await lotReaches(system, lot, 'AWAITING_PAYMENT');
    await everybodySignsIn();
    const { url } = await waitFor(() => leaver.asksToPayFor(lot), ANSWER_DEADLINE_MS);
    await struck(victim, async () => {
      await system.bank.pay(url);
      return true;
    });
    const { certificateNumber } = await waitFor(() => leaver.reaches(lot, 'PAID'), ANSWER_DEADLINE_MS);
    expect(certificateNumber).not.toBeNull();
    for (const citizen of [winner, third]) {
      await waitFor(async () => (await system.bank.order(deposits.get(citizen) ?? '')).state === 'Refunded', 60_000);
    }
    await waitFor(async () => {
      const orders = await system.databases.auction.query<{ what: string }>(
        `SELECT purpose || ' ' || state AS what FROM bank_orders WHERE lot_id = $1 ORDER BY 1`,
        [lot.id],
      );
      const all = orders.map(({ what }) => what).join();
      return all === 'DEPOSIT APPLIED,DEPOSIT REFUNDED,DEPOSIT REFUNDED,PAYMENT PAID';
    }, ANSWER_DEADLINE_MS);
  });

  it('leaves nothing lost, nothing twice', async () => {
    await everybodySignsIn();
    await untilAllFactsArrived();
    await expectGaplessFacts(lot);
    for (const [citizen, kind] of [
      [leaver, 'LOT_WON'],
      [leaver, 'LOT_PAID'],
      [winner, 'BID_OUTBID'],
      [winner, 'DEPOSIT_RELEASED'],
      [third, 'BID_OUTBID'],
      [third, 'DEPOSIT_RELEASED'],
    ] as const) {
      await waitFor(async () => (await noticesOf(citizen, lot, kind)).length > 0, ANSWER_DEADLINE_MS);
      expect(await noticesOf(citizen, lot, kind), kind).toHaveLength(1);
    }
    // The SMS hook drops a repeated id: what must arrive arrives, once. A mail may be left out, never doubled.
    await waitFor(async () => (await smsAbout(winner, lot, /outbid/)).length > 0, ANSWER_DEADLINE_MS);
    expect(await smsAbout(winner, lot, /outbid/)).toHaveLength(1);
    for (const citizen of everybody()) {
      const mails = (await system.mailbox.messages(citizen.who.email ?? '')).map(
        (message) => `${message.subject} ${message.text}`,
      );
      expect(new Set(mails).size).toBe(mails.length);
    }
    // Back again for the next round.
    await waitFor(async () => (await leaver.agrees()).consent.state === 'GIVEN', ANSWER_DEADLINE_MS);
  });
});
