import { connectionOf, Refusal } from '@belgi/subgraph';
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Citizen } from '../accounts/citizen.type.js';

@ObjectType()
export class VerificationStarted {
  @Field(() => String, { description: 'The state portal; it comes back to /portal/callback.' })
  url!: string;
}

@ObjectType({ implements: Refusal })
export class VerificationRefused extends Refusal {}

export const VerificationResult = createUnionType({
  name: 'VerificationResult',
  types: () => [VerificationStarted, VerificationRefused] as const,
});

@ObjectType({ description: 'Two accounts proved one PIN.' })
export class PinDispute {
  @Field(() => ID)
  id!: string;

  @Field(() => Citizen, { description: 'Who proved it first.' })
  holder!: Citizen;

  @Field(() => Citizen)
  challenger!: Citizen;

  @Field(() => Date)
  openedAt!: Date;
}

export const PinDisputeConnection = connectionOf('PinDispute', () => PinDispute);

@InputType()
export class PinDisputeDecisionInput {
  @Field(() => ID)
  disputeId!: string;

  @Field(() => ID, { description: 'The account whose PIN it is.' })
  keep!: string;

  @Field(() => String)
  reason!: string;
}

@ObjectType()
export class PinDisputeDecided {
  @Field(() => ID)
  disputeId!: string;

  @Field(() => Citizen)
  kept!: Citizen;

  @Field(() => Date)
  decidedAt!: Date;
}

@ObjectType({ implements: Refusal })
export class PinDisputeRefused extends Refusal {}

export const DecidePinDisputeResult = createUnionType({
  name: 'DecidePinDisputeResult',
  types: () => [PinDisputeDecided, PinDisputeRefused] as const,
});
