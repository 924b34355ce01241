import { holdScopes } from '@belgi/contracts';
import { enumOf, Personal, Refusal } from '@belgi/subgraph';
import { MaxLength } from 'class-validator';
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { typename } from '../typename.js';
import type { KeptHold, KeptStep } from './hold-orders.store.js';

/** Longest text that is worth a database's while; the domain's own limits are shorter. */
const MAX_TEXT_CHARS = 4_000;

export const LegalHoldScope = enumOf(holdScopes);
registerEnumType(LegalHoldScope, { name: 'LegalHoldScope', description: 'On what a legal hold is.' });

export const LegalHoldState = {
  PROPOSED: 'PROPOSED',
  PLACED: 'PLACED',
  REJECTED: 'REJECTED',
  LIFTING_PROPOSED: 'LIFTING_PROPOSED',
  LIFTED: 'LIFTED',
  KEPT: 'KEPT',
} as const;
registerEnumType(LegalHoldState, {
  name: 'LegalHoldState',
  description: 'In force: PLACED, LIFTING_PROPOSED, KEPT (a lifting was refused).',
});

@ObjectType('LegalHold', { description: 'Keeps something from being deleted though its term is over.' })
export class LegalHoldType {
  @Field(() => ID)
  id!: string;

  @Field(() => LegalHoldScope)
  scope!: string;

  @Field(() => LegalHoldState)
  state!: string;

  @Field(() => String, { description: 'Code of the act in the registry, KG-2008-58.' })
  act!: string;

  @Field(() => Int)
  actRevision!: number;

  @Field(() => String)
  article!: string;

  @Field(() => String, { description: 'YYYY-MM-DD: by then somebody looks whether it is still needed.' })
  reviewOn!: string;

  @Field(() => Date, { description: 'When it came to its state.' })
  since!: Date;

  @Field(() => ID, { description: 'The citizen, the lot or the case.' })
  @Personal({ category: 'ACCOUNT', purposes: [] })
  subjectId!: string;

  /** Resolved as `reasons`. */
  steps!: readonly KeptStep[];
  wrappedKey!: Buffer;
}

@InputType()
export class LegalHoldInput {
  @Field(() => LegalHoldScope)
  scope!: 'PERSON' | 'LOT' | 'CASE';

  @Field(() => ID, { description: 'Id of the citizen, the lot or the case (disclosure request or inquiry).' })
  @MaxLength(MAX_TEXT_CHARS)
  subjectId!: string;

  @Field(() => String)
  @MaxLength(MAX_TEXT_CHARS)
  act!: string;

  @Field(() => String)
  @MaxLength(MAX_TEXT_CHARS)
  article!: string;

  @Field(() => String)
  @MaxLength(MAX_TEXT_CHARS)
  reason!: string;

  @Field(() => String, { description: 'YYYY-MM-DD, within a year.' })
  @MaxLength(MAX_TEXT_CHARS)
  reviewOn!: string;
}

@ObjectType({ implements: Refusal })
export class LegalHoldRefused extends Refusal {}

export const LegalHoldResult = createUnionType({
  name: 'LegalHoldResult',
  types: () => [LegalHoldType, LegalHoldRefused] as const,
  resolveType: typename,
});

export function holdNode(hold: KeptHold): LegalHoldType {
  const last = hold.steps.at(-1);
  if (last === undefined) throw new Error('a hold without a step');
  return { ...hold, state: last.kind, since: last.at };
}
