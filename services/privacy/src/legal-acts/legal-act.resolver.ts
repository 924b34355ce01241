import { type Locale, localDateOf } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import { fault, LocaleEnum } from '@belgi/subgraph';
import { Arg, Ctx, Directive, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { isCalendarDate } from '../calendar-date.js';
import { demand, idOf } from '../demand.js';
import type { Context } from '../loaders.js';
import { refusals } from '../refusals.js';
import { named } from '../typename.js';
import type { Titles } from './legal-act.js';
import {
  actNode,
  LegalActInput,
  LegalActType,
  LegalArticleType,
  type LegalTitlesInput,
  RegisterLegalActResult,
} from './legal-act.type.js';
import { actsNow } from './legal-acts.store.js';
import { registerAct } from './register-act.js';

@Resolver(() => LegalActType)
export class LegalActResolver {
  constructor(private readonly database: Database) {}

  @Query(() => [LegalActType], {
    description:
      'The acts that the platform’s rules and disclosure requests cite: every revision, or those in force on a day.',
  })
  @Directive('@tag(name: "partner")')
  async legalActs(
    @Arg('on', () => String, { nullable: true, description: 'YYYY-MM-DD; only what holds on that day.' })
    on: string | null | undefined,
    @Ctx() { actor }: Context,
  ): Promise<LegalActType[]> {
    demand(actor, 'legal-act.read');
    if (on != null && !isCalendarDate(on)) throw fault('BAD_USER_INPUT', undefined, { fields: [{ path: 'on' }] });
    const { acts, now } = await actsNow(this.database);
    const nodes = acts.map((act) => actNode(act, acts, on ?? localDateOf(now)));
    return on == null ? nodes : nodes.filter(({ inForce }) => inForce);
  }

  @FieldResolver(() => String, { description: 'In the language asked for, or the reader’s.' })
  title(
    @Root() { titles }: LegalActType,
    @Arg('locale', () => LocaleEnum, { nullable: true }) wanted: Locale | null | undefined,
    @Ctx() { locale }: Context,
  ): string {
    return titles[wanted ?? locale];
  }

  @Mutation(() => RegisterLegalActResult, {
    description: 'Privacy officers: an act, a new wording of one, or its repeal. What stands is never changed.',
  })
  async registerLegalAct(
    @Arg('input', () => LegalActInput) input: LegalActInput,
    @Ctx() { actor, locale }: Context,
  ): Promise<typeof RegisterLegalActResult> {
    demand(actor, 'legal-act.register');
    const wish = {
      ...input,
      titles: titlesOf(input.titles),
      inForceUntil: input.inForceUntil ?? null,
      articles: input.articles.map((each) => ({ ...each, titles: titlesOf(each.titles) })),
    };
    const outcome = await registerAct(this.database, wish, idOf(actor));
    if (typeof outcome === 'string') return named('LegalActRefused', refusals.refusal(locale, outcome));
    return named('LegalAct', actNode(outcome, [outcome], localDateOf(outcome.registeredAt)));
  }
}

@Resolver(() => LegalArticleType)
export class LegalArticleResolver {
  @FieldResolver(() => String, { description: 'What the article is about.' })
  title(
    @Root() { titles }: LegalArticleType,
    @Arg('locale', () => LocaleEnum, { nullable: true }) wanted: Locale | null | undefined,
    @Ctx() { locale }: Context,
  ): string {
    return titles[wanted ?? locale];
  }
}

const titlesOf = ({ ky, ru, en }: LegalTitlesInput): Titles => ({ KY: ky, RU: ru, EN: en });
