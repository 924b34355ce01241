import { entryStates } from '@belgi/contracts';
import { connectionOf, enumOf, MoneyScalar, Personal, Refusal } from '@belgi/subgraph';
import { createUnionType, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { bidding, payment } from '../personal.js';
import type { Entry, EntryState } from './entry.js';

export const EntryStateEnum = enumOf(entryStates);
registerEnumType(EntryStateEnum, { name: 'EntryState', description: 'Where an entry stands in its life.' });

/** Shown to its citizen only. `lot` and what is owed are resolved beside it. */
@ObjectType('Entry', { description: 'A citizen in one lot, under a random number.' })
@Directive('@key(fields: "id")')
export class EntryType {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'Random per lot; the public name of the bidder.' })
  @Personal(bidding)
  bidderNumber!: number;

  @Field(() => EntryStateEnum)
  @Personal(bidding)
  state!: EntryState;

  @Field(() => String, { nullable: true })
  @Personal(payment)
  certificateNumber!: string | null;

  /** For the fields beside; no field of the graph. */
  entry!: Entry;
}

export const EntryConnection = connectionOf('Entry', () => EntryType);

@ObjectType('EntryRefused', { implements: Refusal, description: 'The lot was not entered.' })
export class EntryRefused extends Refusal {}

export const EnterLotResult = createUnionType({
  name: 'EnterLotResult',
  types: () => [EntryType, EntryRefused] as const,
  resolveType: (value) => ('code' in value ? EntryRefused : EntryType),
});

/** The citizen of identity, to whom this subgraph adds entries. */
@ObjectType('Citizen')
@Directive('@key(fields: "id")')
export class CitizenType {
  @Field(() => ID)
  id!: string;
}

@ObjectType('PaymentOrder', { description: 'Where and until when to pay.' })
export class PaymentOrder {
  @Field(() => String, { description: "The bank's page." })
  @Personal(payment)
  url!: string;

  @Field(() => Date)
  @Personal(payment)
  dueAt!: Date;

  @Field(() => MoneyScalar, { description: 'The price less the deposit, where one is held.' })
  @Personal(payment)
  amount!: bigint;
}

@ObjectType('PaymentRefused', { implements: Refusal, description: 'There is nothing to pay here and now.' })
export class PaymentRefused extends Refusal {}

export const PaymentResult = createUnionType({
  name: 'PaymentResult',
  types: () => [PaymentOrder, PaymentRefused] as const,
  resolveType: (value) => ('code' in value ? PaymentRefused : PaymentOrder),
});

/** An entry as the graph shows it to its citizen. */
export function entryTypeOf(entry: Entry): EntryType & { __typename: 'Entry' } {
  return {
    __typename: 'Entry',
    id: entry.id,
    bidderNumber: entry.bidderNumber,
    state: entry.state,
    certificateNumber: entry.certificateNumber,
    entry,
  };
}
