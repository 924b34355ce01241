import type { LocalDate } from '@belgi/contracts';
import { Refusal } from '@belgi/subgraph';
import { ArrayMaxSize, MaxLength } from 'class-validator';
import { createUnionType, Directive, Field, InputType, Int, ObjectType } from 'type-graphql';
import { typename } from '../typename.js';
import { holdsOn, type LegalAct, revisionOn, type Titles } from './legal-act.js';

/** Longest text that is worth a database's while; the registry's own limits are shorter. */
const MAX_TEXT_CHARS = 4_000;
/** Above every code of laws, so that a flood stops before it is looked at. */
const MAX_ARTICLES = 1_000;

@ObjectType('LegalArticle', { description: 'An article of an act, as rules and requests cite it.' })
@Directive('@tag(name: "partner")')
export class LegalArticleType {
  @Field(() => String, { description: '24, 15-1' })
  article!: string;

  @Field(() => Boolean, { description: 'Whether it lets the notice of a disclosure wait.' })
  allowsNoticeDelay!: boolean;

  /** Resolved as `title(locale)`. */
  titles!: Titles;
}

@ObjectType('LegalAct', {
  description:
    'One revision of a legal act. Rows are only added: a new law, a new wording or a repeal is a new revision.',
})
@Directive('@tag(name: "partner")')
export class LegalActType {
  @Field(() => String, { description: 'The same for every revision, KG-2008-58.' })
  code!: string;

  @Field(() => Int)
  revision!: number;

  @Field(() => String)
  number!: string;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  adoptedOn!: string;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  inForceFrom!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The first day on which it no longer holds; absent: until a later revision says otherwise.',
  })
  inForceUntil!: string | null;

  @Field(() => Boolean, { description: 'Whether this revision holds on the day asked for, or today.' })
  inForce!: boolean;

  @Field(() => Date)
  registeredAt!: Date;

  @Field(() => [LegalArticleType])
  articles!: readonly LegalArticleType[];

  /** Resolved as `title(locale)`. */
  titles!: Titles;
}

@InputType({ description: 'A title in each language.' })
export class LegalTitlesInput {
  @Field(() => String)
  @MaxLength(MAX_TEXT_CHARS)
  ky!: string;

  @Field(() => String)
  @MaxLength(MAX_TEXT_CHARS)
  ru!: string;

  @Field(() => String)
  @MaxLength(MAX_TEXT_CHARS)
  en!: string;
}

@InputType()
export class LegalArticleInput {
  @Field(() => String)
  @MaxLength(MAX_TEXT_CHARS)
  article!: string;

  @Field(() => LegalTitlesInput)
  titles!: LegalTitlesInput;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it lets the notice of a disclosure wait.' })
  allowsNoticeDelay!: boolean;
}

@InputType({
  description: 'An act, or the next revision of one whose code is known. All its articles, not only new ones.',
})
export class LegalActInput {
  @Field(() => String)
  @MaxLength(MAX_TEXT_CHARS)
  code!: string;

  @Field(() => LegalTitlesInput)
  titles!: LegalTitlesInput;

  @Field(() => String)
  @MaxLength(MAX_TEXT_CHARS)
  number!: string;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @MaxLength(MAX_TEXT_CHARS)
  adoptedOn!: string;

  @Field(() => String, { description: 'YYYY-MM-DD; never before that of the revision it follows.' })
  @MaxLength(MAX_TEXT_CHARS)
  inForceFrom!: string;

  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD, the first day on which it no longer holds.' })
  @MaxLength(MAX_TEXT_CHARS)
  inForceUntil?: string | null;

  @Field(() => [LegalArticleInput])
  @ArrayMaxSize(MAX_ARTICLES)
  articles!: LegalArticleInput[];
}

@ObjectType({ implements: Refusal })
export class LegalActRefused extends Refusal {}

export const RegisterLegalActResult = createUnionType({
  name: 'RegisterLegalActResult',
  types: () => [LegalActType, LegalActRefused] as const,
  resolveType: typename,
});

/** The graph's shape of a revision, among those it stands with. */
export function actNode(act: LegalAct, acts: readonly LegalAct[], on: LocalDate): LegalActType {
  const speaks = revisionOn(acts, act.code, on)?.revision === act.revision;
  return { ...act, inForce: speaks && holdsOn(act, on) };
}
