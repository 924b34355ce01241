import { type Actor, createKeySet, disclosureTickets, generateSigningKey } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { executeAs } from '@belgi/subgraph';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BidderClaims } from '../bidders/bidder.js';
import { createLoaders } from '../context.js';
import { CitizenEntriesResolver, EntryResolver } from '../entries/entry.resolver.js';
import type { Lot } from '../lots/lot.js';
import { LotResolver } from '../lots/lot.resolver.js';
import { DEFAULT_PLATE_ALPHABET } from '../lots/plate.js';
import { buildAuctionSubgraph } from '../subgraph.js';
import { openAuction, START, type TestAuction } from '../testing/open-auction.js';
import { CitizenReservationsResolver, MyReservationResolver, ReservationResolver } from './reservation.resolver.js';

let auction: TestAuction;
let schema: ReturnType<typeof buildAuctionSubgraph>['schema'];
beforeAll(async () => {
  auction = await openAuction();
  // Nobody shows a ticket here.
  const noKeys = createKeySet(JSON.stringify([generateSigningKey()]));
  schema = buildAuctionSubgraph({
    resolvers: [
      new LotResolver(auction.database, DEFAULT_PLATE_ALPHABET),
      new ReservationResolver(auction.counter),
      new MyReservationResolver(),
      new CitizenReservationsResolver(auction.database),
      new CitizenEntriesResolver(auction.database),
      new EntryResolver(auction.counter),
    ],
    database: auction.database,
    tickets: disclosureTickets.verifier(noKeys),
  }).schema;
});
afterAll(() => auction[Symbol.asyncDispose]());

const citizen = (who: BidderClaims): Actor => ({
  ...{ kind: 'citizen', id: who.id, session: newId(), restricted: false, consent: { edition: 1, epoch: 1 } },
});
const ask = <Data>(actor: Actor, query: string, variables: object) =>
  executeAs<Data>(schema, {
    ...{ query, variables: { ...variables } },
    context: { actor, loaders: createLoaders(auction.database, actor.kind === 'citizen' ? actor.id : null) },
  });
const anonymous: Actor = { kind: 'anonymous' };
const staff = (): Actor => ({ kind: 'staff', id: newId(), session: newId(), roles: ['AUCTIONEER'] });

const mutation = `mutation ($lotId: ID!, $key: ID!) { reserveLot(lotId: $lotId, key: $key) { __typename
  ... on Reservation { until running price againFrom orderUrl entry { state } } ... on Refusal { code message } } }`;
const page = `query ($id: ID!) { lot(id: $id) { saleMode state reservedUntil startPrice deposit minimumNextBid
  myReservation { until running orderUrl entry { certificateNumber } } } }`;
interface Shown {
  readonly lot: {
    readonly reservedUntil: string | null;
    readonly state: string;
    readonly myReservation: {
      readonly running: boolean;
      readonly orderUrl: string | null;
      readonly until: string;
    } | null;
  };
}
const reserve = (actor: Actor, lot: Lot, key = newId()) =>
  ask<{ reserveLot: { code?: string; __typename: string } }>(actor, mutation, { lotId: lot.id, key });
const shown = async (actor: Actor, { id }: Lot) => (await ask<Shown>(actor, page, { id })).data?.lot;

describe('what the graph says of a reservation', () => {
  it('its citizen sees where and until when to pay; everybody else only until when the lot is held', async () => {
    const [lot, who, other] = [await auction.aLot({ fixed: true }), await auction.aCitizen(), await auction.aCitizen()];
    const { data, errors } = await reserve(citizen(who), lot);
    expect(errors).toBeUndefined();
    expect(data?.reserveLot).toMatchObject({
      ...{ __typename: 'Reservation', running: true, price: String(START), againFrom: null },
      ...{ orderUrl: expect.stringContaining('https://bank.test/'), entry: { state: 'RESERVED' } },
    });
    const own = await shown(citizen(who), lot);
    expect(own).toMatchObject({
      state: 'RESERVED',
      deposit: '0',
      minimumNextBid: null,
      myReservation: { running: true },
    });
    for (const actor of [citizen(other), anonymous])
      expect(await shown(actor, lot)).toMatchObject({ reservedUntil: own?.reservedUntil, myReservation: null });
    expect((await reserve(citizen(other), lot)).data?.reserveLot).toMatchObject({ code: 'LOT_RESERVED' });
  });

  it('tells with a lot the clock by which what it holds runs out', async () => {
    const lot = await auction.aLot({ fixed: true });
    const told = async () =>
      (
        await ask<{ lot: { serverTime: string } }>(anonymous, 'query ($id: ID!) { lot(id: $id) { serverTime } }', {
          id: lot.id,
        })
      ).data?.lot.serverTime ?? '';
    const first = new Date(await told()).getTime();
    await auction.time.advance({ minutes: 7 });
    expect(new Date(await told()).getTime() - first).toBeGreaterThanOrEqual(7 * 60_000);
    expect(Math.abs(new Date(await told()).getTime() - (await auction.database.now()).getTime())).toBeLessThan(60_000);
  });

  it('lists what runs to its citizen alone, in a restricted session too', async () => {
    const [lot, who, other] = [await auction.aLot({ fixed: true }), await auction.aCitizen(), await auction.aCitizen()];
    await auction.reserves(who, lot);
    const list = async (actor: Actor) => {
      const { data, errors } = await ask<{ _entities: { reservations: object[] | null }[] }>(
        actor,
        'query ($id: ID!) { _entities(representations: [{ __typename: "Citizen", id: $id }]) { ... on Citizen { reservations { running entry { lot { id } } } } } }',
        { id: who.id },
      );
      return (
        data?._entities[0]?.reservations ?? errors?.map(({ extensions }) => extensions['reason'] ?? extensions['code'])
      );
    };
    const own = [{ running: true, entry: { lot: { id: lot.id } } }];
    expect(await list(citizen(who))).toEqual(own);
    expect(await list({ ...citizen(who), restricted: true } as Actor)).toEqual(own);
    expect(await list(citizen(other))).toEqual(['NOT_YOURS']);
    expect(await list(staff())).toEqual(['PURPOSE_DENIED']);
    expect(await list(anonymous)).toEqual(['SIGN_IN_REQUIRED']);
  });

  it('refuses staff as staff, whoever has no account, and a key that is none', async () => {
    const lot = await auction.aLot({ fixed: true });
    expect((await reserve(staff(), lot)).data?.reserveLot).toMatchObject({ code: 'BIDDER_IS_STAFF' });
    expect((await reserve(anonymous, lot)).errors).toHaveLength(1);
    const [error] = (await reserve(citizen(await auction.aCitizen()), lot, 'a key')).errors ?? [];
    expect(error?.extensions['code']).toBe('BAD_USER_INPUT');
  });
});
