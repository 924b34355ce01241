import { connectionOf, PageArgs, Personal } from '@belgi/subgraph';
import { ArgsType, Directive, Field, ID, ObjectType } from 'type-graphql';

/** A lot belongs to auction; here it is what a notice is about. */
@ObjectType()
@Directive('@key(fields: "id", resolvable: false)')
export class Lot {
  @Field(() => ID)
  id!: string;
}

@ObjectType({ description: 'Something a citizen was told.' })
@Directive('@key(fields: "id")')
export class Notice {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: 'Such as BID_OUTBID or DISCLOSURE_READ; new kinds may appear at any time.' })
  @Personal({ category: 'NOTICE', purposes: ['COMMUNICATION'] })
  kind!: string;

  @Field(() => String)
  @Personal({ category: 'NOTICE', purposes: ['COMMUNICATION'] })
  title!: string;

  @Field(() => String, { description: 'Plain text in the language of the request.' })
  @Personal({ category: 'NOTICE', purposes: ['COMMUNICATION'] })
  body!: string;

  @Field(() => Date)
  @Personal({ category: 'NOTICE', purposes: ['COMMUNICATION'] })
  at!: Date;

  @Field(() => Date, { nullable: true })
  @Personal({ category: 'NOTICE', purposes: ['COMMUNICATION'] })
  readAt!: Date | null;

  @Field(() => Lot, { nullable: true })
  @Personal({ category: 'NOTICE', purposes: ['COMMUNICATION'] })
  lot!: Lot | null;
}

export const NoticeConnection = connectionOf('Notice', () => Notice);

@ArgsType()
export class InboxArgs extends PageArgs {
  @Field(() => Boolean, { defaultValue: false })
  unreadOnly!: boolean;
}
