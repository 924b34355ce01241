import type { Purpose } from '@belgi/contracts';
import { enumOf, LocaleEnum, Personal, Refusal } from '@belgi/subgraph';
import { createUnionType, Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import {
  type AssuranceLevel,
  type AttributeSource,
  assurances,
  attributeRules,
  attributeSources,
  type PersonAttribute,
} from '../people/attribute.js';
import { mask } from '../people/masking.js';
import type { Look } from './read-citizen.js';

export const AssuranceEnum = enumOf(assurances);
registerEnumType(AssuranceEnum, { name: 'Assurance', description: 'How much a value is worth (clause 1.1).' });

export const AttributeSourceEnum = enumOf(attributeSources);
registerEnumType(AttributeSourceEnum, {
  name: 'AttributeSource',
  description: 'By whose decision a value stands.',
  valuesConfig: {
    REGISTRATION: { description: 'The person, when they registered.' },
    CORRECTION: { description: 'The person, who corrected it.' },
    STAFF: { description: 'A privacy officer, on a request of the person.' },
    PORTAL: { description: 'The state portal, at which the person signed in.' },
    OPERATIONS: { description: 'Accounts of staff.' },
  },
});

export const PurposeEnum = {
  IDENTIFICATION: 'IDENTIFICATION',
  COMMUNICATION: 'COMMUNICATION',
  STATISTICS: 'STATISTICS',
  VERIFICATION: 'VERIFICATION',
} as const;
registerEnumType(PurposeEnum, { name: 'Purpose', description: "The policy's four purposes (clause 2.1)." });

const ANY_USE = ['IDENTIFICATION', 'COMMUNICATION', 'VERIFICATION'] as const;

@ObjectType({ description: 'One attribute of a person, with what it is worth.' })
export class Attribute {
  @Field(() => String, {
    nullable: true,
    description: 'Null for PIN, document and phone: revealMyAttribute shows them.',
  })
  @Personal({ category: 'ACCOUNT', purposes: ANY_USE })
  value!: string | null;

  @Field(() => String)
  @Personal({ category: 'ACCOUNT', purposes: ANY_USE })
  masked!: string;

  @Field(() => AssuranceEnum)
  @Personal({ category: 'ACCOUNT', purposes: ANY_USE })
  assurance!: AssuranceLevel;

  @Field(() => AttributeSourceEnum)
  @Personal({ category: 'ACCOUNT', purposes: ANY_USE })
  source!: AttributeSource;

  @Field(() => String, { nullable: true })
  @Personal({ category: 'ACCOUNT', purposes: ANY_USE })
  verifiedBy!: string | null;

  @Field(() => Date, { nullable: true })
  @Personal({ category: 'ACCOUNT', purposes: ANY_USE })
  verifiedAt!: Date | null;

  @Field(() => Date)
  @Personal({ category: 'ACCOUNT', purposes: ANY_USE })
  updatedAt!: Date;
}

/** The attribute as it is shown without the password: PIN, document and phone masked even to their owner. */
export function shownAttribute(attribute: PersonAttribute): Attribute {
  const { name, value, assurance, source, verifiedBy, verifiedAt, updatedAt } = attribute;
  const shown = attributeRules[name].shown ? value : null;
  return { value: shown, masked: mask(name, value), assurance, source, verifiedBy, verifiedAt, updatedAt };
}

/** Fields by resolver: each is checked against the purpose it is read for. */
@ObjectType({ description: 'What identity holds about a person.' })
export class PersonalData {
  readonly attributes!: readonly PersonAttribute[];
  /** Null: the person. */
  readonly purpose!: Purpose | null;
}

@ObjectType({ description: 'A former value of an attribute.' })
export class FormerAttribute {
  @Field(() => String)
  @Personal({ category: 'ACCOUNT', purposes: [] })
  name!: string;

  @Field(() => Attribute)
  @Personal({ category: 'ACCOUNT', purposes: [] })
  attribute!: Attribute;

  @Field(() => Date)
  @Personal({ category: 'ACCOUNT', purposes: [] })
  replacedAt!: Date;
}

@ObjectType({ description: 'A natural person with an account.' })
@Directive('@key(fields: "id")')
export class Citizen {
  @Field(() => ID)
  id!: string;

  /** Set where staff read for a purpose and the look is recorded: what it shows, and nothing else. */
  readonly look?: Look;
}

@InputType({ description: 'What to correct; what is left out stays.' })
export class CorrectionInput {
  @Field(() => String, { nullable: true })
  fullName?: string | null;

  @Field(() => String, { nullable: true, description: 'Only while it is not verified.' })
  pin?: string | null;

  @Field(() => String, { nullable: true })
  idDocument?: string | null;

  @Field(() => String, { nullable: true })
  address?: string | null;

  @Field(() => String, { nullable: true })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'Counts once confirmMyPhone was given the code sent to it.' })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: 'Needed for a new phone.' })
  password?: string | null;

  @Field(() => LocaleEnum, { nullable: true, description: 'Language of messages.' })
  locale?: 'KY' | 'RU' | 'EN' | null;
}

@ObjectType()
export class DataCorrected {
  @Field(() => Citizen)
  @Personal({ category: 'ACCOUNT', purposes: [] })
  citizen!: Citizen;

  @Field(() => Date, { nullable: true, description: 'Until when the code sent to a new phone is good.' })
  @Personal({ category: 'ACCOUNT', purposes: [] })
  phoneCodeExpiresAt!: Date | null;
}

@ObjectType({ implements: Refusal })
export class CorrectionRefused extends Refusal {}

@ObjectType()
export class AttributeRevealed {
  @Field(() => String)
  @Personal({ category: 'ACCOUNT', purposes: [] })
  name!: string;

  @Field(() => String)
  @Personal({ category: 'ACCOUNT', purposes: [] })
  value!: string;
}

@ObjectType({ implements: Refusal })
export class RevealRefused extends Refusal {}

export const CorrectionResult = createUnionType({
  name: 'CorrectionResult',
  types: () => [DataCorrected, CorrectionRefused] as const,
});
export const RevealResult = createUnionType({
  name: 'RevealResult',
  types: () => [AttributeRevealed, RevealRefused] as const,
});
