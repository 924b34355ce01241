import type { Database } from '@belgi/database';
import { decodeCursor, limitOf, PageArgs, Personal, pageOf } from '@belgi/subgraph';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import type { AuctionContext } from '../context.js';
import { CitizenType } from '../entries/entry.type.js';
import { LotType, lotTypeOf } from '../lots/lot.type.js';
import { permit } from '../permit.js';
import { bidding } from '../personal.js';
import { type RefusalCode, refusals } from '../refusals.js';
import { appealStrike } from './appeal-strike.js';
import { decideAppeal } from './decide-appeal.js';
import { blocksOf, countedAgainst, openAppeals, strikesOf } from './standing.store.js';
import {
  AppealGroundEnum,
  AppealReasonEnum,
  AuctionStandingType,
  blockTypeOf,
  StrikeConnection,
  StrikeRefused,
  StrikeResult,
  StrikeType,
  strikeTypeOf,
} from './standing.type.js';
import type { AppealGround, AppealReason } from './strike.js';

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()]);

@Resolver(() => StrikeType)
export class StrikeResolver {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => LotType)
  @Personal(bidding)
  async lot(@Root() { lotId }: StrikeType, @Ctx() { loaders }: AuctionContext) {
    const lot = await loaders.lots.load(lotId);
    if (!lot) throw new Error('a strike without its lot');
    return lotTypeOf(lot);
  }

  @Mutation(() => StrikeResult, { description: 'Says why a strike is not theirs to bear; a member of staff decides.' })
  async appealStrike(
    @Arg('strikeId', () => ID) strikeId: string,
    @Arg('ground', () => AppealGroundEnum) ground: AppealGround,
    @Arg('reference', () => String, { nullable: true, description: 'Of an inquiry or rights request that says more.' })
    reference: string | null,
    @Ctx() { actor, locale }: AuctionContext,
  ) {
    permit(actor, 'strike.appeal');
    if (actor.kind !== 'citizen') throw new Error('the policy lets citizens only appeal');
    const outcome = await appealStrike(this.database, {
      strikeId,
      citizenId: actor.id,
      ground,
      reference: reference ?? null,
    });
    return outcome.kind === 'appealed' ? strikeTypeOf(outcome.strike) : refused(locale, outcome.code);
  }

  @Query(() => StrikeConnection, {
    nullable: true,
    description:
      'Strikes whose appeal is to be decided, what is due first first (auctioneer). Whose they are is not told.',
  })
  async openStrikeAppeals(@Args(() => PageArgs) { first, after }: PageArgs, @Ctx() { actor }: AuctionContext) {
    permit(actor, 'appeal.read');
    const [dueAt, id] = after ? decodeCursor(after, cursorShape) : [];
    const rows = await openAppeals(this.database, dueAt && id ? [new Date(dueAt), id] : null, limitOf(first));
    return pageOf(rows, first, {
      keyset: ({ appeal, id: strikeId }) => [appeal?.dueAt.toISOString() ?? '', strikeId],
      node: strikeTypeOf,
      after,
    });
  }

  @Mutation(() => StrikeResult, {
    description: 'Takes a strike back, with its block and its deposit, or lets it stand (auctioneer).',
  })
  async decideStrikeAppeal(
    @Arg('strikeId', () => ID) strikeId: string,
    @Arg('reason', () => AppealReasonEnum) reason: AppealReason,
    @Ctx() { actor, locale }: AuctionContext,
  ) {
    permit(actor, 'appeal.decide');
    if (actor.kind !== 'staff') throw new Error('the policy lets staff only decide appeals');
    const outcome = await decideAppeal(this.database, { strikeId, reason, decidedBy: actor.id });
    return outcome.kind === 'decided' ? strikeTypeOf(outcome.strike) : refused(locale, outcome.code);
  }
}

@Resolver(() => CitizenType)
export class CitizenStandingResolver {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => AuctionStandingType, {
    nullable: true,
    description: 'What is held against the citizen in auctions, and why; their own.',
  })
  @Personal(bidding)
  async standing(@Root() citizen: CitizenType, @Ctx() { actor }: AuctionContext) {
    permit(actor, 'standing.read', { citizenId: citizen.id });
    const [strikes, blocks, counted] = await Promise.all([
      strikesOf(this.database, citizen.id),
      blocksOf(this.database, citizen.id),
      countedAgainst(this.database, citizen.id),
    ]);
    return { strikes: strikes.map(strikeTypeOf), blocks: blocks.map(blockTypeOf), counted: counted.strikes };
  }
}

function refused(locale: AuctionContext['locale'], code: RefusalCode) {
  return { __typename: StrikeRefused.name, ...refusals.refusal(locale, code) };
}
