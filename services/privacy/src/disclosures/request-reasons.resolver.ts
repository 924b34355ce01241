import type { Sealer } from '@belgi/access';
import { Personal } from '@belgi/subgraph';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { demand } from '../demand.js';
import type { Context } from '../loaders.js';
import { openDelay } from '../notice-delays/delay-seal.js';
import { type CaseColumn, openInCase } from './case-seal.js';
import { DisclosureDecision, DisclosureProposal, type DisclosureRemoval } from './disclosure-decision.type.js';
import { DisclosureRequestNode } from './disclosure-request.type.js';
import { openReasoned, scopeOf } from './removals.js';
import type { KeptRequest } from './requests.store.js';
import type { Reasoned } from './scope.js';
import { standingReason } from './state-reason.js';

/** What of a request is sealed under its case: who signed, what was decided, and why. */
@Resolver(() => DisclosureRequestNode)
export class RequestReasonsResolver {
  constructor(private readonly sealer: Sealer) {}

  /** Not nullable, as the public graph promises: whoever may see a request may see who signed its letter. */
  @FieldResolver(() => String, { description: 'Who signed the letter.' })
  @Personal({ category: 'NAME', purposes: [] })
  officer(@Root() { kept }: DisclosureRequestNode, @Ctx() { actor }: Context): string {
    demand(actor, 'disclosure.see', { agencyId: kept.agencyId });
    return this.open(kept, 'disclosure_requests.officer_sealed', kept.id, kept.officerSealed);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why it is in its state; null only while nobody has looked at it.',
  })
  @Personal({ category: 'CORRESPONDENCE', purposes: [] })
  stateReason(@Root() { kept, state }: DisclosureRequestNode, @Ctx() { actor, locale }: Context): string | null {
    if (state === 'SUBMITTED') return null;
    demand(actor, 'disclosure.see-reason', { agencyId: kept.agencyId });
    const { decision, grant } = kept;
    if (state === 'REVOKED' && grant?.revocationSealed)
      return this.open(kept, 'disclosure_grants.revocation_sealed', grant.id, grant.revocationSealed);
    const standing = standingReason(kept, state, locale);
    if (standing !== undefined || decision === null) return standing ?? null;
    return this.open(kept, 'disclosure_decisions.reason_sealed', kept.id, decision.reasonSealed);
  }

  @FieldResolver(() => DisclosureDecision, { nullable: true })
  decision(@Root() { kept }: DisclosureRequestNode, @Ctx() { actor }: Context): DisclosureDecision | null {
    const { decision } = kept;
    if (decision === null) return null;
    demand(actor, 'disclosure.see-reason', { agencyId: kept.agencyId });
    const reason = this.open(kept, 'disclosure_decisions.reason_sealed', kept.id, decision.reasonSealed);
    const column = 'disclosure_decisions.removals_sealed';
    const removed = openReasoned(this.sealer, kept.wrappedKey, column, kept.id, decision.removalsSealed);
    return { categories: decision.categories, reason, decidedAt: decision.at, removed: removed.map(removalNode) };
  }

  @FieldResolver(() => DisclosureProposal, { nullable: true })
  proposal(@Root() { kept }: DisclosureRequestNode, @Ctx() { actor }: Context): DisclosureProposal | null {
    demand(actor, 'disclosure.see-proposal');
    const { proposal } = kept;
    if (proposal === null) return null;
    const { categories, reason, subjects, period, termDays, readsCap, removals } = scopeOf(this.sealer, kept, proposal);
    const delay = openDelay(this.sealer, kept.wrappedKey, proposal.id, proposal.delaySealed);
    return {
      categories: [...categories],
      reason,
      subjects: subjects.length,
      period,
      removed: removals.map(removalNode),
      noticeDelay: delay && { ...delay, ...delay.legalAct },
      validDays: termDays,
      reads: readsCap,
      preparedAt: proposal.at,
    };
  }

  private open(kept: KeptRequest, column: CaseColumn, row: string, sealed: Buffer): string {
    return openInCase(this.sealer, kept.wrappedKey, column, row, sealed);
  }
}

const removalNode = (removed: Reasoned): DisclosureRemoval => ({
  kind: removed.kind,
  category: removed.kind === 'CATEGORY' ? removed.category : null,
  subject: removed.kind === 'SUBJECT' ? (removed.masked ?? null) : null,
  count: 'count' in removed ? removed.count : null,
  reason: removed.reason,
});
