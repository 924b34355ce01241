import type { Database } from '@belgi/database';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { AuctionContext } from '../context.js';
import { permit } from '../permit.js';
import { cancelLot } from './cancel-lot.js';
import { createLot } from './create-lot.js';
import { LotInput, LotResult, LotType, lotRefused, lotTypeOf, termsOf } from './lot.type.js';

@Resolver(() => LotType)
export class LotResolver {
  constructor(
    private readonly database: Database,
    private readonly alphabet: string,
  ) {}

  @Query(() => LotType, { nullable: true })
  async lot(@Arg('id', () => ID) id: string, @Ctx() { actor, loaders }: AuctionContext) {
    permit(actor, 'lot.read');
    const lot = await loaders.lots.load(id);
    return lot && lotTypeOf(lot);
  }

  @FieldResolver(() => Date, {
    description:
      "The clock that opens and ends lots, at this answer: a countdown goes by closesAt less this, not by the reader's own clock.",
  })
  serverTime(@Ctx() { loaders }: AuctionContext) {
    return loaders.now();
  }

  @Mutation(() => LotResult, { description: 'Announces a lot (auctioneer).' })
  async createLot(@Arg('input', () => LotInput) input: LotInput, @Ctx() { actor, locale }: AuctionContext) {
    permit(actor, 'lot.create');
    if (actor.kind !== 'staff') throw new Error('the policy lets staff only create lots');
    const outcome = await createLot(
      { database: this.database, alphabet: this.alphabet },
      {
        plate: { region: input.region, digits: input.digits, letters: input.letters },
        ...termsOf(input),
      },
      actor.id,
    );
    if (outcome.kind === 'created') return lotTypeOf(outcome.lot);
    return lotRefused(locale, outcome.code);
  }

  @Mutation(() => LotResult, { description: 'Calls a lot off, with a reason that is announced (auctioneer).' })
  async cancelLot(
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() { actor, locale }: AuctionContext,
  ) {
    permit(actor, 'lot.cancel');
    const outcome = await cancelLot(this.database, { lotId: id, reason });
    if (outcome.kind === 'cancelled') return lotTypeOf(outcome.lot);
    return lotRefused(locale, outcome.code);
  }
}
