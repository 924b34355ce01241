import { type DataDoubtStanding, dataDoubtStandings } from '@belgi/contracts';
import { connectionOf, enumOf, Personal, Refusal } from '@belgi/subgraph';
import { ArrayMaxSize, MaxLength } from 'class-validator';
import { createUnionType, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Citizen } from '../accounts/citizen.type.js';
import { type AttributeName, attributeNames } from '../people/attribute.js';
import {
  type AppealOutcome,
  appealOutcomes,
  clauseOf,
  type Doubt,
  type DoubtAnswer,
  type DoubtOutcome,
  doubtOutcomes,
  standingOf,
} from './doubt.js';
import type { Words } from './words.js';

/** Read to verify what was given, by staff who decide, and by the person. */
const doubted = { category: 'ACCOUNT', purposes: ['VERIFICATION'] } as const;
/** More than any words may have; their own rule says so politely. */
const MAX_INPUT_CHARS = 2_000;

export const DataDoubtStateEnum = enumOf(dataDoubtStandings);
registerEnumType(DataDoubtStateEnum, {
  name: 'DataDoubtState',
  valuesConfig: {
    DISMISSED: { description: 'The data are worth what they were.' },
    FALSE: { description: 'The data were false; nothing else follows.' },
    BLOCKED: { description: 'The data were false, and the account is blocked for it.' },
    UPHELD: { description: 'The block stands after an appeal.' },
  },
});
export const DataDoubtAnswerEnum = enumOf(['CORRECTED', 'STATEMENT'] as const satisfies readonly DoubtAnswer[]);
registerEnumType(DataDoubtAnswerEnum, { name: 'DataDoubtAnswer' });
export const DataDoubtOutcomeEnum = enumOf(doubtOutcomes);
registerEnumType(DataDoubtOutcomeEnum, { name: 'DataDoubtOutcome' });
export const BlockAppealOutcomeEnum = enumOf(appealOutcomes);
registerEnumType(BlockAppealOutcomeEnum, { name: 'BlockAppealOutcome' });
export const DataDoubtWaitsForEnum = enumOf(['PERSON', 'DECISION', 'RULING'] as const);
registerEnumType(DataDoubtWaitsForEnum, { name: 'DataDoubtWaitsFor', description: 'What comes next.' });

@ObjectType({
  description: 'Data of a person that staff have reason to believe false: what, why, and what came of it.',
})
export class DataDoubt {
  @Field(() => ID)
  id!: string;

  @Field(() => DataDoubtStateEnum)
  @Personal(doubted)
  state!: DataDoubtStanding;

  @Field(() => String, { description: 'Of the user agreement, on which it stands: 4.5 for a block.' })
  @Personal(doubted)
  clause!: string;

  @Field(() => [String])
  @Personal(doubted)
  attributes!: readonly AttributeName[];

  @Field(() => String)
  @Personal(doubted)
  caseNumber!: string;

  @Field(() => String, { description: 'Why staff believe them false.' })
  @Personal(doubted)
  reason!: string;

  @Field(() => Date)
  @Personal(doubted)
  markedAt!: Date;

  @Field(() => Date, { description: 'Until when the person may answer.' })
  @Personal(doubted)
  answerDueAt!: Date;

  @Field(() => DataDoubtAnswerEnum, { nullable: true })
  @Personal(doubted)
  answer!: DoubtAnswer | null;

  @Field(() => String, { nullable: true, description: 'Why the person says that they are true.' })
  @Personal(doubted)
  statement!: string | null;

  @Field(() => Date, { nullable: true })
  @Personal(doubted)
  answeredAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'The reasons of the decision.' })
  @Personal(doubted)
  decisionReason!: string | null;

  @Field(() => Date, { nullable: true })
  @Personal(doubted)
  decidedAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Until when the person may appeal; null where nothing is blocked.',
  })
  @Personal(doubted)
  appealDueAt!: Date | null;

  @Field(() => String, { nullable: true })
  @Personal(doubted)
  appeal!: string | null;

  @Field(() => Date, { nullable: true })
  @Personal(doubted)
  appealedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'The reasons of the ruling on the appeal.' })
  @Personal(doubted)
  rulingReason!: string | null;

  @Field(() => Date, { nullable: true })
  @Personal(doubted)
  ruledAt!: Date | null;
}

/** The doubt as it is shown, to the person and to staff alike: no employee is named. */
export function shownDoubt(doubt: Doubt, { reason, statement, decision, appeal, ruling }: Words): DataDoubt {
  const { id, names: attributes, caseNumber, markedAt, answerDueAt, answer, answeredAt } = doubt;
  const { decidedAt, appealDueAt, appealedAt, ruledAt } = doubt;
  const state = standingOf(doubt);
  return {
    ...{ id, state, clause: clauseOf(state), attributes, caseNumber, reason, markedAt, answerDueAt },
    ...{ answer, statement, answeredAt, decisionReason: decision, decidedAt, appealDueAt, appeal, appealedAt },
    ...{ rulingReason: ruling, ruledAt },
  };
}

@ObjectType({ description: 'A doubt that is not over, for staff: without what anybody wrote.' })
export class OpenDataDoubt {
  @Field(() => ID)
  id!: string;

  @Field(() => Citizen)
  @Personal(doubted)
  citizen!: Citizen;

  @Field(() => [String])
  @Personal(doubted)
  attributes!: readonly AttributeName[];

  @Field(() => String)
  @Personal(doubted)
  caseNumber!: string;

  @Field(() => DataDoubtWaitsForEnum)
  @Personal(doubted)
  waitsFor!: 'PERSON' | 'DECISION' | 'RULING';

  @Field(() => Date, { description: 'Since when it waits for staff, or until when the person may answer.' })
  @Personal(doubted)
  dueAt!: Date;

  @Field(() => Boolean, { description: 'The caller took part in it already: somebody else goes on.' })
  @Personal(doubted)
  tookPart!: boolean;
}

export const OpenDataDoubtConnection = connectionOf('OpenDataDoubt', () => OpenDataDoubt);

@InputType()
export class DataDoubtInput {
  @Field(() => ID)
  citizenId!: string;

  @Field(() => [String], { description: 'Names of attributes, such as fullName.' })
  @ArrayMaxSize(attributeNames.length)
  attributes!: string[];

  @Field(() => String)
  @MaxLength(MAX_INPUT_CHARS)
  caseNumber!: string;

  @Field(() => String, { description: '5 to 1000 characters; the person is shown them.' })
  @MaxLength(MAX_INPUT_CHARS)
  reason!: string;
}

@InputType()
export class DataDoubtStatementInput {
  @Field(() => ID)
  doubtId!: string;

  @Field(() => String, { description: '5 to 1000 characters.' })
  @MaxLength(MAX_INPUT_CHARS)
  statement!: string;
}

@InputType()
export class DataDoubtDecisionInput {
  @Field(() => ID)
  doubtId!: string;

  @Field(() => DataDoubtOutcomeEnum)
  outcome!: DoubtOutcome;

  @Field(() => String, { description: '5 to 1000 characters; the person is shown them.' })
  @MaxLength(MAX_INPUT_CHARS)
  reason!: string;
}

@InputType()
export class BlockAppealRulingInput {
  @Field(() => ID)
  doubtId!: string;

  @Field(() => BlockAppealOutcomeEnum)
  outcome!: AppealOutcome;

  @Field(() => String, { description: '5 to 1000 characters; the person is shown them.' })
  @MaxLength(MAX_INPUT_CHARS)
  reason!: string;
}

@ObjectType({ description: 'Where the doubt stands now.' })
export class DataDoubtChanged {
  @Field(() => ID)
  @Personal(doubted)
  doubtId!: string;

  @Field(() => DataDoubtStateEnum)
  @Personal(doubted)
  state!: DataDoubtStanding;
}

@ObjectType({ implements: Refusal })
export class DataDoubtRefused extends Refusal {}

export const DataDoubtResult = createUnionType({
  name: 'DataDoubtResult',
  types: () => [DataDoubtChanged, DataDoubtRefused] as const,
});
