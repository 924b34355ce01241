import { idSchema } from '@belgi/contracts';
import { decodeCursor, limitOf, PageArgs, Personal, pageOf } from '@belgi/subgraph';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { Citizen } from '../citizens/citizen.type.js';
import { demand, idOf, readerOf } from '../demand.js';
import { findPersonKey } from '../ledger/ledger.store.js';
import type { Context } from '../loaders.js';
import type { RefusalCode } from '../refusals.js';
import { named } from '../typename.js';
import { answerRequest, reasonPlace } from './answer-request.js';
import { openRequest, type RightsParts, wordsPlace } from './open-request.js';
import { recipientsOf } from './recipients.js';
import { rightsRefused } from './rights-refused.js';
import { isOverdue, NAMES_WHAT_IS_WRONG } from './rights-request.js';
import {
  RightsAnswerInput,
  RightsRecipient,
  RightsRequest,
  RightsRequestConnection,
  RightsRequestInput,
  RightsRequestResult,
  RightsStep,
} from './rights-request.type.js';
import { type KeptRightsRequest, openRequests, requestsOf } from './rights-requests.store.js';

const dueCursor = z.tuple([z.iso.datetime(), idSchema]);
const own = { category: 'CORRESPONDENCE', purposes: [] } as const;

@Resolver(() => RightsRequest)
export class RightsRequestResolver {
  constructor(private readonly parts: RightsParts) {}

  @Mutation(() => RightsRequestResult, { description: 'Free of charge; whoever has left may ask too.' })
  async openRightsRequest(
    @Arg('input', () => RightsRequestInput) input: RightsRequestInput,
    @Ctx() context: Context,
  ): Promise<typeof RightsRequestResult> {
    demand(context.actor, 'rights.open');
    const { kind, about = null } = input;
    const wish = { kind, about, words: input.words?.trim() || null };
    return this.answer(context, await openRequest(this.parts, idOf(context.actor), wish));
  }

  @Mutation(() => RightsRequestResult, { description: 'Privacy officers; once given, an answer stays.' })
  async answerRightsRequest(
    @Arg('reference', () => ID) reference: string,
    @Arg('answer', () => RightsAnswerInput) input: RightsAnswerInput,
    @Ctx() context: Context,
  ): Promise<typeof RightsRequestResult> {
    demand(context.actor, 'rights.answer');
    const { outcome, reason, actCode, article } = input;
    const cites = actCode == null || article == null ? null : { code: actCode, article };
    const answer = { outcome, reason, cites };
    return this.answer(context, await answerRequest(this.parts, idOf(context.actor), reference, answer));
  }

  @Query(() => RightsRequestConnection, { nullable: true, description: 'Unanswered ones by deadline, for staff.' })
  async openRightsRequests(
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { actor }: Context,
  ): Promise<InstanceType<typeof RightsRequestConnection>> {
    demand(actor, 'rights.list');
    const [due, id] = after ? decodeCursor(after, dueCursor) : [];
    const from = due === undefined || id === undefined ? null : { dueAt: new Date(due), id };
    const rows = await openRequests(this.parts.database, from, limitOf(first));
    const now = await this.parts.database.now();
    return pageOf(rows, first, { keyset: (row) => [row.dueAt, row.id], node: (row) => rightsNode(row, now), after });
  }

  @FieldResolver(() => ID, { nullable: true, description: 'For staff: whose request it is; null after an erasure.' })
  @Personal(own)
  async citizenId(@Root() { kept }: RightsRequest, @Ctx() context: Context): Promise<string | null> {
    demand(context.actor, 'rights.list');
    return (await this.keyOf(kept, context)) === null ? null : kept.citizenId;
  }

  @FieldResolver(() => String, { nullable: true, description: 'What the person wrote; null after an erasure.' })
  @Personal(own)
  async words(@Root() { kept }: RightsRequest, @Ctx() context: Context): Promise<string | null> {
    if (kept.wordsSealed === null) return null;
    const key = await this.keyOf(kept, context);
    return key === null ? null : this.parts.sealer.openText(key, kept.wordsSealed, wordsPlace(kept.id));
  }

  @FieldResolver(() => [RightsRecipient], {
    description:
      'Of a correction or a dispute: agencies that read that data before it was answered, newest first. They are to be told. None after an erasure.',
  })
  @Personal(own)
  async recipients(@Root() { kept }: RightsRequest, @Ctx() context: Context): Promise<RightsRecipient[]> {
    const { about } = kept;
    if (about === null || !NAMES_WHAT_IS_WRONG.includes(kept.kind)) return [];
    if ((await this.keyOf(kept, context)) === null) return [];
    const answeredAt = (await context.loaders.rightsSteps.load(kept.id)).find(({ state }) => state !== 'OPEN')?.at;
    const reads = await recipientsOf(this.parts.database, { citizenId: kept.citizenId, about }, answeredAt);
    return reads.map(({ agencyName, letterNumber, at }) => ({ agencyName, letterNumber, at }));
  }

  @FieldResolver(() => [RightsStep], { description: 'Oldest first; reasons are gone after an erasure.' })
  @Personal(own)
  async steps(@Root() { kept }: RightsRequest, @Ctx() context: Context): Promise<RightsStep[]> {
    const [steps, key] = await Promise.all([context.loaders.rightsSteps.load(kept.id), this.keyOf(kept, context)]);
    return steps.map(({ citation, reasonSealed, requestId, version, state, at, by, entryId }) => ({
      ...{ state, at, by, entryId },
      ...{ actCode: citation?.code ?? null, actRevision: citation?.revision ?? null },
      article: citation?.article ?? null,
      reason:
        reasonSealed && key ? this.parts.sealer.openText(key, reasonSealed, reasonPlace(requestId, version)) : null,
    }));
  }

  /** What opens the person's words: for staff once their look is on record (0048), for the person as it is. */
  private async keyOf(kept: KeptRightsRequest, { actor, loaders }: Context): Promise<Buffer | null> {
    const { id: subjectId, citizenId, reference: caseNumber } = kept;
    if (actor.kind !== 'staff') return (await findPersonKey(this.parts.database, citizenId))?.key ?? null;
    const reader = readerOf(actor, ['PRIVACY_OFFICER']);
    return loaders.openedForStaff.load({ citizenId, subjectId, caseNumber, field: 'rightsRequest', reader });
  }

  private async answer(
    { locale }: Context,
    outcome: KeptRightsRequest | RefusalCode,
  ): Promise<typeof RightsRequestResult> {
    if (typeof outcome === 'string') return rightsRefused(locale, outcome);
    return named('RightsRequest', rightsNode(outcome, await this.parts.database.now()));
  }
}

@Resolver(() => Citizen)
export class CitizenRightsResolver {
  constructor(private readonly parts: RightsParts) {}

  @FieldResolver(() => RightsRequestConnection, {
    nullable: true,
    description: 'What I asked for as my right, newest first.',
  })
  @Personal(own)
  async rightsRequests(
    @Root() citizen: Citizen,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { actor }: Context,
  ): Promise<InstanceType<typeof RightsRequestConnection>> {
    demand(actor, 'rights.read', { citizenId: citizen.id });
    const below = after ? decodeCursor(after, z.tuple([idSchema]))[0] : null;
    const rows = await requestsOf(this.parts.database, citizen.id, below, limitOf(first));
    const now = await this.parts.database.now();
    return pageOf(rows, first, { keyset: ({ id }) => [id], node: (row) => rightsNode(row, now), after });
  }
}

/** The graph's shape of a request, as it stands at `now`. */
export function rightsNode(kept: KeptRightsRequest, now: Date): RightsRequest {
  const { reference, kind, about, state, openedAt, dueAt } = kept;
  return { reference, kind, about, state, openedAt, dueAt, overdue: isOverdue(kept, now), kept } as RightsRequest;
}
