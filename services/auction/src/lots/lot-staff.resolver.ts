import type { Database } from '@belgi/database';
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { AuctionContext } from '../context.js';
import { pauseLot, resumeLot } from '../pauses/pause-lot.js';
import { permit } from '../permit.js';
import { LotResult, LotType, lotRefused, lotTypeOf, RelistInput, termsOf } from './lot.type.js';
import { relistLot } from './relist-lot.js';

/** What an auctioneer does with a lot that is announced. */
@Resolver(() => LotType)
export class LotStaffResolver {
  constructor(
    private readonly database: Database,
    private readonly alphabet: string,
  ) {}

  @FieldResolver(() => LotType, {
    nullable: true,
    description: 'The unsold or cancelled lot that this one offers again.',
  })
  async relistOf(@Root() { relistOf }: LotType, @Ctx() { loaders }: AuctionContext) {
    const lot = relistOf === null ? null : await loaders.lots.load(relistOf);
    return lot && lotTypeOf(lot);
  }

  @Mutation(() => LotResult, { description: 'Stops bidding for a while, for a reason that is announced (auctioneer).' })
  async pauseLot(
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() { actor, locale }: AuctionContext,
  ) {
    permit(actor, 'lot.pause');
    const outcome = await pauseLot(this.database, { lotId: id, reason });
    return outcome.kind === 'done' ? lotTypeOf(outcome.lot) : lotRefused(locale, outcome.code);
  }

  @Mutation(() => LotResult, {
    description: 'Lets bidding go on; the end moves by as long as it was stopped (auctioneer).',
  })
  async resumeLot(@Arg('id', () => ID) id: string, @Ctx() { actor, locale }: AuctionContext) {
    permit(actor, 'lot.resume');
    const outcome = await resumeLot(this.database, id);
    return outcome.kind === 'done' ? lotTypeOf(outcome.lot) : lotRefused(locale, outcome.code);
  }

  @Mutation(() => LotResult, { description: 'Offers the plate of an unsold or cancelled lot again (auctioneer).' })
  async relistLot(
    @Arg('id', () => ID) id: string,
    @Arg('input', () => RelistInput) input: RelistInput,
    @Ctx() { actor, locale }: AuctionContext,
  ) {
    permit(actor, 'lot.relist');
    if (actor.kind !== 'staff') throw new Error('the policy lets staff only offer lots again');
    const outcome = await relistLot(
      { database: this.database, alphabet: this.alphabet },
      { lotId: id, terms: termsOf(input) },
      actor.id,
    );
    return outcome.kind === 'relisted' ? lotTypeOf(outcome.lot) : lotRefused(locale, outcome.code);
  }
}
