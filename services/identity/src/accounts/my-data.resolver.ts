import { Personal, unauthorized } from '@belgi/subgraph';
import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { demandCitizen } from '../guard.js';
import { historyOf } from '../people/attribute.store.js';
import type { Ports } from '../ports.js';
import { refusedAs } from '../refused.js';
import { accountById } from './account.store.js';
import { confirmPhone } from './change-phone.js';
import { CorrectionInput, CorrectionResult, FormerAttribute, RevealResult, shownAttribute } from './citizen.type.js';
import { correctMyData } from './correct-my-data.js';
import { revealAttribute } from './reveal-attribute.js';

/** Longest history shown at once. */
const MAX_HISTORY = 100;

@Resolver()
export class MyDataResolver {
  constructor(private readonly ports: Ports) {}

  @Mutation(() => CorrectionResult, { description: 'Corrects my data; what stood there stays in the history.' })
  async correctMyData(@Arg('input', () => CorrectionInput) input: CorrectionInput, @Ctx() context: Context) {
    const { id } = demandCitizen(context.actor, 'account.correct');
    const correction = {
      fullName: input.fullName ?? null,
      pin: input.pin ?? null,
      idDocument: input.idDocument ?? null,
      address: input.address ?? null,
      email: input.email ?? null,
      phone: input.phone ?? null,
      locale: input.locale ?? null,
      password: input.password ?? null,
    };
    const result = await correctMyData(this.ports, id, correction, context.clientAddress);
    if ('refused' in result) return refusedAs('CorrectionRefused', context.locale, result);
    return {
      __typename: 'DataCorrected',
      citizen: { id },
      phoneCodeExpiresAt: result.phoneChange?.expiresAt ?? null,
    };
  }

  @Mutation(() => CorrectionResult, { description: 'Gives the code that came to my new phone.' })
  async confirmMyPhone(@Arg('code', () => String) code: string, @Ctx() context: Context) {
    const { id } = demandCitizen(context.actor, 'account.correct');
    const result = await confirmPhone(this.ports, id, code);
    if ('refused' in result) return refusedAs('CorrectionRefused', context.locale, result);
    return { __typename: 'DataCorrected', citizen: { id }, phoneCodeExpiresAt: null };
  }

  @Mutation(() => RevealResult, { description: 'Shows one of my attributes in full, after the password.' })
  async revealMyAttribute(
    @Arg('name', () => String) name: string,
    @Arg('password', () => String) password: string,
    @Ctx() context: Context,
  ) {
    const { id } = demandCitizen(context.actor, 'account.reveal');
    const result = await revealAttribute(this.ports, id, { name, password });
    if ('refused' in result) return refusedAs('RevealRefused', context.locale, result);
    return { __typename: 'AttributeRevealed', name: result.name, value: result.value };
  }

  @Query(() => [FormerAttribute], {
    nullable: true,
    description: 'What my data were before I corrected them, newest first.',
  })
  @Personal({ category: 'ACCOUNT', purposes: [] })
  async myDataHistory(
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Ctx() { actor }: Context,
  ): Promise<FormerAttribute[]> {
    const { id } = demandCitizen(actor, 'account.correct');
    const account = await accountById(this.ports.database, id);
    if (account === undefined) throw unauthorized('NOT_YOURS');
    const limit = Math.min(Math.max(first, 1), MAX_HISTORY);
    const rows = await historyOf(this.ports.database, this.ports.vault, account, limit);
    return rows.map((row) => ({ name: row.name, attribute: shownAttribute(row), replacedAt: row.replacedAt }));
  }
}
