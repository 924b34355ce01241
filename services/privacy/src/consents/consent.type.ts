import type { Locale } from '@belgi/contracts';
import { connectionOf, LocaleEnum, Personal, Refusal } from '@belgi/subgraph';
import { createUnionType, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { typename } from '../typename.js';

export const ConsentStateEnum = {
  GIVEN: 'GIVEN',
  RENEWED: 'RENEWED',
  WITHDRAWN: 'WITHDRAWN',
  RENEWAL_REQUIRED: 'RENEWAL_REQUIRED',
} as const;
export type ConsentStateName = keyof typeof ConsentStateEnum;
registerEnumType(ConsentStateEnum, {
  name: 'ConsentState',
  description: 'RENEWAL_REQUIRED: a later material edition is in force; agree to it to go on.',
  valuesConfig: {
    RENEWAL_REQUIRED: { description: 'Computed: nobody’s record is touched when an edition takes effect.' },
  },
});

/** The consent history belongs to proving what was agreed: that is identifying a party, and verifying. */
export const consentHistory = { category: 'CONSENT_HISTORY', purposes: ['IDENTIFICATION', 'VERIFICATION'] } as const;

@ObjectType({ description: 'One entry of a person’s append-only history of consent.' })
export class Consent {
  @Field(() => ID)
  id!: string;

  /** Number of the edition; the graph gives the edition itself. */
  editionNumber!: number;

  @Field(() => LocaleEnum)
  @Personal(consentHistory)
  locale!: Locale;

  @Field(() => String)
  @Personal(consentHistory)
  textSha256!: string;

  @Field(() => ConsentStateEnum)
  @Personal(consentHistory)
  state!: ConsentStateName;

  @Field(() => Date)
  @Personal(consentHistory)
  at!: Date;

  @Field(() => Int, { description: 'Rises by one with every change.' })
  @Personal(consentHistory)
  epoch!: number;

  @Field(() => String, { description: 'Signed receipt: a JWS with the fields of ISO/IEC TS 27560.' })
  @Personal(consentHistory)
  receipt!: string;
}

export const ConsentConnection = connectionOf('Consent', () => Consent);

@ObjectType({ description: 'Nulls while pending; latency by the database clock of privacy.' })
export class ServiceAcknowledgement {
  @Field(() => String)
  @Personal(consentHistory)
  service!: string;

  @Field(() => Int)
  @Personal(consentHistory)
  epoch!: number;

  @Field(() => Date, { nullable: true })
  @Personal(consentHistory)
  appliedAt!: Date | null;

  @Field(() => Int, { nullable: true })
  @Personal(consentHistory)
  latencyMs!: number | null;
}

@ObjectType()
export class ConsentChanged {
  @Field(() => Consent)
  @Personal(consentHistory)
  consent!: Consent;

  @Field(() => [ServiceAcknowledgement], {
    description: 'Which services act by it already, after waiting 2 s at most.',
  })
  @Personal(consentHistory)
  acknowledgements!: ServiceAcknowledgement[];
}

@ObjectType({ implements: Refusal })
export class ConsentRefused extends Refusal {}

export const GiveConsentResult = createUnionType({
  name: 'GiveConsentResult',
  types: () => [ConsentChanged, ConsentRefused] as const,
  resolveType: typename,
});

export const WithdrawConsentResult = createUnionType({
  name: 'WithdrawConsentResult',
  types: () => [ConsentChanged, ConsentRefused] as const,
  resolveType: typename,
});
