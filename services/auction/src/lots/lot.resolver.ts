import type { Database } from '@belgi/database';
import { decodeCursor, fault, limitOf, PageArgs, pageOf } from '@belgi/subgraph';
import { Arg, Args, ArgsType, Ctx, Field, ID, Mutation, Query, Resolver } from 'type-graphql';
import { z } from 'zod';
import type { AuctionContext } from '../context.js';
import { permit } from '../permit.js';
import { refusals } from '../refusals.js';
import { cancelLot } from './cancel-lot.js';
import { catalogueRows } from './catalogue.store.js';
import { createLot } from './create-lot.js';
import { LotConnection, LotFilter, LotInput, LotRefused, LotResult, LotType, lotTypeOf } from './lot.type.js';
import { type PlatePattern, readPattern } from './plate-pattern.js';

@ArgsType()
class LotsArgs extends PageArgs {
  @Field(() => LotFilter, { nullable: true })
  filter?: LotFilter | null;
}

const cursorShape = z.tuple([z.uuid()]);

@Resolver(() => LotType)
export class LotResolver {
  constructor(
    private readonly database: Database,
    private readonly alphabet: string,
  ) {}

  @Query(() => LotConnection, { description: 'The public catalogue, newest first.' })
  async lots(@Args(() => LotsArgs) { filter, first, after }: LotsArgs, @Ctx() { actor }: AuctionContext) {
    permit(actor, 'lot.read');
    const afterId = after ? decodeCursor(after, cursorShape)[0] : null;
    const pattern = patternOf(filter?.pattern);
    const rows = await catalogueRows(
      this.database,
      {
        state: filter?.state,
        region: filter?.region,
        digits: filter?.digits,
        letters: filter?.letters?.toUpperCase(),
        digitsLike: pattern.digits,
        lettersLike: pattern.letters,
      },
      afterId,
      limitOf(first),
    );
    return pageOf(rows, first, { keyset: (lot) => [lot.id], node: lotTypeOf, after });
  }

  @Query(() => LotType, { nullable: true })
  async lot(@Arg('id', () => ID) id: string, @Ctx() { actor, loaders }: AuctionContext) {
    permit(actor, 'lot.read');
    const lot = await loaders.lots.load(id);
    return lot && lotTypeOf(lot);
  }

  @Mutation(() => LotResult, { description: 'Announces a lot (auctioneer).' })
  async createLot(@Arg('input', () => LotInput) input: LotInput, @Ctx() { actor, locale }: AuctionContext) {
    permit(actor, 'lot.create');
    if (actor.kind !== 'staff') throw new Error('the policy lets staff only create lots');
    const outcome = await createLot(
      { database: this.database, alphabet: this.alphabet },
      {
        plate: { region: input.region, digits: input.digits, letters: input.letters },
        saleMode: input.saleMode,
        startPrice: input.startPrice,
        step: input.step ?? null,
        opensAt: input.opensAt,
        closesAt: input.closesAt,
        hardStopAt: input.hardStopAt ?? null,
      },
      actor.id,
    );
    if (outcome.kind === 'created') return lotTypeOf(outcome.lot);
    return { __typename: LotRefused.name, ...refusals.refusal(locale, outcome.code) };
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
    return { __typename: LotRefused.name, ...refusals.refusal(locale, outcome.code) };
  }
}

function patternOf(given: string | null | undefined): PlatePattern {
  if (given === null || given === undefined) return { digits: null, letters: null };
  const pattern = readPattern(given);
  if (!pattern) throw fault('BAD_USER_INPUT', undefined, { fields: [{ path: 'filter.pattern' }] });
  return pattern;
}
