import { Personal } from '@belgi/subgraph';
import { MaxLength } from 'class-validator';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { CitedArticle } from '../legal-acts/citation.store.js';
import { LegalCitation } from '../legal-acts/citation.type.js';
import { LegalCitationInput } from '../legal-acts/citation-input.type.js';

/** Longest text that is worth a database's while. */
const MAX_TEXT_CHARS = 4_000;

@ObjectType({ description: 'That the person is told later: on which article, why, and until when.' })
@Directive('@tag(name: "partner")')
export class NoticeDelay {
  @Field(() => LegalCitation)
  legalAct!: CitedArticle;

  @Field(() => Date, {
    description: 'From then on the person sees every read: the day of review, until somebody carries the delay on.',
  })
  endsAt!: Date;

  @Field(() => Date, { description: 'If it is carried on. As decided, or as reviewed since; never later.' })
  longestUntil!: Date;

  @Field(() => Date)
  decidedAt!: Date;

  @Field(() => Date, {
    description:
      'When the delay is over, unless somebody else than who decided it has carried it on in the week before.',
  })
  reviewAt!: Date;

  @Field(() => Date, { nullable: true, description: 'The last review; null: none yet.' })
  reviewedAt!: Date | null;

  @Field(() => String)
  @Personal({ category: 'CORRESPONDENCE', purposes: [] })
  reason!: string;
}

@ObjectType('DelayedNotices', { description: 'How many notices wait, for everybody, from the first day of each.' })
export class DelayedNoticesType {
  @Field(() => Int, { description: 'Requests whose delay runs now.' })
  requests!: number;

  @Field(() => Int, { description: 'Reads under them so far.' })
  reads!: number;

  @Field(() => Int, { description: 'Requests whose notices were ever delayed, of the cases that are kept.' })
  requestsEver!: number;
}

@InputType({
  description: 'To let the notice wait. Only on an article that allows it (`LegalArticle.allowsNoticeDelay`).',
})
export class NoticeDelayInput {
  @Field(() => LegalCitationInput, { description: 'As in force today.' })
  legalAct!: LegalCitationInput;

  @Field(() => Int, { description: 'From the decision on; 90 at most.' })
  days!: number;

  @Field(() => String, { description: 'YYYY-MM-DD, before the delay ends.' })
  @MaxLength(MAX_TEXT_CHARS)
  reviewOn!: string;

  @Field(() => String)
  @MaxLength(MAX_TEXT_CHARS)
  reason!: string;
}

@InputType({ description: 'Asks whether a notice must still wait.' })
export class NoticeDelayReviewInput {
  @Field(() => ID)
  requestId!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Tells the person now.' })
  lift!: boolean;

  @Field(() => Date, {
    nullable: true,
    description: 'A nearer end; absent: carried on to the end that was decided. Never a later one.',
  })
  endsAt?: Date | null;

  @Field(() => String)
  @MaxLength(MAX_TEXT_CHARS)
  reason!: string;
}
