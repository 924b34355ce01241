import { setTimeout as pause } from 'node:timers/promises';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { WAIT_MS } from '../consents/await-acknowledgements.js';
import type { ChangeParts } from '../consents/change-consent.js';
import { demand, idOf } from '../demand.js';
import type { Context } from '../loaders.js';
import { rightsRefused } from '../rights/rights-refused.js';
import { rightsNode } from '../rights/rights-request.resolver.js';
import { findById, type KeptRightsRequest } from '../rights/rights-requests.store.js';
import { named } from '../typename.js';
import { RequestErasureResult } from './erasure.type.js';
import { requestErasure } from './request-erasure.js';
import { CERTIFICATE_PATH } from './serve-certificates.js';

/** Any replica may hear the auction, so each polls its own database: a fact takes some 20 ms to come round. */
const POLL_MS = 25;

@Resolver()
export class ErasureResolver {
  constructor(private readonly parts: ChangeParts) {}

  @Mutation(() => RequestErasureResult, {
    description:
      'After a withdrawal: everything that is only mine is destroyed, in every service, unless a contract runs. Final.',
  })
  async requestErasure(
    @Arg('words', () => String, { nullable: true }) words: string | null | undefined,
    @Ctx() { actor, locale }: Context,
  ): Promise<typeof RequestErasureResult> {
    demand(actor, 'erasure.request');
    const outcome = await requestErasure(this.parts, idOf(actor), words?.trim() || null);
    if (typeof outcome === 'string') return rightsRefused(locale, outcome);
    const request = await this.answered(outcome.request);
    return named('ErasureRequested', {
      request: rightsNode(request, await this.parts.database.now()),
      certificateLink: `${this.parts.publicUrl}${CERTIFICATE_PATH}#${outcome.secret}`,
    });
  }

  /** The request once the auction has been heard, or as it is after WAIT_MS: then the answer is told as any other. */
  private async answered(request: KeptRightsRequest): Promise<KeptRightsRequest> {
    const deadline = performance.now() + WAIT_MS;
    for (;;) {
      const found = (await findById(this.parts.database, request.id)) ?? request;
      if (found.state !== 'OPEN' || performance.now() >= deadline) return found;
      await pause(POLL_MS);
    }
  }
}
