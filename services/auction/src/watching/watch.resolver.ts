import type { Database } from '@belgi/database';
import { decodeCursor, limitOf, PageArgs, Personal, pageOf } from '@belgi/subgraph';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { readPattern } from '../catalogue/plate-pattern.js';
import type { AuctionContext } from '../context.js';
import { CitizenType } from '../entries/entry.type.js';
import { isId } from '../lots/ids.js';
import { lotTypeOf } from '../lots/lot.type.js';
import { claimsOf, permit } from '../permit.js';
import { watching } from '../personal.js';
import { type RefusalCode, refusals } from '../refusals.js';
import { watchLot, watchPattern } from './change-watch-list.js';
import { deletePattern, deleteWatchedLot, patternsOf, watchedLotPage } from './watch.store.js';
import {
  WatchedLotConnection,
  WatchListType,
  WatchLotResult,
  WatchPatternInput,
  WatchPatternResult,
  WatchRefused,
  watchedLotTypeOf,
  watchedPatternTypeOf,
} from './watch.type.js';

const cursorShape = z.tuple([z.uuid()]);

/** A citizen's own watch list. Leaving it takes no consent: it only makes less of what is kept. */
@Resolver(() => WatchListType)
export class WatchListResolver {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => WatchedLotConnection, { description: 'What was put on the list last first.' })
  @Personal(watching)
  async lots(@Root() { watcherId }: WatchListType, @Args(() => PageArgs) { first, after }: PageArgs) {
    const afterId = after ? decodeCursor(after, cursorShape)[0] : null;
    const rows = await watchedLotPage(this.database, watcherId, afterId, limitOf(first));
    return pageOf(rows, first, { keyset: ({ id }) => [id], node: watchedLotTypeOf, after });
  }

  @Mutation(() => WatchLotResult, {
    description: 'Has the citizen told when the lot opens, is about to close, or is called off. Up to 200 lots.',
  })
  async watchLot(@Arg('lotId', () => ID) lotId: string, @Ctx() { actor, locale }: AuctionContext) {
    permit(actor, 'watching.change');
    const outcome = await watchLot(this.database, { who: claimsOf(actor), lotId });
    return outcome.kind === 'watched' ? lotTypeOf(outcome.lot) : refused(locale, outcome.code);
  }

  @Mutation(() => WatchLotResult, { description: 'Takes the lot off the list; the same where it was not on it.' })
  async unwatchLot(@Arg('lotId', () => ID) lotId: string, @Ctx() { actor, locale, loaders }: AuctionContext) {
    permit(actor, 'watching.change');
    const lot = await loaders.lots.load(lotId);
    if (!lot) return refused(locale, 'LOT_UNKNOWN');
    await deleteWatchedLot(this.database, claimsOf(actor).id, lot.id);
    return lotTypeOf(lot);
  }

  @Mutation(() => WatchPatternResult, {
    description: 'Has the citizen told when a lot with such a combination is announced. Up to 20 patterns.',
  })
  async watchPattern(
    @Arg('input', () => WatchPatternInput) input: WatchPatternInput,
    @Ctx() { actor, locale }: AuctionContext,
  ) {
    permit(actor, 'watching.change');
    const { region = null, digitsClass = null, lettersClass = null, maxPrice = null } = input;
    const pattern = typeof input.pattern === 'string' ? readPattern(input.pattern) : null;
    const wish = { region, pattern, digitsClass, lettersClass, maxPrice };
    const outcome = await watchPattern(this.database, { who: claimsOf(actor), wish });
    return outcome.kind === 'watched' ? watchedPatternTypeOf(outcome.pattern) : refused(locale, outcome.code);
  }

  @Mutation(() => WatchPatternResult, { description: 'Takes a pattern off the list; gives what it was.' })
  async unwatchPattern(@Arg('id', () => ID) id: string, @Ctx() { actor, locale }: AuctionContext) {
    permit(actor, 'watching.change');
    const pattern = isId(id) ? await deletePattern(this.database, claimsOf(actor).id, id) : undefined;
    return pattern ? watchedPatternTypeOf(pattern) : refused(locale, 'PATTERN_UNKNOWN');
  }
}

@Resolver(() => CitizenType)
export class CitizenWatchListResolver {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => WatchListType, { nullable: true, description: 'What the citizen wants to hear of; their own.' })
  @Personal(watching)
  async watchList(@Root() { id }: CitizenType, @Ctx() { actor }: AuctionContext): Promise<WatchListType> {
    permit(actor, 'watching.read', { citizenId: id });
    return { watcherId: id, patterns: (await patternsOf(this.database, id)).map(watchedPatternTypeOf) };
  }
}

function refused(locale: AuctionContext['locale'], code: RefusalCode) {
  return { __typename: WatchRefused.name, ...refusals.refusal(locale, code) };
}
