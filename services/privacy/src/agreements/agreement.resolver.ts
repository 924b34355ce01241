import type { Locale } from '@belgi/contracts';
import { LocaleEnum, Personal } from '@belgi/subgraph';
import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Citizen } from '../citizens/citizen.type.js';
import type { ChangeParts } from '../consents/change-consent.js';
import { demand, idOf } from '../demand.js';
import { changeNodes } from '../editions/changed-clauses.js';
import { PolicyClauseChange } from '../editions/changes.type.js';
import { editionInForce } from '../editions/edition.js';
import { editionNode, PolicyText } from '../editions/edition.type.js';
import { renderMarkdown } from '../editions/render-markdown.js';
import type { Context } from '../loaders.js';
import { refusals } from '../refusals.js';
import { named } from '../typename.js';
import { acceptAgreement } from './accept-agreement.js';
import { acceptancesOf } from './acceptances.store.js';
import { AcceptUserAgreementResult, UserAgreementAcceptance, UserAgreementEdition } from './agreement.type.js';

const DOCUMENT = 'USER_AGREEMENT';

@Resolver(() => UserAgreementEdition)
export class UserAgreementResolver {
  constructor(private readonly parts: ChangeParts) {}

  @Query(() => UserAgreementEdition, {
    nullable: true,
    description: 'The user agreement in force; null: none is published.',
  })
  async currentUserAgreement(@Ctx() { loaders }: Context): Promise<UserAgreementEdition | null> {
    const { editions, now } = await loaders.editions(DOCUMENT);
    const inForce = editionInForce(editions, now);
    return inForce === undefined ? null : editionNode(inForce, editions, now);
  }

  @Query(() => [UserAgreementEdition], {
    description: 'Every edition of the user agreement, newest first, with those to come.',
  })
  async userAgreementEditions(@Ctx() { loaders }: Context): Promise<UserAgreementEdition[]> {
    const { editions, now } = await loaders.editions(DOCUMENT);
    return editions.map((edition) => editionNode(edition, editions, now)).reverse();
  }

  @FieldResolver(() => PolicyText)
  async text(
    @Root() { number, sha256 }: UserAgreementEdition,
    @Arg('locale', () => LocaleEnum) locale: Locale,
    @Ctx() { loaders }: Context,
  ): Promise<PolicyText> {
    const markdown = await loaders.text.load({ document: DOCUMENT, edition: number, locale });
    return { markdown, html: renderMarkdown(markdown), sha256: sha256[locale] };
  }

  @FieldResolver(() => [PolicyClauseChange], {
    nullable: true,
    description: 'What changed since that edition in one language, clause by clause. Null: there is no such edition.',
  })
  async changes(
    @Root() { number }: UserAgreementEdition,
    @Arg('since', () => Int) since: number,
    @Arg('locale', () => LocaleEnum) locale: Locale,
    @Ctx() { loaders }: Context,
  ): Promise<PolicyClauseChange[] | null> {
    const { editions } = await loaders.editions(DOCUMENT);
    if (!editions.some((edition) => edition.number === since)) return null;
    const textOf = (edition: number) => loaders.text.load({ document: DOCUMENT, edition, locale });
    const [before, after] = await Promise.all([textOf(since), textOf(number)]);
    return changeNodes(before, after);
  }

  @Mutation(() => AcceptUserAgreementResult, {
    description: 'Accepts the edition in force, or the next one ahead, by the hash of the text that was shown.',
  })
  async acceptUserAgreement(
    @Arg('edition', () => Int) edition: number,
    @Arg('locale', () => LocaleEnum) locale: Locale,
    @Arg('textSha256', () => String) textSha256: string,
    @Ctx() { actor, locale: language }: Context,
  ): Promise<typeof AcceptUserAgreementResult> {
    demand(actor, 'agreement.accept');
    const outcome = await acceptAgreement(this.parts, idOf(actor), { edition, locale, textSha256 });
    if (typeof outcome === 'string') return named('UserAgreementRefused', refusals.refusal(language, outcome));
    return named('UserAgreementAcceptance', outcome);
  }
}

@Resolver(() => Citizen)
export class CitizenAgreementsResolver {
  constructor(private readonly parts: ChangeParts) {}

  @FieldResolver(() => [UserAgreementAcceptance], {
    nullable: true,
    description: 'Editions of the user agreement that I accepted, newest first.',
  })
  @Personal({ category: 'CONSENT_HISTORY', purposes: ['IDENTIFICATION', 'VERIFICATION'] })
  async userAgreements(@Root() citizen: Citizen, @Ctx() { actor }: Context): Promise<UserAgreementAcceptance[]> {
    demand(actor, 'agreement.read', { citizenId: citizen.id });
    return acceptancesOf(this.parts.database, citizen.id);
  }
}
