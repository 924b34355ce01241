import { idSchema } from '@belgi/contracts';
import { decodeCursor, limitOf, PageArgs, Personal, pageOf } from '@belgi/subgraph';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { demand, idOf } from '../demand.js';
import type { Context } from '../loaders.js';
import { refusals } from '../refusals.js';
import { named } from '../typename.js';
import { answerInquiry, askAboutPolicy, type InquiryParts, inquiryPlace } from './ask-about-policy.js';
import { findByReference, type KeptInquiry, openInquiries } from './inquiries.store.js';
import { MAX_INQUIRY_CHARS, normalisedReference } from './inquiry.js';
import { AnswerInquiryResult, Inquiry, InquiryConnection, InquiryInput, InquiryResult } from './inquiry.type.js';

const dueCursor = z.tuple([z.iso.datetime(), idSchema]);

@Resolver(() => Inquiry)
export class InquiryResolver {
  constructor(private readonly parts: InquiryParts) {}

  @Mutation(() => InquiryResult, { description: 'Anyone; operators for callers of 119.' })
  async askAboutPolicy(
    @Arg('input', () => InquiryInput) input: InquiryInput,
    @Ctx() { actor, clientAddress, locale }: Context,
  ): Promise<typeof InquiryResult> {
    demand(actor, 'inquiry.ask');
    const inquiry = {
      kind: input.kind,
      text: input.text,
      contact: input.contact ?? null,
      locale: input.locale ?? locale,
    };
    const outcome = await askAboutPolicy(this.parts, { actor, address: clientAddress }, inquiry);
    return typeof outcome === 'string'
      ? named('InquiryRefused', refusals.refusal(locale, outcome, { max: MAX_INQUIRY_CHARS }))
      : named('Inquiry', this.node(outcome));
  }

  @Mutation(() => AnswerInquiryResult, { description: 'Operators and privacy officers; once given, an answer stays.' })
  async answerInquiry(
    @Arg('reference', () => ID) reference: string,
    @Arg('answer', () => String) answer: string,
    @Ctx() { actor, locale }: Context,
  ): Promise<typeof AnswerInquiryResult> {
    demand(actor, 'inquiry.answer');
    const outcome = await answerInquiry(this.parts, idOf(actor), reference, answer);
    return typeof outcome === 'string'
      ? named('InquiryRefused', refusals.refusal(locale, outcome, { max: MAX_INQUIRY_CHARS }))
      : named('Inquiry', this.node(outcome));
  }

  @Query(() => Inquiry, { nullable: true, description: 'Whoever knows the reference may see how it stands.' })
  async inquiry(@Arg('reference', () => ID) reference: string): Promise<Inquiry | null> {
    const kept = await findByReference(this.parts.database, normalisedReference(reference));
    return kept === undefined ? null : this.node(kept);
  }

  @Query(() => InquiryConnection, { nullable: true, description: 'Unanswered ones by deadline, for staff.' })
  async openInquiries(
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { actor }: Context,
  ): Promise<InstanceType<typeof InquiryConnection>> {
    demand(actor, 'inquiry.list');
    const [due, id] = after ? decodeCursor(after, dueCursor) : [];
    const from = due === undefined || id === undefined ? null : { dueAt: new Date(due), id };
    const rows = await openInquiries(this.parts.database, from, limitOf(first));
    return pageOf(rows, first, { keyset: (row) => [row.dueAt, row.id], node: (row) => this.node(row), after });
  }

  @FieldResolver(() => String, { nullable: true, description: 'For staff.' })
  @Personal({ category: 'CORRESPONDENCE', purposes: ['COMMUNICATION'] })
  text(@Root() { kept }: Inquiry, @Ctx() { actor }: Context): string {
    demand(actor, 'inquiry.list');
    return this.parts.sealer.openText(kept.wrappedKey, kept.textSealed, inquiryPlace('text_sealed', kept.id));
  }

  @FieldResolver(() => String, { nullable: true, description: 'For staff.' })
  @Personal({ category: 'CORRESPONDENCE', purposes: ['COMMUNICATION'] })
  contact(@Root() { kept }: Inquiry, @Ctx() { actor }: Context): string | null {
    demand(actor, 'inquiry.list');
    if (kept.contactSealed === null) return null;
    return this.parts.sealer.openText(kept.wrappedKey, kept.contactSealed, inquiryPlace('contact_sealed', kept.id));
  }

  private node(kept: KeptInquiry): Inquiry {
    const place = inquiryPlace('answer_sealed', kept.id);
    return {
      reference: kept.reference,
      kind: kept.kind,
      askedAt: kept.askedAt,
      dueAt: kept.dueAt,
      answeredAt: kept.answeredAt,
      answer: kept.answerSealed && this.parts.sealer.openText(kept.wrappedKey, kept.answerSealed, place),
      kept,
    };
  }
}
