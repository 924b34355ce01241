import type { Locale } from '@belgi/contracts';
import { Refusal } from '@belgi/subgraph';
import { MaxLength } from 'class-validator';
import { createUnionType, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { typename } from '../typename.js';
import type { DraftState, DraftTexts } from './draft.js';
import type { KeptDraft } from './drafts.store.js';
import type { DocumentKind } from './edition.js';
import { MAX_TEXT_CHARS } from './edition.type.js';

export const DocumentKindEnum = {
  POLICY: 'POLICY',
  USER_AGREEMENT: 'USER_AGREEMENT',
} as const satisfies Record<DocumentKind, DocumentKind>;
registerEnumType(DocumentKindEnum, { name: 'PolicyDocument', description: 'What has editions.' });

export const DraftStateEnum = {
  DRAFT: 'DRAFT',
  IN_REVIEW: 'IN_REVIEW',
  RETURNED: 'RETURNED',
  PUBLISHED: 'PUBLISHED',
} as const satisfies Record<DraftState, DraftState>;
registerEnumType(DraftStateEnum, { name: 'PolicyDraftState' });

@ObjectType({ description: 'Why the last submission came back to its writer.' })
export class PolicyDraftReturn {
  @Field(() => String)
  reason!: string;

  @Field(() => Date)
  at!: Date;
}

@ObjectType({ description: 'An edition in the making: written by one officer, published by another.' })
export class PolicyDraft {
  @Field(() => ID)
  id!: string;

  @Field(() => DocumentKindEnum)
  document!: DocumentKind;

  @Field(() => DraftStateEnum)
  state!: DraftState;

  @Field(() => Boolean)
  material!: boolean;

  @Field(() => Date, { nullable: true, description: 'Null: in force from publication.' })
  effectiveAt!: Date | null;

  @Field(() => Date)
  changedAt!: Date;

  @Field(() => Boolean, { description: 'Whether you wrote it: then somebody else publishes it.' })
  mine!: boolean;

  @Field(() => ID, {
    nullable: true,
    description: 'What stands for review, word for word: name it to publish or return it.',
  })
  submissionId!: string | null;

  @Field(() => Date, { nullable: true })
  submittedAt!: Date | null;

  @Field(() => PolicyDraftReturn, { nullable: true })
  returned!: PolicyDraftReturn | null;

  /** Not in the graph: what `text` answers from. */
  texts!: DraftTexts;
}

@InputType({ description: 'The Markdown of a draft; a language left out stays as it is.' })
export class PolicyDraftTextsInput {
  @Field(() => String, { nullable: true })
  @MaxLength(MAX_TEXT_CHARS)
  ky?: string | null;

  @Field(() => String, { nullable: true })
  @MaxLength(MAX_TEXT_CHARS)
  ru?: string | null;

  @Field(() => String, { nullable: true })
  @MaxLength(MAX_TEXT_CHARS)
  en?: string | null;
}

@InputType()
export class PolicyDraftInput {
  @Field(() => ID, { nullable: true, description: 'Absent: a new draft.' })
  id?: string | null;

  @Field(() => DocumentKindEnum, {
    nullable: true,
    description: 'Of a new draft; absent: the policy. A draft stays what it was begun as.',
  })
  document?: DocumentKind | null;

  @Field(() => PolicyDraftTextsInput, { nullable: true })
  texts?: PolicyDraftTextsInput | null;

  @Field(() => Boolean, { nullable: true, description: 'Absent: as it stands; true in a new draft.' })
  material?: boolean | null;

  @Field(() => Date, { nullable: true, description: 'Absent: as it stands. Null: in force from publication.' })
  effectiveAt?: Date | null;
}

@ObjectType({ implements: Refusal })
export class PolicyDraftRefused extends Refusal {}

export const PolicyDraftResult = createUnionType({
  name: 'PolicyDraftResult',
  types: () => [PolicyDraft, PolicyDraftRefused] as const,
  resolveType: typename,
});

/** The graph's shape of a draft, for one officer. */
export function draftNode(kept: KeptDraft, officerId: string): PolicyDraft {
  const { id, document, state, material, effectiveAt, changedAt, submissionId, submittedAt, returned, texts } = kept;
  const mine = kept.writtenBy === officerId;
  return { id, document, state, material, effectiveAt, changedAt, mine, submissionId, submittedAt, returned, texts };
}

/** What the input says of texts, by language; null says nothing, as an absent language does. */
export function textsOf(input: PolicyDraftTextsInput | null | undefined): DraftTexts {
  const given: [Locale, string | null | undefined][] = [
    ['KY', input?.ky],
    ['RU', input?.ru],
    ['EN', input?.en],
  ];
  return Object.fromEntries(given.filter(([, text]) => text != null)) as DraftTexts;
}
