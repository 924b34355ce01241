import { randomInt } from 'node:crypto';
import { RefusedError } from '@belgi/local';
import { type Duration, millisecondsOf } from '../test-clock.store.js';
import { waitFor } from '../wait-for.js';
import type { TestSystem } from './create-system.js';
import type { TestStaff } from './staff.js';

export interface TestLot {
  readonly id: string;
  readonly number: string;
  readonly startPrice: bigint;
  readonly step: bigint;
  readonly closesAt: Date;
}

const REGIONS = 9;
/** Letters that plates may carry in every configuration. */
const LETTERS = 'ABCDEHKMOPTX';

/** `await aLot(system).startingAt(1_000_000n).closing({ minutes: 30 }).open(auctioneer)`; the rest is made up. */
export class LotBuilder {
  #region = `0${randomInt(1, REGIONS + 1)}`;
  #digits = String(randomInt(1, 1000)).padStart(3, '0');
  #letters = Array.from({ length: 3 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  #startPrice = 1_000_000n;
  #step: bigint | null = 100_000n;
  #opensIn: Duration = {};
  #closesIn: Duration = { hours: 1 };
  #hardStopIn: Duration | undefined;

  constructor(private readonly system: TestSystem) {}

  plate(region: string, digits: string, letters: string): this {
    this.#region = region;
    this.#digits = digits;
    this.#letters = letters;
    return this;
  }

  /** Tyiyn. */
  startingAt(price: bigint): this {
    this.#startPrice = price;
    return this;
  }

  /** Tyiyn. */
  stepping(step: bigint): this {
    this.#step = step;
    return this;
  }

  /** At its start price, without steps. */
  atFixedPrice(): this {
    this.#step = null;
    return this;
  }

  /** From now, by the databases' clock. */
  opening(after: Duration): this {
    this.#opensIn = after;
    return this;
  }

  /** From now, by the databases' clock; at least a minute after the opening. */
  closing(after: Duration): this {
    this.#closesIn = after;
    return this;
  }

  hardStop(after: Duration): this {
    this.#hardStopIn = after;
    return this;
  }

  /** Announced by an auctioneer; opens when its time comes. */
  async planned(auctioneer: TestStaff): Promise<TestLot> {
    const at = (after: Duration): string => new Date(this.system.now().getTime() + millisecondsOf(after)).toISOString();
    const closesAt = at(this.#closesIn);
    const { createLot } = await auctioneer.graph.ask(
      `mutation CreateLot($input: LotInput!) {
        createLot(input: $input) { __typename ... on Lot { id plate { number } } ... on Refusal { code message } }
      }`,
      {
        input: {
          region: this.#region,
          digits: this.#digits,
          letters: this.#letters,
          startPrice: String(this.#startPrice),
          ...(this.#step === null ? { saleMode: 'FIXED_PRICE' } : { step: String(this.#step) }),
          opensAt: at(this.#opensIn),
          closesAt,
          ...(this.#hardStopIn ? { hardStopAt: at(this.#hardStopIn) } : {}),
        },
      },
    );
    if (createLot.code) throw new RefusedError('createLot', createLot.code, createLot.message);
    return {
      id: createLot.id,
      number: createLot.plate.number,
      startPrice: this.#startPrice,
      step: this.#step ?? 0n,
      closesAt: new Date(closesAt),
    };
  }

  /** Announced, and opened by the timekeeper. */
  async open(auctioneer: TestStaff): Promise<TestLot> {
    const lot = await this.planned(auctioneer);
    await lotReaches(this.system, lot, 'OPEN');
    return lot;
  }
}

export function aLot(system: TestSystem): LotBuilder {
  return new LotBuilder(system);
}

/** Waits until a lot is in one of these states, as the public sees it. */
export async function lotReaches(system: TestSystem, lot: Pick<TestLot, 'id'>, ...states: string[]): Promise<void> {
  await waitFor(async () => {
    const answer = await system.graph.ask('query Lot($id: ID!) { lot(id: $id) { state } }', { id: lot.id });
    return states.includes(answer.lot.state);
  });
}
