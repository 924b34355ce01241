import { Personal } from '@belgi/subgraph';
import { MaxLength } from 'class-validator';
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ServiceAcknowledgement } from '../consents/consent.type.js';
import { RightsRefused } from '../rights/rights-request.type.js';
import { typename } from '../typename.js';
import type { RestrictionActor } from './restriction.js';

/** The person's own: no purpose of the policy opens it to anybody else. */
const own = { category: 'CORRESPONDENCE', purposes: [] } as const;

export const RestrictionActorEnum = { PERSON: 'PERSON', STAFF: 'STAFF' } as const;
registerEnumType(RestrictionActorEnum, { name: 'RestrictionActor', description: 'Who imposed it, or lifted it.' });

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

  @Field(() => Date, {
    nullable: true,
    description: 'Since when every service acts by it; null: not all have said so.',
  })
  @Personal(own)
  inForceAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'On what staff lifted it, KG-2008-58.' })
  @Personal(own)
  actCode!: string | null;

  @Field(() => String, { nullable: true })
  @Personal(own)
  article!: string | null;

  @Field(() => String, { nullable: true, description: 'What staff gave as their reason.' })
  @Personal(own)
  reason!: string | null;
}

/** More than any words may have; the limit of a reason says so politely. */
const MAX_INPUT_CHARS = 50_000;

@InputType({ description: 'What a privacy officer imposes or lifts, and why.' })
export class RestrictionInput {
  @Field(() => ID)
  citizenId!: string;

  @Field(() => Boolean)
  restricted!: boolean;

  @Field(() => String, { description: 'To the person, in their language.' })
  @MaxLength(MAX_INPUT_CHARS)
  reason!: string;

  @Field(() => String, {
    nullable: true,
    description: 'KG-2008-58; what the person imposed is lifted on an article alone.',
  })
  @MaxLength(MAX_INPUT_CHARS)
  actCode?: string | null;

  @Field(() => String, { nullable: true })
  @MaxLength(MAX_INPUT_CHARS)
  article?: string | null;
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
