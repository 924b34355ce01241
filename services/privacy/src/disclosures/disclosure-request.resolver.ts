import { idSchema } from '@belgi/contracts';
import { decodeCursor, limitOf, PageArgs, pageOf } from '@belgi/subgraph';
import { Arg, Args, Ctx, Directive, ID, Mutation, Query, Resolver } from 'type-graphql';
import { z } from 'zod';
import { demand, idOf } from '../demand.js';
import type { Context } from '../loaders.js';
import { type RefusalCode, refusals } from '../refusals.js';
import { named } from '../typename.js';
import { decideRequest } from './decide-request.js';
import type { RequestState } from './disclosure.js';
import { DisclosureStateEnum, PARTNER } from './disclosure-decision.type.js';
import {
  type DecideDisclosureRefused,
  DecideDisclosureResult,
  DisclosureRequestConnection,
  DisclosureRequestNode,
  FileDisclosureResult,
  PrepareDisclosureResult,
  RevokeDisclosureResult,
} from './disclosure-request.type.js';
import {
  DisclosureDecisionInput,
  DisclosureProposalInput,
  type DisclosureRemovalInput,
  DisclosureRequestInput,
} from './disclosure-request-input.type.js';
import { type CaseParts, type Filer, type FilingOnLetter, fileRequest } from './file-request.js';
import { prepareDecision } from './prepare-decision.js';
import { refusalParameters } from './refusal-parameters.js';
import type { RemovalWish } from './removals.js';
import { requestNode } from './request-node.js';
import { type KeptRequest, requestsBelow } from './requests.store.js';
import { revokeGrant } from './revoke-grant.js';

const idCursor = z.tuple([idSchema]);
const isId = (text: string): boolean => idSchema.safeParse(text).success;

@Resolver(() => DisclosureRequestNode)
export class DisclosureRequestResolver {
  constructor(private readonly parts: CaseParts) {}

  @Query(() => DisclosureRequestConnection, {
    nullable: true,
    description: 'Staff: all; an agency: its own. Newest first.',
  })
  @Directive(PARTNER)
  async disclosureRequests(
    @Arg('state', () => DisclosureStateEnum, { nullable: true }) state: RequestState | null | undefined,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { actor }: Context,
  ): Promise<InstanceType<typeof DisclosureRequestConnection>> {
    demand(actor, 'disclosure.list');
    const { database } = this.parts;
    const rows = await requestsBelow(database, {
      agencyId: actor.kind === 'agency' ? actor.id : null,
      state: state ?? null,
      below: after ? decodeCursor(after, idCursor)[0] : null,
      limit: limitOf(first),
    });
    const now = await database.now();
    return pageOf(rows, first, { keyset: ({ id }) => [id], node: (row) => requestNode(row, now), after });
  }

  @Mutation(() => FileDisclosureResult, {
    description: 'An agency for itself, or a privacy officer for a paper letter.',
  })
  @Directive(PARTNER)
  async fileDisclosureRequest(
    @Arg('input', () => DisclosureRequestInput) input: DisclosureRequestInput,
    @Ctx() { actor, locale }: Context,
  ): Promise<typeof FileDisclosureResult> {
    demand(actor, 'disclosure.file');
    const filer: Filer =
      actor.kind === 'agency' ? { kind: 'AGENCY', id: actor.id, name: actor.name } : { kind: 'STAFF', id: idOf(actor) };
    const known = isId(input.letterFileId) && (input.agencyId == null || isId(input.agencyId));
    const outcome = known ? await fileRequest(this.parts, filer, filingOf(input, locale)) : 'LETTER_UNKNOWN';
    if (typeof outcome === 'string')
      return named('FileDisclosureRefused', refusals.refusal(locale, outcome, refusalParameters(outcome)));
    return this.node(outcome);
  }

  @Mutation(() => PrepareDisclosureResult, { description: 'One privacy officer prepares; another one decides.' })
  async prepareDisclosureDecision(
    @Arg('input', () => DisclosureProposalInput) input: DisclosureProposalInput,
    @Ctx() { actor, locale }: Context,
  ): Promise<typeof PrepareDisclosureResult> {
    demand(actor, 'disclosure.prepare');
    const { requestId, categories, reason, validDays: termDays, reads: readsCap } = input;
    const period = input.period ?? undefined;
    const scope = {
      categories,
      reason,
      termDays,
      readsCap,
      period,
      removals: removalWishes(input.removals),
      delay: input.noticeDelay ?? null,
    };
    const outcome = isId(requestId)
      ? await prepareDecision(this.parts, idOf(actor), requestId, scope)
      : 'REQUEST_UNKNOWN';
    return typeof outcome === 'string' ? refuse(locale, outcome) : this.node(outcome);
  }

  @Mutation(() => DecideDisclosureResult, { description: 'A second person: never the one who filed or prepared.' })
  async decideDisclosureRequest(
    @Arg('input', () => DisclosureDecisionInput) input: DisclosureDecisionInput,
    @Ctx() { actor, locale }: Context,
  ): Promise<typeof DecideDisclosureResult> {
    demand(actor, 'disclosure.decide');
    const wish = {
      categories: input.categories ?? undefined,
      termDays: input.validDays ?? undefined,
      readsCap: input.reads ?? undefined,
      period: input.period ?? undefined,
      reason: input.reason,
      removals: removalWishes(input.removals),
      delay: input.noticeDelay,
      validFrom: input.validFrom ?? undefined,
    };
    const outcome = isId(input.requestId)
      ? await decideRequest(this.parts, idOf(actor), input.requestId, wish)
      : 'REQUEST_UNKNOWN';
    return typeof outcome === 'string' ? refuse(locale, outcome) : this.node(outcome);
  }

  @Mutation(() => RevokeDisclosureResult, { description: 'Ends a grant at once.' })
  async revokeDisclosureGrant(
    @Arg('grantId', () => ID) grantId: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() { actor, locale }: Context,
  ): Promise<typeof RevokeDisclosureResult> {
    demand(actor, 'disclosure.revoke');
    const outcome = isId(grantId) ? await revokeGrant(this.parts, idOf(actor), grantId, reason) : 'GRANT_UNKNOWN';
    return typeof outcome === 'string' ? refuse(locale, outcome) : this.node(outcome);
  }

  private async node(request: KeptRequest): Promise<DisclosureRequestNode> {
    return named('DisclosureRequest', requestNode(request, await this.parts.database.now()));
  }
}

function filingOf(input: DisclosureRequestInput, locale: Context['locale']): FilingOnLetter {
  return {
    ...input,
    letterId: input.letterFileId,
    agencyId: input.agencyId ?? null,
    unit: input.unit ?? null,
    channel: input.channel ?? null,
    legalAct: input.legalAct ?? null,
    pins: input.subjectPins,
    period: input.period ?? null,
    termDays: input.validDays,
    readsCap: input.reads,
    locale,
  };
}

const removalWishes = (inputs: readonly DisclosureRemovalInput[] | null | undefined): RemovalWish[] =>
  (inputs ?? []).map(({ kind, category, subjectPin, reason }) => ({
    kind,
    category: category ?? undefined,
    pin: subjectPin ?? undefined,
    reason,
  }));

function refuse(locale: Context['locale'], code: RefusalCode): DecideDisclosureRefused {
  return named('DecideDisclosureRefused', refusals.refusal(locale, code, refusalParameters(code)));
}
