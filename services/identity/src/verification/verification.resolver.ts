import { decodeCursor, limitOf, PageArgs, pageOf } from '@belgi/subgraph';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { z } from 'zod';
import type { Context } from '../context.js';
import { demand, demandCitizen } from '../guard.js';
import { isId } from '../people/id.js';
import type { Ports } from '../ports.js';
import { refuse } from '../refusals.js';
import { refusedAs } from '../refused.js';
import { decideDispute } from './decide-dispute.js';
import { startVerification } from './start-verification.js';
import { openDisputes } from './verification.store.js';
import {
  DecidePinDisputeResult,
  PinDisputeConnection,
  PinDisputeDecisionInput,
  VerificationResult,
} from './verification.type.js';

@Resolver()
export class VerificationResolver {
  constructor(private readonly ports: Ports) {}

  @Mutation(() => VerificationResult, { description: 'Proves my PIN at the state portal.' })
  async startVerification(@Ctx() { actor, locale }: Context) {
    const citizen = demandCitizen(actor, 'account.verify');
    const result = await startVerification(this.ports, citizen);
    if ('refused' in result) return refusedAs('VerificationRefused', locale, result);
    return { __typename: 'VerificationStarted', ...result };
  }

  @Query(() => PinDisputeConnection, { nullable: true, description: 'Open disputes over a PIN, for operators.' })
  async pinDisputes(@Args(() => PageArgs) { first, after }: PageArgs, @Ctx() { actor }: Context) {
    demand(actor, 'dispute.read');
    const [from] = after ? decodeCursor(after, z.tuple([z.uuid()])) : [null];
    const rows = await openDisputes(this.ports.database, { after: from, limit: limitOf(first) });
    return pageOf(rows, first, {
      keyset: ({ id }) => [id],
      node: ({ id, openedAt, holder, challenger }) => ({
        id,
        openedAt,
        holder: { id: holder },
        challenger: { id: challenger },
      }),
      after,
    });
  }

  @Mutation(() => DecidePinDisputeResult, { description: 'An operator says whose PIN it is.' })
  async decidePinDispute(
    @Arg('input', () => PinDisputeDecisionInput) input: PinDisputeDecisionInput,
    @Ctx() { actor, locale }: Context,
  ) {
    demand(actor, 'dispute.decide');
    const operatorId = actor.kind === 'staff' ? actor.id : '';
    const result = isId(input.disputeId)
      ? await decideDispute(this.ports, input, operatorId)
      : refuse('DISPUTE_UNKNOWN');
    if ('refused' in result) return refusedAs('PinDisputeRefused', locale, result);
    const { disputeId, keptId, decidedAt } = result;
    return { __typename: 'PinDisputeDecided', disputeId, kept: { id: keptId }, decidedAt };
  }
}
