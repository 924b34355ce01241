import { Personal } from '@belgi/subgraph';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

const notice = { category: 'NOTICE', purposes: ['COMMUNICATION'] } as const;

@ObjectType({
  description: 'A notice that I may get, by which ways, and whether withdrawing ends it. The inbox has it always.',
})
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

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is switched on for e-mail, which takes an address. Null: it never goes that way.',
  })
  @Personal(notice)
  email!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Likewise by SMS, be it only where no e-mail arrived. Null: it never goes that way.',
  })
  @Personal(notice)
  sms!: boolean | null;

  @Field(() => Boolean, {
    description:
      'It does not come at present, and would come again: after I agree anew, or a block or a restriction ends.',
  })
  @Personal(notice)
  paused!: boolean;

  @Field(() => Int, {
    description:
      'How many of them are still on their way to me by e-mail or SMS: they stop with it, or come all the same.',
  })
  @Personal(notice)
  pending!: number;

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
