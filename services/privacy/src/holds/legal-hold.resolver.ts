import { idSchema } from '@belgi/contracts';
import { fault, Personal } from '@belgi/subgraph';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { demand, idOf } from '../demand.js';
import type { Context } from '../loaders.js';
import { refusals } from '../refusals.js';
import { named } from '../typename.js';
import { decideOnHold, type HoldParts, proposeHold, proposeLiftingHold } from './change-hold.js';
import type { HoldStepRefusal, ProposeHoldRefusal } from './hold-order.js';
import { type KeptHold, readHolds } from './hold-orders.store.js';
import { openReason } from './hold-seal.js';
import { holdNode, LegalHoldInput, LegalHoldResult, LegalHoldType } from './legal-hold.type.js';

/** Holds are rare: the newest of this many are all that anybody looks at. */
const SHOWN_HOLDS = 200;

@Resolver(() => LegalHoldType)
export class LegalHoldResolver {
  constructor(private readonly parts: HoldParts) {}

  @Query(() => [LegalHoldType], { description: 'Privacy officers: legal holds, newest first; those that ended too.' })
  async legalHolds(@Ctx() { actor }: Context): Promise<LegalHoldType[]> {
    demand(actor, 'legal-hold.decide');
    return (await readHolds(this.parts.database, null, SHOWN_HOLDS)).map(holdNode);
  }

  @FieldResolver(() => [String], { description: 'Why each step was taken, in order.' })
  @Personal({ category: 'CORRESPONDENCE', purposes: [] })
  reasons(@Root() { id, wrappedKey, steps }: LegalHoldType, @Ctx() { actor }: Context): string[] {
    demand(actor, 'legal-hold.decide');
    return steps.map(({ number, reasonSealed }) => openReason(this.parts.sealer, wrappedKey, id, number, reasonSealed));
  }

  @Mutation(() => LegalHoldResult, { description: 'Privacy officers: something is to be kept; a second one decides.' })
  async proposeLegalHold(
    @Arg('input', () => LegalHoldInput) input: LegalHoldInput,
    @Ctx() { actor, locale }: Context,
  ): Promise<typeof LegalHoldResult> {
    demand(actor, 'legal-hold.decide');
    const subjectId = checkedId(input.subjectId, 'input.subjectId');
    return answer(locale, await proposeHold(this.parts, idOf(actor), { ...input, subjectId }));
  }

  @Mutation(() => LegalHoldResult, {
    description: 'A second privacy officer: agrees to a proposed hold, or to a proposed lifting, or does not.',
  })
  async decideLegalHold(
    @Arg('id', () => ID) id: string,
    @Arg('agrees', () => Boolean) agrees: boolean,
    @Arg('reason', () => String) reason: string,
    @Ctx() { actor, locale }: Context,
  ): Promise<typeof LegalHoldResult> {
    demand(actor, 'legal-hold.decide');
    return answer(locale, await decideOnHold(this.parts, idOf(actor), { holdId: checkedId(id, 'id'), agrees, reason }));
  }

  @Mutation(() => LegalHoldResult, { description: 'Privacy officers: a hold is to end; a second one decides.' })
  async proposeLiftingLegalHold(
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() { actor, locale }: Context,
  ): Promise<typeof LegalHoldResult> {
    demand(actor, 'legal-hold.decide');
    return answer(locale, await proposeLiftingHold(this.parts, idOf(actor), { holdId: checkedId(id, 'id'), reason }));
  }
}

function checkedId(id: string, path: string): string {
  if (!idSchema.safeParse(id).success) throw fault('BAD_USER_INPUT', undefined, { fields: [{ path }] });
  return id;
}

function answer(
  locale: Context['locale'],
  outcome: KeptHold | ProposeHoldRefusal | HoldStepRefusal,
): typeof LegalHoldResult {
  if (typeof outcome === 'string') return named('LegalHoldRefused', refusals.refusal(locale, outcome));
  return named('LegalHold', holdNode(outcome));
}
