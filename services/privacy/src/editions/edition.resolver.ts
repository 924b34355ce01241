import type { AcceptanceIssuer } from '@belgi/access';
import { idSchema, type Locale } from '@belgi/contracts';
import { fault, LocaleEnum } from '@belgi/subgraph';
import { Arg, Ctx, Directive, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { demand, idOf } from '../demand.js';
import type { Context } from '../loaders.js';
import { refusals } from '../refusals.js';
import { named } from '../typename.js';
import { changeNodes } from './changed-clauses.js';
import { PolicyClauseChange } from './changes.type.js';
import { editionInForce, refuseAgreement } from './edition.js';
import {
  AcceptPolicyResult,
  editionNode,
  PolicyEdition,
  PolicyEditionInput,
  PolicyText,
  PublishPolicyResult,
} from './edition.type.js';
import { type PublishParts, publishSubmission } from './publish-edition.js';
import { renderMarkdown } from './render-markdown.js';

@Resolver(() => PolicyEdition)
export class EditionResolver {
  constructor(
    private readonly parts: PublishParts,
    private readonly tickets: AcceptanceIssuer,
  ) {}

  @Query(() => PolicyEdition, { description: 'The edition in force (clause 5.1).' })
  @Directive('@tag(name: "partner")')
  async currentPolicy(@Ctx() { loaders }: Context): Promise<PolicyEdition> {
    const { editions, now } = await loaders.editions();
    const inForce = editionInForce(editions, now);
    if (inForce === undefined) throw fault('NO_EDITION_IN_FORCE', 'No edition of the policy has been published yet.');
    return editionNode(inForce, editions, now);
  }

  @Query(() => [PolicyEdition], { description: 'Every edition, newest first, with those to come.' })
  async policyEditions(@Ctx() { loaders }: Context): Promise<PolicyEdition[]> {
    const { editions, now } = await loaders.editions();
    return editions.map((edition) => editionNode(edition, editions, now)).reverse();
  }

  @FieldResolver(() => PolicyText)
  async text(
    @Root() edition: PolicyEdition,
    @Arg('locale', () => LocaleEnum) locale: Locale,
    @Ctx() { loaders }: Context,
  ): Promise<PolicyText> {
    const markdown = await loaders.text.load({ edition: edition.number, locale });
    return { markdown, html: renderMarkdown(markdown), sha256: edition.sha256[locale] };
  }

  @FieldResolver(() => [PolicyClauseChange], {
    nullable: true,
    description:
      'What changed since that edition in one language, clause by clause, as the page /policy/editions/{a}/changes/{b} shows it. Null: there is no such edition.',
  })
  async changes(
    @Root() { number }: PolicyEdition,
    @Arg('since', () => Int) since: number,
    @Arg('locale', () => LocaleEnum) locale: Locale,
    @Ctx() { loaders }: Context,
  ): Promise<PolicyClauseChange[] | null> {
    const { editions } = await loaders.editions();
    if (!editions.some((edition) => edition.number === since)) return null;
    const [before, after] = await Promise.all([
      loaders.text.load({ edition: since, locale }),
      loaders.text.load({ edition: number, locale }),
    ]);
    return changeNodes(before, after);
  }

  @Mutation(() => AcceptPolicyResult, {
    description: 'A signed acceptance of the text that was shown. Stores nothing: nobody has an account yet.',
  })
  async acceptPolicy(
    @Arg('edition', () => Int) edition: number,
    @Arg('locale', () => LocaleEnum) locale: Locale,
    @Arg('textSha256', () => String) textSha256: string,
    @Ctx() { actor, loaders, locale: language }: Context,
  ): Promise<typeof AcceptPolicyResult> {
    demand(actor, 'policy.accept');
    const { editions, now } = await loaders.editions();
    const refusal = refuseAgreement({ edition, locale, textSha256 }, editions, now);
    if (refusal !== undefined) return named('PolicyRefused', refusals.refusal(language, refusal));
    const { ticket, expiresAt } = await this.tickets.issue({ edition, locale, textSha256: textSha256.toLowerCase() });
    return named('PolicyAccepted', { ticket, expiresAt });
  }

  @Mutation(() => PublishPolicyResult, {
    description: 'A second privacy officer publishes what they read in review: immutable from now on.',
  })
  async publishPolicyEdition(
    @Arg('input', () => PolicyEditionInput) { submissionId, effectiveAt }: PolicyEditionInput,
    @Ctx() { actor, locale }: Context,
  ): Promise<typeof PublishPolicyResult> {
    demand(actor, 'edition.publish');
    const outcome = idSchema.safeParse(submissionId).success
      ? await publishSubmission(this.parts, idOf(actor), submissionId, effectiveAt ?? undefined)
      : 'SUBMISSION_UNKNOWN';
    if (typeof outcome === 'string') {
      const parameters = outcome === 'EFFECT_TOO_NEAR' ? { hours: this.parts.noticeHours } : {};
      return named('PublishPolicyRefused', refusals.refusal(locale, outcome, parameters));
    }
    const inForce = outcome.effectiveAt <= outcome.publishedAt;
    const node = editionNode(outcome, inForce ? [outcome] : [], outcome.publishedAt);
    return named(outcome.document === 'POLICY' ? 'PolicyEdition' : 'UserAgreementEdition', node);
  }
}
