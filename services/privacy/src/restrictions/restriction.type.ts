import { Personal } from '@belgi/subgraph';
import { createUnionType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ServiceAcknowledgement } from '../consents/consent.type.js';
import { RightsRefused } from '../rights/rights-request.type.js';
import { typename } from '../typename.js';
import type { RestrictionActor } from './restriction.js';

/** The person's own: no purpose of the policy opens it to anybody else. */
const own = { category: 'CORRESPONDENCE', purposes: [] } as const;

export const RestrictionActorEnum = { PERSON: 'PERSON', STAFF: 'STAFF' } as const;
registerEnumType(RestrictionActorEnum, { name: 'RestrictionActor', description: 'Who imposes it lifts it.' });

@ObjectType({ description: 'That my data are kept and not used, or may be used again.' })
export class Restriction {
  @Field(() => Boolean)
  @Personal(own)
  restricted!: boolean;

  @Field(() => Int, { description: 'Rises by one with every change.' })
  @Personal(own)
  version!: number;

  @Field(() => RestrictionActorEnum)
  @Personal(own)
  by!: RestrictionActor;

  @Field(() => Date)
  @Personal(own)
  at!: Date;

  @Field(() => String, { nullable: true, description: 'What staff gave as their reason.' })
  @Personal(own)
  reason!: string | null;
}

@ObjectType()
export class RestrictionChanged {
  @Field(() => Restriction)
  @Personal(own)
  restriction!: Restriction;

  @Field(() => [ServiceAcknowledgement], {
    description: 'Which services act by it already, after waiting 2 s at most; `epoch` is the version.',
  })
  @Personal(own)
  acknowledgements!: ServiceAcknowledgement[];
}

export const ChangeRestrictionResult = createUnionType({
  name: 'ChangeRestrictionResult',
  types: () => [RestrictionChanged, RightsRefused] as const,
  resolveType: typename,
});
