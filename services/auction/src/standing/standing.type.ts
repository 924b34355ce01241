import { connectionOf, enumOf, MoneyScalar, Personal, Refusal } from '@belgi/subgraph';
import { createUnionType, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { bidding } from '../personal.js';
import {
  type AppealGround,
  type AppealOutcome,
  type AppealReason,
  appealGrounds,
  appealReasons,
  type BiddingBlock,
  type Strike,
} from './strike.js';

export const AppealGroundEnum = enumOf(appealGrounds);
registerEnumType(AppealGroundEnum, { name: 'AppealGround', description: 'Why a strike is not theirs to bear.' });
export const AppealReasonEnum = enumOf(appealReasons);
registerEnumType(AppealReasonEnum, { name: 'AppealReason', description: 'Why a strike was taken back, or was not.' });
export const AppealOutcomeEnum = enumOf<AppealOutcome>(['LIFTED', 'UPHELD']);
registerEnumType(AppealOutcomeEnum, {
  name: 'AppealOutcome',
  description: 'What became of a strike that was appealed.',
});

@ObjectType('StrikeAppeal', {
  description: 'What somebody says against a strike, in codes, and what was decided by a person.',
})
export class StrikeAppealType {
  @Field(() => AppealGroundEnum)
  @Personal(bidding)
  ground!: AppealGround;

  @Field(() => String, {
    nullable: true,
    description: 'Of an inquiry or rights request in which the person says more.',
  })
  @Personal(bidding)
  reference!: string | null;

  @Field(() => Date)
  @Personal(bidding)
  filedAt!: Date;

  @Field(() => Date, { description: 'By when a member of staff decides.' })
  @Personal(bidding)
  dueAt!: Date;

  @Field(() => Date, { nullable: true })
  @Personal(bidding)
  decidedAt!: Date | null;

  @Field(() => AppealOutcomeEnum, { nullable: true })
  @Personal(bidding)
  outcome!: AppealOutcome | null;

  @Field(() => AppealReasonEnum, { nullable: true })
  @Personal(bidding)
  reason!: AppealReason | null;
}

@ObjectType('Strike', {
  description:
    'A lot that was not paid for in time. Its own citizen sees it, and whoever decides an appeal, without the citizen.',
})
export class StrikeType {
  @Field(() => ID)
  @Personal(bidding)
  id!: string;

  @Field(() => Date)
  @Personal(bidding)
  givenAt!: Date;

  @Field(() => Boolean, {
    description: 'Decided by no person: the term passed and no payment was there. An appeal is decided by one.',
  })
  @Personal(bidding)
  automatic!: boolean;

  @Field(() => MoneyScalar, { description: 'The price that was not paid.' })
  @Personal(bidding)
  price!: bigint;

  @Field(() => Date, { nullable: true, description: 'When it was taken back.' })
  @Personal(bidding)
  liftedAt!: Date | null;

  @Field(() => StrikeAppealType, { nullable: true })
  @Personal(bidding)
  appeal!: StrikeAppealType | null;

  /** For the fields beside; no field of the graph. */
  lotId!: string;
}

@ObjectType('BiddingBlock', { description: 'A time in which somebody may not take part, because of too many strikes.' })
export class BiddingBlockType {
  @Field(() => Date)
  @Personal(bidding)
  since!: Date;

  @Field(() => Date, { nullable: true, description: 'Null: for good.' })
  @Personal(bidding)
  until!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was taken back.' })
  @Personal(bidding)
  liftedAt!: Date | null;

  @Field(() => Boolean, {
    description: 'Decided by no person: it follows from the strikes. Appeal against one of them.',
  })
  @Personal(bidding)
  automatic!: boolean;
}

@ObjectType('AuctionStanding', { description: 'What is held against a citizen in auctions, and why.' })
export class AuctionStandingType {
  @Field(() => [StrikeType], { description: 'Newest first.' })
  @Personal(bidding)
  strikes!: StrikeType[];

  @Field(() => [BiddingBlockType], { description: 'Newest first.' })
  @Personal(bidding)
  blocks!: BiddingBlockType[];

  @Field(() => Int, { description: 'Strikes that stand and count towards the next block.' })
  @Personal(bidding)
  counted!: number;
}

export const StrikeConnection = connectionOf('Strike', () => StrikeType);

@ObjectType('StrikeRefused', {
  implements: Refusal,
  description: 'The strike was not appealed, or the appeal not decided.',
})
export class StrikeRefused extends Refusal {}

export const StrikeResult = createUnionType({
  name: 'StrikeResult',
  types: () => [StrikeType, StrikeRefused] as const,
  resolveType: (value) => ('code' in value ? StrikeRefused : StrikeType),
});

/** A strike as the graph shows it. */
export function strikeTypeOf(strike: Strike): StrikeType & { __typename: 'Strike' } {
  const { id, givenAt, price, liftedAt, appeal, lotId } = strike;
  return { __typename: 'Strike', id, givenAt, automatic: true, price, liftedAt, appeal, lotId };
}

export function blockTypeOf({ since, until, liftedAt }: BiddingBlock): BiddingBlockType {
  return { since, until, liftedAt, automatic: true };
}
