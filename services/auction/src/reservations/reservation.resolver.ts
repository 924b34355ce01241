import type { Database } from '@belgi/database';
import { fault, Personal } from '@belgi/subgraph';
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { BankAsks } from '../bank/ask-bank.js';
import type { AuctionContext } from '../context.js';
import type { AcceptedAgreementOf } from '../entries/enter-lot.js';
import { CitizenType, EntryType, entryTypeOf } from '../entries/entry.type.js';
import { isKey } from '../lots/ids.js';
import { LotType } from '../lots/lot.type.js';
import { claimsOf, permit } from '../permit.js';
import { bidding, payment } from '../personal.js';
import { refusals } from '../refusals.js';
import type { Reservation } from './reservation.js';
import { runningReservations } from './reservation.store.js';
import { ReservationRefused, ReservationType, ReserveLotResult, reservationTypeOf } from './reservation.type.js';
import { reserveLot } from './reserve-lot.js';

@Resolver(() => ReservationType)
export class ReservationResolver {
  constructor(
    private readonly counter: {
      readonly database: Database;
      readonly asks: BankAsks;
      /** Name of the payment provider that new orders go to. */
      readonly provider: string;
      readonly acceptedAgreement: AcceptedAgreementOf;
    },
  ) {}

  @FieldResolver(() => EntryType, { description: 'The part in the lot, with its certificate once it is bought.' })
  @Personal(bidding)
  entry(@Root() { reservation }: ReservationType) {
    return entryTypeOf(reservation.entry);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The bank's page for the price, while it runs; null when the bank has not given it yet.",
  })
  @Personal(payment)
  async orderUrl(@Root() { reservation, running }: ReservationType, @Ctx() { loaders }: AuctionContext) {
    if (!running) return null;
    const order = await loaders.payments.load(reservation.entry.id);
    return order?.state === 'PLACED' ? order.url : null;
  }

  @Mutation(() => ReserveLotResult, {
    description:
      'Holds a lot at a fixed price for some minutes: paying in time buys it, and nothing is owed for one that runs out. Whoever holds it gets the reservation there is, and so does the same key.',
  })
  async reserveLot(
    @Arg('lotId', () => ID) lotId: string,
    @Arg('key', () => ID) key: string,
    @Ctx() { actor, locale }: AuctionContext,
  ) {
    permit(actor, 'lot.reserve');
    if (!isKey(key)) throw fault('BAD_USER_INPUT', undefined, { fields: [{ path: 'key' }] });
    const outcome = await reserveLot(this.counter, { lotId, key, who: claimsOf(actor) });
    if (outcome.kind === 'reserved') return reservationTypeOf(outcome.reservation, outcome.lot);
    return { __typename: ReservationRefused.name, ...refusals.refusal(locale, outcome.code) };
  }
}

@Resolver(() => LotType)
export class MyReservationResolver {
  @FieldResolver(() => ReservationType, {
    nullable: true,
    description:
      "The signed-in citizen's last reservation of the lot, if any. Whose a running one is, nobody else is told.",
  })
  @Personal(bidding)
  async myReservation(@Root() lot: LotType, @Ctx() { actor, loaders }: AuctionContext) {
    if (actor.kind !== 'citizen') return null;
    const reservation = await loaders.myReservations.load(lot.id);
    return reservation && shown(reservation, loaders);
  }
}

@Resolver(() => CitizenType)
export class CitizenReservationsResolver {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => [ReservationType], { nullable: true, description: 'Own reservations that run; a few at most.' })
  @Personal(bidding)
  async reservations(@Root() citizen: CitizenType, @Ctx() { actor, loaders }: AuctionContext) {
    permit(actor, 'entry.read', { citizenId: citizen.id });
    const running = await runningReservations(this.database, citizen.id);
    return Promise.all(running.map((one) => shown(one, loaders)));
  }
}

async function shown(reservation: Reservation, loaders: AuctionContext['loaders']) {
  const lot = await loaders.lots.load(reservation.entry.lotId);
  if (!lot) throw new Error('an entry without its lot');
  return reservationTypeOf(reservation, lot);
}
