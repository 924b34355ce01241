import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Privacy tells what a withdrawal means; this service adds how many sessions it ends. */
@ObjectType()
@Directive('@key(fields: "id")')
export class WithdrawalEffects {
  @Field(() => ID, { description: 'My own opaque id.' })
  id!: string;
}
