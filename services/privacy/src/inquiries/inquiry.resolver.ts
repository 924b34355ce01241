import { idSchema, type Locale } from '@belgi/contracts';
import { type Connection, decodeCursor, fault, limitOf, PageArgs, Personal, pageOf } from '@belgi/subgraph';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { demand, idOf, readerOf } from '../demand.js';
import type { Context } from '../loaders.js';
import { type RefusalCode, refusals } from '../refusals.js';
import { named } from '../typename.js';
import { answerInquiry, notePlace, recordTold } from './answer-inquiry.js';
import { askAboutPolicy, type InquiryParts, inquiryPlace } from './ask-about-policy.js';
import { findInquiry } from './find-inquiry.js';
import { eventsOf, inquiriesToTell, type KeptInquiry, openInquiries } from './inquiries.store.js';
import { type Concern, MAX_INQUIRY_CHARS, MAX_SMS_ANSWER_CHARS } from './inquiry.js';
import {
  AnswerInquiryResult,
  type CallerInput,
  ConcernEnum,
  Inquiry,
  InquiryConnection,
  InquiryInput,
  InquiryResult,
  InquiryStep,
  InquiryToldResult,
} from './inquiry.type.js';

const dueCursor = z.tuple([z.iso.datetime(), idSchema]);
const forStaff = { category: 'CORRESPONDENCE', purposes: ['COMMUNICATION'] } as const;
const citizenOf = z.object({ citizenId: idSchema.nullish() });

@Resolver(() => Inquiry)
export class InquiryResolver {
  constructor(private readonly parts: InquiryParts) {}

  @Mutation(() => InquiryResult, { description: 'Anyone; operators for callers of 119.' })
  async askAboutPolicy(
    @Arg('input', () => InquiryInput) input: InquiryInput,
    @Ctx() { actor, clientAddress, locale }: Context,
  ): Promise<typeof InquiryResult> {
    demand(actor, 'inquiry.ask');
    const { kind, text, contact = null, answerBy, caller } = input;
    const outcome = await askAboutPolicy(
      this.parts,
      { actor, address: clientAddress },
      { kind, text, contact, answerBy, locale: input.locale ?? locale, caller: callerOf(caller) },
    );
    if (typeof outcome === 'string') return refused(locale, outcome);
    const kept = { ...outcome.inquiry, overdue: false, toldAt: null, sentAt: null, notSent: false };
    return named('Inquiry', { ...this.node(kept), secret: outcome.secret });
  }

  @Mutation(() => AnswerInquiryResult, { description: 'Operators and privacy officers; once given, an answer stays.' })
  async answerInquiry(
    @Arg('reference', () => ID) reference: string,
    @Arg('answer', () => String) answer: string,
    @Ctx() { actor, locale }: Context,
  ): Promise<typeof AnswerInquiryResult> {
    demand(actor, 'inquiry.answer');
    const outcome = await answerInquiry(this.parts, idOf(actor), reference, answer);
    return typeof outcome === 'string' ? refused(locale, outcome) : named('Inquiry', this.node(outcome));
  }

  @Mutation(() => InquiryToldResult, { description: 'Staff: the asker was rung up, or written to by post.' })
  async recordInquiryTold(
    @Arg('reference', () => ID) reference: string,
    @Arg('note', () => String, { nullable: true }) note: string | null | undefined,
    @Ctx() { actor, locale }: Context,
  ): Promise<typeof InquiryToldResult> {
    demand(actor, 'inquiry.answer');
    const outcome = await recordTold(this.parts, idOf(actor), reference, note ?? '');
    return typeof outcome === 'string' ? refused(locale, outcome) : named('Inquiry', this.node(outcome));
  }

  @Query(() => Inquiry, {
    nullable: true,
    description:
      'How it stands: for whoever has the secret, for the citizen who asked, and for staff; null for others.',
  })
  async inquiry(
    @Arg('reference', () => ID) reference: string,
    @Arg('secret', () => String, { nullable: true }) secret: string | null | undefined,
    @Ctx() { actor }: Context,
  ): Promise<Inquiry | null> {
    const kept = await findInquiry(this.parts.database, actor, { reference, secret: secret ?? null });
    return kept === undefined ? null : this.node(kept);
  }

  @Query(() => InquiryConnection, { nullable: true, description: 'Unanswered ones by deadline, for staff.' })
  async openInquiries(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { actor }: Context,
  ): Promise<InstanceType<typeof InquiryConnection>> {
    demand(actor, 'inquiry.list');
    return this.page(openInquiries, page);
  }

  @Query(() => InquiryConnection, {
    nullable: true,
    description:
      'Answered ones that somebody has still to tell, for staff: by phone, by post, or because they could not be sent.',
  })
  async inquiriesToTell(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { actor }: Context,
  ): Promise<InstanceType<typeof InquiryConnection>> {
    demand(actor, 'inquiry.list');
    return this.page(inquiriesToTell, page);
  }

  @FieldResolver(() => String, { nullable: true })
  @Personal(forStaff)
  async answer(@Root() { kept }: Inquiry, @Ctx() context: Context): Promise<string | null> {
    const { id, wrappedKey, answerSealed } = kept;
    if (answerSealed === null || !(await mayOpen(kept, context))) return null;
    return this.parts.sealer.openText(wrappedKey, answerSealed, inquiryPlace('answer_sealed', id));
  }

  @FieldResolver(() => String, { nullable: true, description: 'For staff.' })
  @Personal(forStaff)
  async text(@Root() { kept }: Inquiry, @Ctx() context: Context): Promise<string | null> {
    demand(context.actor, 'inquiry.list');
    if (!(await mayOpen(kept, context))) return null;
    return this.parts.sealer.openText(kept.wrappedKey, kept.textSealed, inquiryPlace('text_sealed', kept.id));
  }

  @FieldResolver(() => String, { nullable: true, description: 'For staff.' })
  @Personal(forStaff)
  async contact(@Root() { kept }: Inquiry, @Ctx() context: Context): Promise<string | null> {
    demand(context.actor, 'inquiry.list');
    if (kept.contactSealed === null || !(await mayOpen(kept, context))) return null;
    return this.parts.sealer.openText(kept.wrappedKey, kept.contactSealed, inquiryPlace('contact_sealed', kept.id));
  }

  @FieldResolver(() => ConcernEnum, {
    nullable: true,
    description: 'For staff: what a caller may be told of. Null: nobody called.',
  })
  @Personal(forStaff)
  concerns(@Root() { kept }: Inquiry, @Ctx() { actor }: Context): Concern | null {
    demand(actor, 'inquiry.list');
    return kept.channel === 'PHONE' ? kept.concerns : null;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'For staff: whether a caller passed a check; false: linked to nobody. Null: nobody called.',
  })
  @Personal(forStaff)
  callerIdentified(@Root() { kept }: Inquiry, @Ctx() { actor }: Context): boolean | null {
    demand(actor, 'inquiry.list');
    return kept.channel === 'PHONE' ? kept.checkPassed === true : null;
  }

  @FieldResolver(() => [InquiryStep], { nullable: true, description: 'For staff: what was done, oldest first.' })
  @Personal(forStaff)
  async history(@Root() { kept }: Inquiry, @Ctx() context: Context): Promise<InquiryStep[] | null> {
    demand(context.actor, 'inquiry.list');
    if (!(await mayOpen(kept, context))) return null;
    const events = await eventsOf(this.parts.database, kept.id);
    return events.map(({ id, event, at, noteSealed }) => ({
      event,
      at,
      note: noteSealed && this.parts.sealer.openText(kept.wrappedKey, noteSealed, notePlace(id)),
    }));
  }

  private async page(list: typeof openInquiries, { first, after }: PageArgs): Promise<Connection<Inquiry>> {
    const [due, id] = after ? decodeCursor(after, dueCursor) : [];
    const from = due === undefined || id === undefined ? null : { dueAt: new Date(due), id };
    const rows = await list(this.parts.database, from, limitOf(first));
    return pageOf(rows, first, { keyset: (row) => [row.dueAt, row.id], node: (row) => this.node(row), after });
  }

  private node(kept: KeptInquiry): Inquiry {
    const { reference, kind, answerBy, askedAt, dueAt, overdue, answeredAt, toldAt, sentAt } = kept;
    return {
      reference,
      secret: null,
      kind,
      answerBy,
      askedAt,
      dueAt,
      overdue,
      answeredAt,
      toldAt,
      sentAt,
      kept,
    } as Inquiry;
  }
}

/** Of a person's own inquiry staff open nothing before it is on record, and nothing after an erasure (0048). */
async function mayOpen({ id, citizenId, reference }: KeptInquiry, { actor, loaders }: Context): Promise<boolean> {
  if (actor.kind !== 'staff' || citizenId === null) return true;
  const reader = readerOf(actor, ['OPERATOR', 'PRIVACY_OFFICER']);
  const look = { citizenId, subjectId: id, caseNumber: reference, field: 'inquiry', reader } as const;
  return (await loaders.openedForStaff.load(look)) !== null;
}

const refused = (locale: Locale, code: RefusalCode) =>
  named(
    'InquiryRefused',
    refusals.refusal(locale, code, {
      max: code === 'ANSWER_TOO_LONG_FOR_SMS' ? MAX_SMS_ANSWER_CHARS : MAX_INQUIRY_CHARS,
    }),
  );

/** @throws a fault BAD_USER_INPUT for an id that is none */
function callerOf(caller: CallerInput | null | undefined) {
  if (caller == null) return null;
  const parsed = citizenOf.safeParse({ citizenId: caller.citizenId });
  if (!parsed.success) throw fault('BAD_USER_INPUT', undefined, { fields: [{ path: 'input.caller.citizenId' }] });
  const { check, passed = null, concerns = null } = caller;
  return { check, passed, concerns, citizenId: parsed.data.citizenId ?? null };
}
