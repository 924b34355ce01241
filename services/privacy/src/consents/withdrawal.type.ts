import { MoneyScalar, Personal } from '@belgi/subgraph';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

export const BindingReasonEnum = { LEADING: 'LEADING', AWAITING_PAYMENT: 'AWAITING_PAYMENT' } as const;
registerEnumType(BindingReasonEnum, {
  name: 'BindingReason',
  description: 'Why a lot still binds after a withdrawal.',
});

const personal = { category: 'BID_HISTORY', purposes: ['IDENTIFICATION', 'COMMUNICATION'] } as const;

/** A lot belongs to auction; here it is its key. */
@ObjectType()
@Directive('@key(fields: "id", resolvable: false)')
export class Lot {
  @Field(() => ID)
  id!: string;
}

@ObjectType({ description: 'One consequence of withdrawing, in words.' })
export class WithdrawalEffect {
  @Field(() => String)
  @Personal({ category: 'CONSENT_HISTORY', purposes: ['IDENTIFICATION'] })
  code!: string;

  @Field(() => String)
  @Personal({ category: 'CONSENT_HISTORY', purposes: ['IDENTIFICATION'] })
  text!: string;
}

@ObjectType({ description: 'A lot that stays yours to settle.' })
export class BindingLot {
  @Field(() => Lot, { nullable: true, description: 'Nullable, so that an outage of auction does not hide the rest.' })
  @Personal(personal)
  lot!: Lot | null;

  @Field(() => String)
  @Personal(personal)
  plateNumber!: string;

  @Field(() => BindingReasonEnum)
  @Personal(personal)
  reason!: keyof typeof BindingReasonEnum;

  @Field(() => MoneyScalar, { nullable: true })
  @Personal(personal)
  amountDue!: bigint | null;

  @Field(() => Date, { nullable: true })
  @Personal(personal)
  dueAt!: Date | null;
}

@ObjectType({ description: 'What withdrawing would mean for me, now.' })
export class WithdrawalEffects {
  @Field(() => Int, {
    nullable: true,
    description: 'Epoch of the consent that would be withdrawn; null: none is live.',
  })
  @Personal({ category: 'CONSENT_HISTORY', purposes: ['IDENTIFICATION'] })
  epoch!: number | null;

  @Field(() => [WithdrawalEffect])
  @Personal({ category: 'CONSENT_HISTORY', purposes: ['IDENTIFICATION'] })
  effects!: WithdrawalEffect[];

  @Field(() => [BindingLot])
  @Personal(personal)
  bindingLots!: BindingLot[];
}
