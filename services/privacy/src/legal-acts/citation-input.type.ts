import { MaxLength } from 'class-validator';
import { Directive, Field, InputType } from 'type-graphql';

/** Longest text that is worth a database's while. */
const MAX_TEXT_CHARS = 4_000;

@Directive('@tag(name: "partner")')
@InputType({ description: 'An article of an act that the registry has (`legalActs`).' })
export class LegalCitationInput {
  @Field(() => String, { description: 'Of the act, KG-2008-58.' })
  @MaxLength(MAX_TEXT_CHARS)
  code!: string;

  @Field(() => String, { description: '24, 15-1' })
  @MaxLength(MAX_TEXT_CHARS)
  article!: string;
}
