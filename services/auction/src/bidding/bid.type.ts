import { connectionOf, MoneyScalar, Personal, Refusal } from '@belgi/subgraph';
import { createUnionType, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { LotType } from '../lots/lot.type.js';
import { underNumber } from '../personal.js';
import type { Bid } from './bid-step.js';

@ObjectType('Bid', { description: 'An accepted bid, under the random number of its bidder.' })
@Directive('@key(fields: "id")')
export class BidType {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'From 1, without gaps.' })
  @Personal(underNumber)
  sequence!: number;

  @Field(() => Int)
  @Personal(underNumber)
  bidderNumber!: number;

  @Field(() => MoneyScalar)
  @Personal(underNumber)
  amount!: bigint;

  @Field(() => Date, { description: "By the database's clock, under the lot's lock." })
  @Personal(underNumber)
  at!: Date;

  @Field(() => Boolean)
  @Personal(underNumber)
  automatic!: boolean;
}

export const BidConnection = connectionOf('Bid', () => BidType);

@ObjectType('BidAccepted')
export class BidAccepted {
  @Field(() => BidType)
  @Personal(underNumber)
  bid!: BidType;

  @Field(() => LotType, { nullable: true })
  @Personal(underNumber)
  lot!: LotType | null;
}

@ObjectType('BidRefused', {
  implements: Refusal,
  description:
    'The bid was not accepted. Of the lot nothing has changed, but where a maximum that was left earlier equals the bid: then it leads at that amount.',
})
export class BidRefused extends Refusal {
  @Field(() => LotType, { nullable: true })
  lot!: LotType | null;
}

export const PlaceBidResult = createUnionType({
  name: 'PlaceBidResult',
  types: () => [BidAccepted, BidRefused] as const,
  resolveType: (value) => ('code' in value ? BidRefused : BidAccepted),
});

/** A bid as the graph shows it to anyone: its entry stays behind. */
export function bidTypeOf(bid: Bid): BidType {
  return {
    id: bid.id,
    sequence: bid.sequence,
    bidderNumber: bid.bidderNumber,
    amount: bid.amount,
    at: bid.at,
    automatic: bid.automatic,
  };
}
