import { connectionOf, Personal, Refusal } from '@belgi/subgraph';
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Citizen } from '../accounts/citizen.type.js';

/** That two persons claim one PIN: read to verify what was given, by operators. */
const dispute = { category: 'PIN', purposes: ['VERIFICATION'] } as const;

@ObjectType()
export class VerificationStarted {
  @Field(() => String, { description: 'The state portal; it comes back to /portal/callback.' })
  @Personal({ category: 'ACCOUNT', purposes: [] })
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
  @Personal(dispute)
  holder!: Citizen;

  @Field(() => Citizen)
  @Personal(dispute)
  challenger!: Citizen;

  @Field(() => Date)
  @Personal(dispute)
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
  @Personal(dispute)
  disputeId!: string;

  @Field(() => Citizen)
  @Personal(dispute)
  kept!: Citizen;

  @Field(() => Date)
  @Personal(dispute)
  decidedAt!: Date;
}

@ObjectType({ implements: Refusal })
export class PinDisputeRefused extends Refusal {}

export const DecidePinDisputeResult = createUnionType({
  name: 'DecidePinDisputeResult',
  types: () => [PinDisputeDecided, PinDisputeRefused] as const,
});
