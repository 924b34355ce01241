import type { Locale } from '@belgi/contracts';
import { LocaleEnum } from '@belgi/subgraph';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../loaders.js';
import { LegalCitation } from './citation.type.js';

@Resolver(() => LegalCitation)
export class LegalCitationResolver {
  @FieldResolver(() => String, { description: 'What the act is called, in the language asked for, or the reader’s.' })
  actTitle(
    @Root() { act }: LegalCitation,
    @Arg('locale', () => LocaleEnum, { nullable: true }) wanted: Locale | null | undefined,
    @Ctx() { locale }: Context,
  ): string {
    return act[wanted ?? locale];
  }

  @FieldResolver(() => String, { description: 'What the article is about.' })
  title(
    @Root() { about }: LegalCitation,
    @Arg('locale', () => LocaleEnum, { nullable: true }) wanted: Locale | null | undefined,
    @Ctx() { locale }: Context,
  ): string {
    return about[wanted ?? locale];
  }
}
