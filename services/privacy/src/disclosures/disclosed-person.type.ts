import { Personal, Refusal } from '@belgi/subgraph';
import { createUnionType, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { ConsentStateEnum, type ConsentStateName } from '../consents/consent.type.js';
import { typename } from '../typename.js';
import { PARTNER } from './disclosure-decision.type.js';

@ObjectType({ description: 'One entry of the history of consent, for an agency whose grant names it.' })
@Directive(PARTNER)
export class DisclosedConsent {
  @Field(() => Int)
  @Personal({ category: 'CONSENT_HISTORY', purposes: [] })
  edition!: number;

  @Field(() => ConsentStateEnum)
  @Personal({ category: 'CONSENT_HISTORY', purposes: [] })
  state!: ConsentStateName;

  @Field(() => Date)
  @Personal({ category: 'CONSENT_HISTORY', purposes: [] })
  at!: Date;
}

@ObjectType({
  description: 'A person as a grant discloses them. The key is a disclosure ticket, which no client ever sees.',
})
@Directive('@key(fields: "ticket")')
@Directive(PARTNER)
export class DisclosedPerson {
  @Field(() => ID)
  @Directive('@inaccessible')
  ticket!: string;

  @Field(() => Boolean, {
    description:
      'False: no verified account for that PIN, or no longer the one that was read under this key. Recorded alike.',
  })
  @Personal({ category: 'ACCOUNT', purposes: [] })
  held!: boolean;
}

@ObjectType({ implements: Refusal })
@Directive(PARTNER)
export class DisclosureRefused extends Refusal {}

export const ReadDisclosedResult = createUnionType({
  name: 'ReadDisclosedResult',
  types: () => [DisclosedPerson, DisclosureRefused] as const,
  resolveType: typename,
});
