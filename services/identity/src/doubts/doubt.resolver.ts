import type { Actor, StaffActor } from '@belgi/access';
import type { Locale } from '@belgi/contracts';
import { decodeCursor, limitOf, PageArgs, Personal, pageOf, processingRestricted, unauthorized } from '@belgi/subgraph';
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { z } from 'zod';
import type { Context } from '../context.js';
import { demand, demandCitizen } from '../guard.js';
import type { policy } from '../policy.js';
import type { Ports } from '../ports.js';
import type { Refused } from '../refusals.js';
import { refusedAs } from '../refused.js';
import { answerDoubt, appealBlock } from './answer-doubt.js';
import { decideDoubt, ruleOnAppeal } from './decide-doubt.js';
import { type Doubt, standingOf, waitsFor } from './doubt.js';
import { openDoubts } from './doubt.store.js';
import {
  BlockAppealRulingInput,
  DataDoubt,
  DataDoubtDecisionInput,
  DataDoubtInput,
  DataDoubtResult,
  DataDoubtStatementInput,
  OpenDataDoubtConnection,
  shownDoubt,
} from './doubt.type.js';
import { markValues } from './mark-values.js';
import { ownDoubts, readDoubt } from './read-doubt.js';

/** The employee who asks; the policy's rules for staff admit nobody else. */
function demandStaff(actor: Actor, action: keyof typeof policy): StaffActor {
  demand(actor, action);
  if (actor.kind !== 'staff') throw unauthorized('ROLE_REQUIRED');
  return actor;
}

function told(locale: Locale, result: Doubt | Refused) {
  if ('refused' in result) return refusedAs('DataDoubtRefused', locale, result);
  return { __typename: 'DataDoubtChanged', doubtId: result.id, state: standingOf(result) };
}

@Resolver()
export class DoubtResolver {
  constructor(private readonly ports: Ports) {}

  @Query(() => [DataDoubt], {
    nullable: true,
    description: 'Which of my data staff doubted, and what came of it, newest first.',
  })
  @Personal({ category: 'ACCOUNT', purposes: [] })
  async myDataDoubts(@Ctx() { actor }: Context): Promise<DataDoubt[]> {
    const { id } = demandCitizen(actor, 'doubt.answer');
    return (await ownDoubts(this.ports, id)).map(({ doubt, words }) => shownDoubt(doubt, words));
  }

  @Query(() => OpenDataDoubtConnection, {
    nullable: true,
    description: 'Staff: doubts that are not over, and what comes next.',
  })
  async openDataDoubts(@Args(() => PageArgs) { first, after }: PageArgs, @Ctx() { actor }: Context) {
    const { id: caller } = demandStaff(actor, 'doubt.read');
    const [from] = after ? decodeCursor(after, z.tuple([z.uuid()])) : [null];
    const [rows, now] = [
      await openDoubts(this.ports.database, { after: from, limit: limitOf(first) }),
      await this.ports.database.now(),
    ];
    return pageOf(rows, first, {
      keyset: ({ id }) => [id],
      node: (doubt) => ({
        ...{ id: doubt.id, citizen: { id: doubt.accountId }, attributes: doubt.names, caseNumber: doubt.caseNumber },
        waitsFor: waitsFor(doubt, now) ?? 'DECISION',
        dueAt: doubt.appealedAt ?? doubt.answeredAt ?? doubt.answerDueAt,
        tookPart: [doubt.markedBy, doubt.decidedBy].includes(caller),
      }),
      after,
    });
  }

  @Query(() => DataDoubt, {
    nullable: true,
    description: 'Staff: what was written; recorded, and shown to the person.',
  })
  @Personal({ category: 'ACCOUNT', purposes: ['VERIFICATION'] })
  async dataDoubt(@Arg('id', () => ID) id: string, @Ctx() { actor }: Context): Promise<DataDoubt | null> {
    const read = await readDoubt(this.ports, demandStaff(actor, 'doubt.read'), id);
    if (read === undefined) return null;
    if ('denied' in read) throw processingRestricted();
    return shownDoubt(read.doubt, read.words);
  }

  @Mutation(() => DataDoubtResult, {
    description:
      'Operators: data of a person are believed false (user agreement 4.2); DISPUTED until it is decided, and the person is told.',
  })
  async doubtData(@Arg('input', () => DataDoubtInput) input: DataDoubtInput, @Ctx() { actor, locale }: Context) {
    const { id } = demandStaff(actor, 'doubt.mark');
    const { citizenId, attributes: names, caseNumber, reason } = input;
    return told(locale, await markValues(this.ports, { citizenId, names, caseNumber, reason }, id));
  }

  @Mutation(() => DataDoubtResult, {
    description: 'Says why my data are true, within the term (user agreement 4.3). correctMyData is the other answer.',
  })
  async answerDataDoubt(
    @Arg('input', () => DataDoubtStatementInput) input: DataDoubtStatementInput,
    @Ctx() { actor, locale }: Context,
  ) {
    const { id } = demandCitizen(actor, 'doubt.answer');
    return told(locale, await answerDoubt(this.ports, input, id));
  }

  @Mutation(() => DataDoubtResult, {
    description:
      'Operators: another than the one who doubted decides, after the answer or the term (user agreement 4.4, 4.5).',
  })
  async decideDataDoubt(
    @Arg('input', () => DataDoubtDecisionInput) input: DataDoubtDecisionInput,
    @Ctx() { actor, locale }: Context,
  ) {
    const { id } = demandStaff(actor, 'doubt.decide');
    return told(locale, await decideDoubt(this.ports, input, id));
  }

  @Mutation(() => DataDoubtResult, {
    description: 'Appeals against the block, once, within the term (user agreement 4.6).',
  })
  async appealBlock(
    @Arg('input', () => DataDoubtStatementInput) input: DataDoubtStatementInput,
    @Ctx() { actor, locale }: Context,
  ) {
    const { id } = demandCitizen(actor, 'doubt.answer');
    return told(locale, await appealBlock(this.ports, input, id));
  }

  @Mutation(() => DataDoubtResult, {
    description: 'Staff: an employee who took no part upholds the block or lifts it (user agreement 4.6).',
  })
  async ruleOnBlockAppeal(
    @Arg('input', () => BlockAppealRulingInput) input: BlockAppealRulingInput,
    @Ctx() { actor, locale }: Context,
  ) {
    const { id } = demandStaff(actor, 'doubt.rule');
    return told(locale, await ruleOnAppeal(this.ports, input, id));
  }
}
