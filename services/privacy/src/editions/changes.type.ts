import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import type { ChangeKind } from './differences.js';
import type { WordsPart } from './words.js';

const ChangeKindEnum = {
  SAME: 'SAME',
  CHANGED: 'CHANGED',
  MOVED: 'MOVED',
  ADDED: 'ADDED',
  REMOVED: 'REMOVED',
} as const satisfies Record<ChangeKind, ChangeKind>;
registerEnumType(ChangeKindEnum, {
  name: 'PolicyChangeKind',
  description: 'What became of a clause. MOVED: the same words under another number.',
});

const WordsKindEnum = {
  SAME: 'SAME',
  REMOVED: 'REMOVED',
  ADDED: 'ADDED',
} as const satisfies Record<WordsPart['kind'], WordsPart['kind']>;
registerEnumType(WordsKindEnum, { name: 'PolicyWordsKind' });

@ObjectType({ description: 'A numbered place of a text.' })
@Directive('@tag(name: "partner")')
export class PolicyClause {
  @Field(() => String, { description: 'The same in every language: `3.4`, `1.1.b`, `preamble.2`.' })
  id!: string;

  @Field(() => String, { description: 'Of the page of its edition, without `#`.' })
  anchor!: string;

  @Field(() => String, { description: 'Number and words, as Markdown.' })
  markdown!: string;
}

@ObjectType()
@Directive('@tag(name: "partner")')
export class PolicyWords {
  @Field(() => WordsKindEnum)
  kind!: WordsPart['kind'];

  @Field(() => String)
  text!: string;
}

@ObjectType({ description: 'What happened to one clause between two texts of one language.' })
@Directive('@tag(name: "partner")')
export class PolicyClauseChange {
  @Field(() => ChangeKindEnum)
  kind!: ChangeKind;

  @Field(() => PolicyClause, { nullable: true, description: 'Null: ADDED.' })
  before!: PolicyClause | null;

  @Field(() => PolicyClause, { nullable: true, description: 'Null: REMOVED.' })
  after!: PolicyClause | null;

  @Field(() => [PolicyWords], {
    description: 'Without what was added they are the earlier words, without what was removed the later ones.',
  })
  words!: readonly PolicyWords[];
}
