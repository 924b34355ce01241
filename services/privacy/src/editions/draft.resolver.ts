import { idSchema, type Locale } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import { LocaleEnum } from '@belgi/subgraph';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { demand, idOf } from '../demand.js';
import type { Context } from '../loaders.js';
import { type RefusalCode, refusals } from '../refusals.js';
import { named } from '../typename.js';
import { changeNodes } from './changed-clauses.js';
import { PolicyClauseChange } from './changes.type.js';
import { MAX_RETURN_REASON_CHARS } from './draft.js';
import { draftNode, PolicyDraft, PolicyDraftInput, PolicyDraftResult, textsOf } from './draft.type.js';
import { findDraft, type KeptDraft, listDrafts } from './drafts.store.js';
import { PolicyText } from './edition.type.js';
import { textSha256 } from './policy-text.js';
import { renderMarkdown } from './render-markdown.js';
import { returnDraft, submitDraft, writeDraft } from './write-draft.js';

/** Drafts in one answer: more than a decade of editions. */
const MAX_DRAFTS = 100;

const isId = (text: string): boolean => idSchema.safeParse(text).success;

@Resolver(() => PolicyDraft)
export class DraftResolver {
  constructor(private readonly database: Database) {}

  @Query(() => [PolicyDraft], {
    nullable: true,
    description: 'Privacy officers: the last hundred drafts, newest first.',
  })
  async policyDrafts(@Ctx() { actor }: Context): Promise<PolicyDraft[]> {
    demand(actor, 'draft.read');
    const drafts = await listDrafts(this.database, MAX_DRAFTS);
    return drafts.map((draft) => draftNode(draft, idOf(actor)));
  }

  @Query(() => PolicyDraft, { nullable: true })
  async policyDraft(@Arg('id', () => ID) id: string, @Ctx() { actor }: Context): Promise<PolicyDraft | null> {
    demand(actor, 'draft.read');
    const draft = isId(id) ? await findDraft(this.database, id) : undefined;
    return draft === undefined ? null : draftNode(draft, idOf(actor));
  }

  @FieldResolver(() => PolicyText, { nullable: true, description: 'Null: nothing is written in this language yet.' })
  text(@Root() { texts }: PolicyDraft, @Arg('locale', () => LocaleEnum) locale: Locale): PolicyText | null {
    const markdown = texts[locale];
    if (markdown === undefined) return null;
    return { markdown, html: renderMarkdown(markdown), sha256: textSha256(markdown) };
  }

  @FieldResolver(() => [PolicyClauseChange], {
    nullable: true,
    description:
      'What it changes since that edition, clause by clause. Null: no such edition, or no text in this language.',
  })
  async changes(
    @Root() { document, texts }: PolicyDraft,
    @Arg('since', () => Int) since: number,
    @Arg('locale', () => LocaleEnum) locale: Locale,
    @Ctx() { loaders }: Context,
  ): Promise<PolicyClauseChange[] | null> {
    const { editions } = await loaders.editions(document);
    const after = texts[locale];
    if (after === undefined || !editions.some(({ number }) => number === since)) return null;
    return changeNodes(await loaders.text.load({ document, edition: since, locale }), after);
  }

  @Mutation(() => PolicyDraftResult, { description: 'Privacy officers: a new draft, or a change of one’s own.' })
  async writePolicyDraft(
    @Arg('input', () => PolicyDraftInput) input: PolicyDraftInput,
    @Ctx() { actor, locale }: Context,
  ): Promise<typeof PolicyDraftResult> {
    demand(actor, 'draft.write');
    const known = input.id == null || isId(input.id);
    const wish = {
      id: input.id ?? undefined,
      document: input.document ?? undefined,
      texts: textsOf(input.texts),
      material: input.material ?? undefined,
      effectiveAt: input.effectiveAt,
    };
    const outcome = known ? await writeDraft(this.database, idOf(actor), wish) : 'DRAFT_UNKNOWN';
    return answer(outcome, idOf(actor), locale);
  }

  @Mutation(() => PolicyDraftResult, {
    description: 'The writer hands the draft to review; its texts are fixed by their SHA-256 from now on.',
  })
  async submitPolicyDraft(
    @Arg('id', () => ID) id: string,
    @Ctx() { actor, locale }: Context,
  ): Promise<typeof PolicyDraftResult> {
    demand(actor, 'draft.write');
    const outcome = isId(id) ? await submitDraft(this.database, idOf(actor), id) : 'DRAFT_UNKNOWN';
    return answer(outcome, idOf(actor), locale);
  }

  @Mutation(() => PolicyDraftResult, { description: 'A second person sends it back to its writer, with the reason.' })
  async returnPolicyDraft(
    @Arg('submissionId', () => ID) submissionId: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() { actor, locale }: Context,
  ): Promise<typeof PolicyDraftResult> {
    demand(actor, 'edition.publish');
    const outcome = isId(submissionId)
      ? await returnDraft(this.database, idOf(actor), submissionId, reason)
      : 'SUBMISSION_UNKNOWN';
    return answer(outcome, idOf(actor), locale);
  }
}

function answer(outcome: KeptDraft | RefusalCode, officerId: string, locale: Locale): typeof PolicyDraftResult {
  if (typeof outcome !== 'string') return named('PolicyDraft', draftNode(outcome, officerId));
  const parameters = outcome === 'REASON_TOO_LONG' ? { max: MAX_RETURN_REASON_CHARS } : {};
  return named('PolicyDraftRefused', refusals.refusal(locale, outcome, parameters));
}
