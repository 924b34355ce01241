import { Personal } from '@belgi/subgraph';
import { MaxLength } from 'class-validator';
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { CorrectionRefused } from '../accounts/citizen.type.js';
import type { Context } from '../context.js';
import { demand } from '../guard.js';
import { isId } from '../people/id.js';
import type { Ports } from '../ports.js';
import { refuse } from '../refusals.js';
import { refusedAs } from '../refused.js';
import { correctOnRequest } from './correct-on-request.js';

/** More than any value may have; its own rule says so politely. */
const MAX_INPUT_CHARS = 2_000;

@InputType({ description: 'What a person asked to have put right.' })
export class CorrectionOnRequestInput {
  @Field(() => ID)
  citizenId!: string;

  @Field(() => ID, { description: 'Of the person’s open request for a correction, which says what is wrong.' })
  @MaxLength(MAX_INPUT_CHARS)
  reference!: string;

  @Field(() => String)
  @MaxLength(MAX_INPUT_CHARS)
  value!: string;
}

@ObjectType({ description: 'It stands corrected; the request is still to be answered.' })
export class CorrectedOnRequest {
  @Field(() => String, { description: 'Which attribute.' })
  @Personal({ category: 'ACCOUNT', purposes: [] })
  name!: string;
}

export const CorrectionOnRequestResult = createUnionType({
  name: 'CorrectionOnRequestResult',
  types: () => [CorrectedOnRequest, CorrectionRefused] as const,
});

@Resolver()
export class CorrectOnRequestResolver {
  constructor(private readonly ports: Ports) {}

  @Mutation(() => CorrectionOnRequestResult, {
    description: 'Privacy officers: name, document or address, on the person’s own open request and as it says.',
  })
  async correctOnRequest(
    @Arg('input', () => CorrectionOnRequestInput) { citizenId, reference, value }: CorrectionOnRequestInput,
    @Ctx() { actor, locale }: Context,
  ) {
    demand(actor, 'person.correct');
    const known = isId(citizenId);
    const result = known
      ? await correctOnRequest(this.ports, { citizenId, reference, value })
      : refuse('CORRECTION_NOT_ASKED');
    if ('refused' in result) return refusedAs('CorrectionRefused', locale, result);
    return { __typename: 'CorrectedOnRequest', name: result.name };
  }
}
