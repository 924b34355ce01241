import { setTimeout as pause } from 'node:timers/promises';
import { idSchema } from '@belgi/contracts';
import { Personal } from '@belgi/subgraph';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Citizen } from '../citizens/citizen.type.js';
import { type AcknowledgingService, acknowledgingServices } from '../consents/acknowledgements.store.js';
import { type Acknowledgement, WAIT_MS } from '../consents/await-acknowledgements.js';
import { demand, idOf } from '../demand.js';
import { findPersonKey } from '../ledger/ledger.store.js';
import type { Context } from '../loaders.js';
import type { RefusalCode } from '../refusals.js';
import type { RightsParts } from '../rights/open-request.js';
import { rightsRefused } from '../rights/rights-refused.js';
import { named } from '../typename.js';
import { changeOwnRestriction, changeRestrictionByStaff, restrictionReasonPlace } from './change-restriction.js';
import { ChangeRestrictionResult, Restriction, RestrictionInput } from './restriction.type.js';
import {
  type KeptRestriction,
  type RestrictionInForce,
  restrictionAcksFrom,
  restrictionsOf,
} from './restrictions.store.js';

/** As often as a waiting replica asks its own database for acknowledgements of a consent. */
const POLL_MS = 25;
/** A history that is longer than this is somebody's game, not their right. */
const MAX_SHOWN = 100;

@Resolver(() => Citizen)
export class RestrictionResolver {
  constructor(private readonly parts: RightsParts) {}

  @Mutation(() => ChangeRestrictionResult, {
    description: 'Every use of my data but storage stops, in every service; a bid that leads stays binding.',
  })
  async restrictMyData(
    @Arg('words', () => String, { nullable: true }) words: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<typeof ChangeRestrictionResult> {
    demand(context.actor, 'restriction.change-own');
    const wish = { restricted: true, words: words?.trim() || null };
    return this.answer(context, await changeOwnRestriction(this.parts, idOf(context.actor), wish));
  }

  @Mutation(() => ChangeRestrictionResult, {
    description: 'My data may be used again; what staff imposed, staff lift.',
  })
  async liftMyRestriction(@Ctx() context: Context): Promise<typeof ChangeRestrictionResult> {
    demand(context.actor, 'restriction.change-own');
    const wish = { restricted: false, words: null };
    return this.answer(context, await changeOwnRestriction(this.parts, idOf(context.actor), wish));
  }

  @Mutation(() => ChangeRestrictionResult, {
    description:
      'Privacy officers, with a reason that the person sees: during a dispute, for instance. Lifting what the person imposed takes an article.',
  })
  async setRestriction(
    @Arg('input', () => RestrictionInput) input: RestrictionInput,
    @Ctx() context: Context,
  ): Promise<typeof ChangeRestrictionResult> {
    demand(context.actor, 'restriction.set');
    const { citizenId, restricted, reason, actCode, article } = input;
    if (!idSchema.safeParse(citizenId).success) return this.answer(context, 'CONSENT_NOT_RECORDED_YET');
    const cites = actCode == null || article == null ? null : { code: actCode, article };
    const wish = { citizenId, restricted, reason, cites };
    return this.answer(context, await changeRestrictionByStaff(this.parts, idOf(context.actor), wish));
  }

  @FieldResolver(() => [Restriction], {
    nullable: true,
    description: 'Restrictions of the use of my data, newest first; none: it was never restricted.',
  })
  @Personal({ category: 'CORRESPONDENCE', purposes: [] })
  async restrictions(@Root() citizen: Citizen, @Ctx() { actor }: Context): Promise<Restriction[]> {
    demand(actor, 'restriction.read', { citizenId: citizen.id });
    const { database } = this.parts;
    const [rows, key] = await Promise.all([
      restrictionsOf(database, citizen.id, MAX_SHOWN),
      findPersonKey(database, citizen.id),
    ]);
    return rows.map((row) => this.node(row, key?.key ?? null));
  }

  private async answer(
    { locale }: Context,
    outcome: KeptRestriction | RefusalCode,
  ): Promise<typeof ChangeRestrictionResult> {
    if (typeof outcome === 'string') return rightsRefused(locale, outcome);
    const acknowledgements = await this.acknowledged(outcome);
    const heard = acknowledgements.map(({ appliedAt }) => appliedAt?.getTime() ?? Number.POSITIVE_INFINITY);
    const last = Math.max(...heard);
    const inForceAt = Number.isFinite(last) ? new Date(last) : null;
    const key = await findPersonKey(this.parts.database, outcome.citizenId);
    const restriction = this.node({ ...outcome, inForceAt }, key?.key ?? null);
    return named('RestrictionChanged', { restriction, acknowledgements });
  }

  /** Waits until all services act by it, at most WAIT_MS; what is missing comes back as pending. */
  private async acknowledged({ citizenId, version, at }: KeptRestriction): Promise<Acknowledgement[]> {
    const deadline = performance.now() + WAIT_MS;
    for (;;) {
      const rows = await restrictionAcksFrom(this.parts.database, citizenId, version);
      if (rows.length === acknowledgingServices.length || performance.now() >= deadline)
        return acknowledgingServices.map((service: AcknowledgingService) => {
          const appliedAt = rows.find((row) => row.service === service)?.recordedAt ?? null;
          const latencyMs = appliedAt && Math.max(0, appliedAt.getTime() - at.getTime());
          return { service, epoch: version, appliedAt, latencyMs };
        });
      await pause(POLL_MS);
    }
  }

  private node(kept: RestrictionInForce, key: Buffer | null): Restriction {
    const { citizenId, version, restricted, by, at, inForceAt, reasonSealed, citation } = kept;
    const place = restrictionReasonPlace(citizenId, version);
    const reason = reasonSealed && key ? this.parts.sealer.openText(key, reasonSealed, place) : null;
    const cited = { actCode: citation?.code ?? null, article: citation?.article ?? null };
    return { version, restricted, by, at, inForceAt, reason, ...cited };
  }
}
