import { randomUUID } from 'node:crypto';
import { aCitizen, type TestCitizen, type TestLot, type TestSystem, waitFor } from '@belgi/testkit';
import { inParallel } from './load.js';

/** Passwords are hashed on purpose slowly; more registrations at once only queue on two cores. */
const WIDTH = 2;

export function citizens(system: TestSystem, count: number): Promise<TestCitizen[]> {
  return inParallel(count, WIDTH, () => aCitizen(system).registered());
}

/** Citizens who are verified and whose deposit for the lot the bank has confirmed. */
export function bidders(system: TestSystem, lot: TestLot, count: number): Promise<TestCitizen[]> {
  return inParallel(count, WIDTH, async () => {
    const citizen = await (await aCitizen(system).verified()).accepts();
    await citizen.graph.ask('mutation Enter($id: ID!) { enterLot(lotId: $id) { __typename } }', { id: lot.id });
    const entry = async () => {
      const query = 'query Entry($id: ID!) { lot(id: $id) { myEntry { state depositOrderUrl } } }';
      return (await citizen.graph.ask(query, { id: lot.id })).lot.myEntry;
    };
    await system.bank.pay(await waitFor(async () => (await entry())?.depositOrderUrl));
    await waitFor(async () => (await entry())?.state === 'ENTERED');
    return citizen;
  });
}

export interface BidAnswer {
  /** null: refused. */
  readonly bid: { readonly at: string; readonly amount: string } | null;
  readonly code: string | null;
  /** The least that the next bid must be, as told with the answer. */
  readonly minimumNextBid: bigint | null;
}

export async function placeBid(citizen: TestCitizen, lotId: string, amount: bigint): Promise<BidAnswer> {
  const { placeBid: answer } = await citizen.graph.ask(
    `mutation Bid($lot: ID!, $amount: Money!, $key: ID!) {
      placeBid(lotId: $lot, amount: $amount, key: $key, confirmJump: true) {
        ... on BidAccepted { bid { at amount } lot { minimumNextBid } }
        ... on BidRefused { code lot { minimumNextBid } }
      }
    }`,
    { lot: lotId, amount: String(amount), key: randomUUID() },
  );
  const next = answer.lot?.minimumNextBid;
  return { bid: answer.bid ?? null, code: answer.code ?? null, minimumNextBid: next ? BigInt(next) : null };
}
