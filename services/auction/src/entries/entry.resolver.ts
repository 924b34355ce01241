import type { Database } from '@belgi/database';
import { decodeCursor, limitOf, MoneyScalar, PageArgs, Personal, pageOf } from '@belgi/subgraph';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import type { BankAsks } from '../bank/ask-bank.js';
import { payForLot } from '../bank/pay-for-lot.js';
import type { AuctionContext } from '../context.js';
import { amountDue } from '../lots/lot.js';
import { LotType, lotTypeOf } from '../lots/lot.type.js';
import { claimsOf, permit } from '../permit.js';
import { bidding, payment } from '../personal.js';
import { refusals } from '../refusals.js';
import { type AcceptedAgreementOf, enterLot } from './enter-lot.js';
import { owesDeposit, owesPrice } from './entry.js';
import { entryPage } from './entry.store.js';
import {
  CitizenType,
  EnterLotResult,
  EntryConnection,
  EntryRefused,
  EntryType,
  entryTypeOf,
  PaymentOrder,
  PaymentRefused,
  PaymentResult,
} from './entry.type.js';

const cursorShape = z.tuple([z.uuid()]);

/** What entering and paying need beside the request. */
export interface Counter {
  readonly database: Database;
  readonly asks: BankAsks;
  /** Name of the payment provider that new orders go to. */
  readonly provider: string;
  readonly acceptedAgreement: AcceptedAgreementOf;
}

@Resolver(() => EntryType)
export class EntryResolver {
  constructor(private readonly counter: Counter) {}

  @FieldResolver(() => LotType)
  @Personal(bidding)
  async lot(@Root() { entry }: EntryType, @Ctx() { loaders }: AuctionContext) {
    const lot = await loaders.lots.load(entry.lotId);
    if (!lot) throw new Error('an entry without its lot');
    return lotTypeOf(lot);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The bank's page for the deposit, while it is due; null when the bank has not given it yet.",
  })
  @Personal(payment)
  async depositOrderUrl(@Root() { entry }: EntryType, @Ctx() { loaders }: AuctionContext) {
    if (!owesDeposit(entry)) return null;
    const order = await loaders.deposits.load(entry.id);
    return order?.state === 'PLACED' ? order.url : null;
  }

  @FieldResolver(() => MoneyScalar, {
    nullable: true,
    description: 'Your own maximum, while you lead and until the close. Nobody else is ever shown it.',
  })
  @Personal(bidding)
  async maximumBid(@Root() { entry }: EntryType, @Ctx() { loaders }: AuctionContext) {
    return (await loaders.maxima.load(entry.id))?.amount ?? null;
  }

  @FieldResolver(() => MoneyScalar, { nullable: true, description: 'What the winner still owes, or who reserved.' })
  @Personal(payment)
  async amountDue(@Root() { entry }: EntryType, @Ctx() { loaders }: AuctionContext) {
    const lot = owesPrice(entry) ? await loaders.lots.load(entry.lotId) : null;
    return lot && amountDue(lot, entry);
  }

  @FieldResolver(() => Date, { nullable: true, description: 'Until when the winner must have paid, or who reserved.' })
  @Personal(payment)
  async paymentDueAt(@Root() { entry }: EntryType, @Ctx() { loaders }: AuctionContext) {
    const lot = owesPrice(entry) ? await loaders.lots.load(entry.lotId) : null;
    return lot?.reservedUntil ?? lot?.paymentDueAt ?? null;
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: 'You bid second: the deposit is kept, and the lot may be offered to you by then. Null otherwise.',
  })
  @Personal(bidding)
  async secondUntil(@Root() { entry }: EntryType, @Ctx() { loaders }: AuctionContext) {
    const lot = entry.state === 'OUTBID' ? await loaders.lots.load(entry.lotId) : null;
    return lot?.state === 'AWAITING_PAYMENT' && lot.runnerUp?.entryId === entry.id ? lot.paymentDueAt : null;
  }

  @Mutation(() => EnterLotResult, { description: 'Enters a lot; counts once the bank confirms the deposit.' })
  async enterLot(@Arg('lotId', () => ID) lotId: string, @Ctx() { actor, locale }: AuctionContext) {
    permit(actor, 'lot.enter');
    const outcome = await enterLot(this.counter, { lotId, who: claimsOf(actor) });
    if (outcome.kind === 'entered') return entryTypeOf(outcome.entry);
    return { __typename: EntryRefused.name, ...refusals.refusal(locale, outcome.code) };
  }

  @Mutation(() => PaymentResult, { description: 'Where the winner pays, or who reserved; the same order each time.' })
  async payForLot(@Arg('lotId', () => ID) lotId: string, @Ctx() { actor, locale }: AuctionContext) {
    permit(actor, 'lot.pay');
    if (actor.kind !== 'citizen') throw new Error('the policy lets citizens only pay');
    const outcome = await payForLot(this.counter, { lotId, citizenId: actor.id });
    if (outcome.kind === 'order') {
      return { __typename: PaymentOrder.name, url: outcome.url, dueAt: outcome.dueAt, amount: outcome.amount };
    }
    return { __typename: PaymentRefused.name, ...refusals.refusal(locale, outcome.code) };
  }
}

@Resolver(() => LotType)
export class MyEntryResolver {
  @FieldResolver(() => EntryType, { nullable: true, description: "The signed-in citizen's entry, if any." })
  @Personal(bidding)
  async myEntry(@Root() lot: LotType, @Ctx() { actor, loaders }: AuctionContext) {
    if (actor.kind !== 'citizen') return null;
    const entry = await loaders.myEntries.load(lot.id);
    return entry && entryTypeOf(entry);
  }
}

@Resolver(() => CitizenType)
export class CitizenEntriesResolver {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => EntryConnection, { nullable: true, description: 'Own entries, newest first.' })
  @Personal(bidding)
  async entries(
    @Root() citizen: CitizenType,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { actor }: AuctionContext,
  ) {
    permit(actor, 'entry.read', { citizenId: citizen.id });
    const afterId = after ? decodeCursor(after, cursorShape)[0] : null;
    const rows = await entryPage(this.database, citizen.id, afterId, limitOf(first));
    return pageOf(rows, first, { keyset: (entry) => [entry.id], node: entryTypeOf, after });
  }
}
