import { Personal } from '@belgi/subgraph';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { AssuranceEnum } from '../accounts/citizen.type.js';
import type { AssuranceLevel, PersonAttribute } from '../people/attribute.js';

@ObjectType({ description: 'An attribute as an agency gets it, with what it is worth.' })
@Directive('@tag(name: "partner")')
export class DisclosedAttribute {
  @Field(() => String)
  @Personal({ category: 'ACCOUNT', purposes: [] })
  value!: string;

  @Field(() => AssuranceEnum)
  @Personal({ category: 'ACCOUNT', purposes: [] })
  assurance!: AssuranceLevel;

  @Field(() => String, { nullable: true })
  @Personal({ category: 'ACCOUNT', purposes: [] })
  verifiedBy!: string | null;

  @Field(() => Date, { nullable: true })
  @Personal({ category: 'ACCOUNT', purposes: [] })
  verifiedAt!: Date | null;
}

@ObjectType({
  description: 'A person as a grant discloses them. The key is a disclosure ticket, which no client ever sees.',
})
@Directive('@key(fields: "ticket")')
@Directive('@tag(name: "partner")')
export class DisclosedPerson {
  @Field(() => ID)
  @Directive('@inaccessible')
  ticket!: string;

  /** Categories that the verified ticket names. */
  readonly categories!: readonly string[];
  /** Empty where no verified account is held. */
  readonly attributes!: readonly PersonAttribute[];
}
