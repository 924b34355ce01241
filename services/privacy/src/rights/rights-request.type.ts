import { type DataCategory, dataCategories, type RightsKind } from '@belgi/contracts';
import { connectionOf, enumOf, Personal, Refusal } from '@belgi/subgraph';
import { MaxLength } from 'class-validator';
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { typename } from '../typename.js';
import type { RightsState } from './rights-request.js';
import type { KeptRightsRequest, RightsStep as KeptStep } from './rights-requests.store.js';

export const RightsKindEnum: { readonly [K in RightsKind]: K } = {
  ACCESS: 'ACCESS',
  EXPORT: 'EXPORT',
  CORRECTION: 'CORRECTION',
  DISPUTE: 'DISPUTE',
  RESTRICTION: 'RESTRICTION',
  RESTRICTION_LIFT: 'RESTRICTION_LIFT',
  ERASURE: 'ERASURE',
};
registerEnumType(RightsKindEnum, { name: 'RightsKind', description: 'The rights that a register is kept of.' });

/** Answered by a person; the other kinds have mutations of their own. */
export const WrittenRightsKindEnum = { ACCESS: 'ACCESS', CORRECTION: 'CORRECTION', DISPUTE: 'DISPUTE' } as const;
registerEnumType(WrittenRightsKindEnum, {
  name: 'WrittenRightsKind',
  description: 'What is asked for in words and answered by a privacy officer.',
  valuesConfig: {
    ACCESS: { description: 'To be told something that the account does not show.' },
    CORRECTION: { description: 'Of what the person cannot correct alone, such as a name.' },
    DISPUTE: { description: 'That what is kept of the person is true.' },
  },
});

export const RightsStateEnum = { OPEN: 'OPEN', GRANTED: 'GRANTED', REFUSED: 'REFUSED' } as const;
registerEnumType(RightsStateEnum, { name: 'RightsState' });

export const RightsOutcomeEnum = { GRANTED: 'GRANTED', REFUSED: 'REFUSED' } as const;
registerEnumType(RightsOutcomeEnum, { name: 'RightsOutcome' });

export const RightsActorEnum = { PERSON: 'PERSON', STAFF: 'STAFF', RULE: 'RULE' } as const;
registerEnumType(RightsActorEnum, {
  name: 'RightsActor',
  valuesConfig: { RULE: { description: 'A rule that left nothing to decide.' } },
});

/** What a request may be about: the registered name is the contract's; the value is its own. */
export const RightsSubjectEnum = enumOf(dataCategories);
registerEnumType(RightsSubjectEnum, { name: 'RightsSubject', description: 'Which of the person’s data.' });

/** More than any words may have; the register's own limit says so politely. */
const MAX_INPUT_CHARS = 50_000;
/** The person's own, and of the officer who answers: no purpose of the policy opens it to anybody else. */
const own = { category: 'CORRESPONDENCE', purposes: [] } as const;

@ObjectType({ description: 'How a request for a right came to its state.' })
export class RightsStep {
  @Field(() => RightsStateEnum)
  @Personal(own)
  state!: RightsState;

  @Field(() => Date)
  @Personal(own)
  at!: Date;

  @Field(() => RightsActorEnum)
  @Personal(own)
  by!: KeptStep['by'];

  @Field(() => String, { nullable: true, description: 'The code of the act that was cited, KG-2008-58.' })
  @Personal(own)
  actCode!: string | null;

  @Field(() => Int, { nullable: true, description: 'The act’s revision that was in force on the day.' })
  @Personal(own)
  actRevision!: number | null;

  @Field(() => String, { nullable: true })
  @Personal(own)
  article!: string | null;

  @Field(() => String, { nullable: true, description: 'Null for the opening.' })
  @Personal(own)
  reason!: string | null;

  /** Of the ledger; no field of the graph. */
  entryId!: string;
}

@ObjectType({ description: 'Who read what a request says is not true.' })
export class RightsRecipient {
  @Field(() => String)
  @Personal(own)
  agencyName!: string;

  @Field(() => String)
  @Personal(own)
  letterNumber!: string;

  @Field(() => Date, { description: 'When they read it.' })
  @Personal(own)
  at!: Date;
}

@ObjectType({ description: 'What a person asked for as their right, by when it is answered, and how it was.' })
export class RightsRequest {
  @Field(() => ID, { description: 'Twelve letters and digits to read out.' })
  @Personal(own)
  reference!: string;

  @Field(() => RightsKindEnum)
  @Personal(own)
  kind!: RightsKind;

  @Field(() => RightsSubjectEnum, { nullable: true })
  @Personal(own)
  about!: DataCategory | null;

  @Field(() => RightsStateEnum)
  @Personal(own)
  state!: RightsState;

  @Field(() => Date)
  @Personal(own)
  openedAt!: Date;

  @Field(() => Date, { description: 'The answer comes before this instant: a term in working days of Bishkek.' })
  @Personal(own)
  dueAt!: Date;

  @Field(() => Boolean, { description: 'The term has passed without an answer.' })
  @Personal(own)
  overdue!: boolean;

  /** Not in the graph: what the guarded fields open. */
  kept!: KeptRightsRequest;
}

export const RightsRequestConnection = connectionOf('RightsRequest', () => RightsRequest);

@InputType({ description: 'What is asked for as a right.' })
export class RightsRequestInput {
  @Field(() => WrittenRightsKindEnum)
  kind!: keyof typeof WrittenRightsKindEnum;

  @Field(() => RightsSubjectEnum, { nullable: true, description: 'A correction and a dispute name it.' })
  about?: DataCategory | null;

  @Field(() => String, { nullable: true, description: 'A correction and a dispute say what is wrong.' })
  @MaxLength(MAX_INPUT_CHARS)
  words?: string | null;
}

@InputType({ description: 'A refusal cites an article that is in force today.' })
export class RightsAnswerInput {
  @Field(() => RightsOutcomeEnum)
  outcome!: keyof typeof RightsOutcomeEnum;

  @Field(() => String, { description: 'To the person, in their language.' })
  @MaxLength(MAX_INPUT_CHARS)
  reason!: string;

  @Field(() => String, { nullable: true })
  @MaxLength(MAX_INPUT_CHARS)
  actCode?: string | null;

  @Field(() => String, { nullable: true })
  @MaxLength(MAX_INPUT_CHARS)
  article?: string | null;
}

@ObjectType({ implements: Refusal })
export class RightsRefused extends Refusal {}

export const RightsRequestResult = createUnionType({
  name: 'RightsRequestResult',
  types: () => [RightsRequest, RightsRefused] as const,
  resolveType: typename,
});
