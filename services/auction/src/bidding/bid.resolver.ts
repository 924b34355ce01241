import type { Database } from '@belgi/database';
import { decodeCursor, fault, limitOf, MoneyScalar, PageArgs, pageOf } from '@belgi/subgraph';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import type { AuctionContext } from '../context.js';
import { isKey } from '../lots/ids.js';
import { LotType, lotTypeOf } from '../lots/lot.type.js';
import { MAX_PRICE_MINOR } from '../lots/lot-plan.js';
import { claimsOf, permit } from '../permit.js';
import { refusals, shownValues } from '../refusals.js';
import { bidPage } from './bid.store.js';
import { BidAccepted, BidConnection, BidRefused, bidTypeOf, PlaceBidResult } from './bid.type.js';
import type { BidCommand, PlaceBid } from './place-bid.js';

const cursorShape = z.tuple([z.int().positive()]);

@Resolver(() => LotType)
export class BidResolver {
  constructor(
    private readonly database: Database,
    private readonly placing: PlaceBid,
  ) {}

  @FieldResolver(() => BidConnection, { description: 'The log of accepted bids, newest first.' })
  async bids(@Root() lot: LotType, @Args(() => PageArgs) { first, after }: PageArgs, @Ctx() { actor }: AuctionContext) {
    permit(actor, 'bids.read');
    const before = after ? decodeCursor(after, cursorShape)[0] : null;
    const rows = await bidPage(this.database, lot.id, before, limitOf(first));
    return pageOf(rows, first, { keyset: (bid) => [bid.sequence], node: bidTypeOf, after });
  }

  @Mutation(() => PlaceBidResult, {
    description: 'Places a bid. The same key gives the same answer, whatever happened to the first one on its way.',
  })
  async placeBid(
    @Arg('lotId', () => ID) lotId: string,
    @Arg('amount', () => MoneyScalar) amount: bigint,
    @Arg('key', () => ID) key: string,
    @Arg('confirmJump', () => Boolean, { defaultValue: false }) confirmJump: boolean,
    @Ctx() { actor, locale }: AuctionContext,
  ) {
    permit(actor, 'bid.place');
    return this.place({ kind: 'BID', lotId, amount, key, confirmJump, who: claimsOf(actor) }, 'amount', locale);
  }

  @Mutation(() => PlaceBidResult, {
    description:
      'Leaves a maximum, shown to nobody else: the system bids for you one step over the others up to it. The earlier of two equal maxima leads. Raising, or lowering, your own while you lead changes nothing that anybody sees.',
  })
  async setMaximumBid(
    @Arg('lotId', () => ID) lotId: string,
    @Arg('maximum', () => MoneyScalar) maximum: bigint,
    @Arg('key', () => ID) key: string,
    @Ctx() { actor, locale }: AuctionContext,
  ) {
    permit(actor, 'bid.place');
    const command = { lotId, amount: maximum, key, confirmJump: false, who: claimsOf(actor) };
    return this.place({ kind: 'MAXIMUM', ...command }, 'maximum', locale);
  }

  private async place(command: BidCommand, amountPath: string, locale: AuctionContext['locale']) {
    if (!isKey(command.key)) throw fault('BAD_USER_INPUT', undefined, { fields: [{ path: 'key' }] });
    if (command.amount > MAX_PRICE_MINOR) throw fault('BAD_USER_INPUT', undefined, { fields: [{ path: amountPath }] });
    const outcome = await this.placing.place(command);
    switch (outcome.kind) {
      case 'accepted':
        return { __typename: BidAccepted.name, bid: bidTypeOf(outcome.bid), lot: lotTypeOf(outcome.lot) };
      case 'refused':
        return {
          __typename: BidRefused.name,
          ...refusals.refusal(locale, outcome.code, shownValues(outcome.values)),
          lot: outcome.lot && lotTypeOf(outcome.lot),
        };
      case 'deferred':
        return { __typename: BidRefused.name, ...refusals.refusal(locale, outcome.code), lot: null };
    }
  }
}
