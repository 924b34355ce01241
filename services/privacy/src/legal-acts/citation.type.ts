import { Directive, Field, Int, ObjectType } from 'type-graphql';
import type { Titles } from './legal-act.js';

@ObjectType({ description: 'An article as it was cited: in the very revision of its act that was in force.' })
@Directive('@tag(name: "partner")')
export class LegalCitation {
  @Field(() => String, { description: 'Of the act, KG-2008-58.' })
  code!: string;

  @Field(() => Int)
  revision!: number;

  @Field(() => String, { description: '24, 15-1' })
  article!: string;

  /** Resolved as `actTitle(locale)` and `title(locale)`. */
  act!: Titles;
  about!: Titles;
}
