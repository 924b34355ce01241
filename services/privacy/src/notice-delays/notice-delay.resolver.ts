import { idSchema } from '@belgi/contracts';
import { Arg, Ctx, Directive, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { demand, idOf } from '../demand.js';
import { openInCase } from '../disclosures/case-seal.js';
import { PARTNER } from '../disclosures/disclosure-decision.type.js';
import { DecideDisclosureResult, DisclosureRequestNode } from '../disclosures/disclosure-request.type.js';
import type { CaseParts } from '../disclosures/file-request.js';
import { refusalParameters } from '../disclosures/refusal-parameters.js';
import { requestNode } from '../disclosures/request-node.js';
import type { Context } from '../loaders.js';
import { refusals } from '../refusals.js';
import { named } from '../typename.js';
import { DelayedNoticesType, NoticeDelay, NoticeDelayReviewInput } from './notice-delay.type.js';
import { countDelayed } from './notice-delays.store.js';
import { reviewDelay } from './review-delay.js';

@Resolver(() => DisclosureRequestNode)
export class NoticeDelayResolver {
  constructor(private readonly parts: CaseParts) {}

  @Query(() => DelayedNoticesType, { description: 'How many notices to persons wait now, and were ever delayed.' })
  @Directive(PARTNER)
  async delayedNotices(@Ctx() { actor }: Context): Promise<DelayedNoticesType> {
    demand(actor, 'delayed-notices.read');
    return countDelayed(this.parts.database);
  }

  @FieldResolver(() => NoticeDelay, { nullable: true, description: 'Null: the person is told in time.' })
  async noticeDelay(
    @Root() { kept }: DisclosureRequestNode,
    @Ctx() { actor, loaders }: Context,
  ): Promise<NoticeDelay | null> {
    demand(actor, 'disclosure.see-reason', { agencyId: kept.agencyId });
    const delay = await loaders.delay.load(kept.id);
    if (delay === null) return null;
    const { cited, endsAt, longestUntil, decidedAt, reviewAt, reviewedAt, reasonSealed } = delay;
    const column = 'notice_delays.reason_sealed';
    const reason = openInCase(this.parts.sealer, kept.wrappedKey, column, kept.id, reasonSealed);
    return { legalAct: cited, endsAt, longestUntil, decidedAt, reviewAt, reviewedAt, reason };
  }

  @Mutation(() => DecideDisclosureResult, {
    description:
      'A privacy officer asks whether a notice must still wait: carries the delay on, shortens or lifts it. Never extends.',
  })
  async reviewNoticeDelay(
    @Arg('input', () => NoticeDelayReviewInput) input: NoticeDelayReviewInput,
    @Ctx() { actor, locale }: Context,
  ): Promise<typeof DecideDisclosureResult> {
    demand(actor, 'notice-delay.review');
    const wish = { endsAt: input.lift ? null : (input.endsAt ?? undefined), reason: input.reason };
    const outcome = idSchema.safeParse(input.requestId).success
      ? await reviewDelay(this.parts, idOf(actor), input.requestId, wish)
      : 'REQUEST_UNKNOWN';
    if (typeof outcome === 'string')
      return named('DecideDisclosureRefused', refusals.refusal(locale, outcome, refusalParameters(outcome)));
    return named('DisclosureRequest', requestNode(outcome, await this.parts.database.now()));
  }
}
