import { MoneyScalar, Personal, Refusal } from '@belgi/subgraph';
import { createUnionType, Field, ObjectType } from 'type-graphql';
import type { Lot } from '../lots/lot.js';
import { bidding, payment } from '../personal.js';
import { againFrom, type Reservation } from './reservation.js';

/** Shown to its citizen only. Its entry and where to pay are resolved beside it. */
@ObjectType('Reservation', { description: 'A lot at a fixed price that a citizen holds, or held last.' })
export class ReservationType {
  @Field(() => Date, { description: 'It holds the lot before this and no more from then on.' })
  @Personal(bidding)
  until!: Date;

  @Field(() => Boolean, { description: 'Neither paid nor over.' })
  @Personal(bidding)
  running!: boolean;

  @Field(() => MoneyScalar, { description: 'The whole price.' })
  @Personal(payment)
  price!: bigint;

  @Field(() => Date, {
    nullable: true,
    description:
      'It ran out: from when on you may reserve the lot again. Null while it runs, and once you have bought it.',
  })
  @Personal(bidding)
  againFrom!: Date | null;

  /** For the fields beside; no field of the graph. */
  reservation!: Reservation;
}

@ObjectType('ReservationRefused', { implements: Refusal, description: 'The lot was not reserved.' })
export class ReservationRefused extends Refusal {}

export const ReserveLotResult = createUnionType({
  name: 'ReserveLotResult',
  types: () => [ReservationType, ReservationRefused] as const,
  resolveType: (value) => ('code' in value ? ReservationRefused : ReservationType),
});

/** A reservation as the graph shows it to its citizen. */
export function reservationTypeOf(
  reservation: Reservation,
  lot: Pick<Lot, 'startPrice' | 'policy'>,
): ReservationType & { __typename: 'Reservation' } {
  const { until, running, entry } = reservation;
  const ranOut = !running && entry.state !== 'PAID';
  return {
    __typename: 'Reservation',
    until,
    running,
    price: lot.startPrice,
    againFrom: ranOut ? againFrom(lot, until) : null,
    reservation,
  };
}
