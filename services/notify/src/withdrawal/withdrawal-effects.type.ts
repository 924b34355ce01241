import { Personal } from '@belgi/subgraph';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

const notice = { category: 'NOTICE', purposes: ['COMMUNICATION'] } as const;

@ObjectType({ description: 'A kind of notice, and whether withdrawing ends it.' })
export class AffectedNotice {
  @Field(() => String)
  @Personal(notice)
  kind!: string;

  @Field(() => String, { description: 'What it is about, in words.' })
  @Personal(notice)
  name!: string;

  @Field(() => Boolean, { description: 'False: law or contract demands it, so it is still sent.' })
  @Personal(notice)
  stops!: boolean;

  @Field(() => String, { description: 'Why it stops or stays.' })
  @Personal(notice)
  text!: string;
}

/** Privacy tells what a withdrawal means; this service adds which notices it ends. */
@ObjectType()
@Directive('@key(fields: "id")')
export class WithdrawalEffects {
  @Field(() => ID, { description: 'My own opaque id.' })
  id!: string;
}
