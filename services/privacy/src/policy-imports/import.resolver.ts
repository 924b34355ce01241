import { idSchema } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { demand, idOf } from '../demand.js';
import { draftNode } from '../editions/draft.type.js';
import { MAX_TEXT_CHARS } from '../editions/edition.type.js';
import type { Context } from '../loaders.js';
import { refusals } from '../refusals.js';
import { named } from '../typename.js';
import { PolicyImportInput, PolicyImportResult } from './import.type.js';
import { importDraft } from './import-draft.js';
import { importFaultTexts } from './import-faults.js';

@Resolver()
export class PolicyImportResolver {
  constructor(private readonly database: Database) {}

  @Mutation(() => PolicyImportResult, {
    description:
      'Privacy officers: takes an existing document as the text of a draft, with every number and word as it stands there, or says which lines cannot be kept.',
  })
  async importPolicyText(
    @Arg('input', () => PolicyImportInput) input: PolicyImportInput,
    @Ctx() { actor, locale }: Context,
  ): Promise<typeof PolicyImportResult> {
    demand(actor, 'draft.write');
    const { draftId, document, locale: language, format, text } = input;
    const known = draftId == null || idSchema.safeParse(draftId).success;
    const wish = { draftId: draftId ?? undefined, document: document ?? undefined, locale: language, format, text };
    const outcome = known
      ? await importDraft(this.database, idOf(actor), wish)
      : ({ code: 'DRAFT_UNKNOWN', faults: [] } as const);
    if ('id' in outcome) return named('PolicyDraft', draftNode(outcome, idOf(actor)));
    const faults = outcome.faults.map(({ line, code }) => ({ line, code, message: importFaultTexts[code][locale] }));
    const refusal = refusals.refusal(
      locale,
      outcome.code,
      outcome.code === 'TEXT_TOO_LONG' ? { max: MAX_TEXT_CHARS } : {},
    );
    return named('PolicyImportRefused', { ...refusal, faults });
  }
}
