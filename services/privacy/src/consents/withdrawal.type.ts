import { MoneyScalar, Personal } from '@belgi/subgraph';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { LotEffectCode, PaymentEffectCode } from './affected.js';
import { LOT_EFFECTS, PAYMENT_EFFECTS } from './affected.js';

export const BindingReasonEnum = { LEADING: 'LEADING', AWAITING_PAYMENT: 'AWAITING_PAYMENT' } as const;
registerEnumType(BindingReasonEnum, {
  name: 'BindingReason',
  description: 'Why a lot still binds after a withdrawal.',
});

const namesOf = <Code extends string>(effects: Record<Code, unknown>) =>
  Object.fromEntries(Object.keys(effects).map((code) => [code, code])) as Record<Code, Code>;
export const LotEffectEnum = namesOf<LotEffectCode>(LOT_EFFECTS);
registerEnumType(LotEffectEnum, { name: 'LotEffect', description: 'What a withdrawal does to a lot.' });
export const PaymentEffectEnum = namesOf<PaymentEffectCode>(PAYMENT_EFFECTS);
registerEnumType(PaymentEffectEnum, { name: 'PaymentEffect', description: 'What becomes of money at a withdrawal.' });

const personal = { category: 'BID_HISTORY', purposes: ['IDENTIFICATION', 'COMMUNICATION'] } as const;
const money = { category: 'PAYMENT', purposes: ['IDENTIFICATION', 'COMMUNICATION'] } as const;

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

@ObjectType({ description: 'A lot that I take part in, and what withdrawing does to it.' })
export class AffectedLot {
  @Field(() => Lot, { nullable: true, description: 'Nullable, so that an outage of auction does not hide the rest.' })
  @Personal(personal)
  lot!: Lot | null;

  @Field(() => String)
  @Personal(personal)
  plateNumber!: string;

  @Field(() => LotEffectEnum)
  @Personal(personal)
  code!: LotEffectCode;

  @Field(() => String)
  @Personal(personal)
  text!: string;
}

@ObjectType({ description: 'Money that is due, held or on its way back, and what withdrawing does to it.' })
export class AffectedPayment {
  @Field(() => ID, { description: 'Opaque: the entry that the money belongs to.' })
  @Personal(money)
  entryId!: string;

  @Field(() => Lot, { nullable: true, description: 'Its `closesAt` is when a deposit is decided on.' })
  @Personal(money)
  lot!: Lot | null;

  @Field(() => String)
  @Personal(money)
  plateNumber!: string;

  @Field(() => PaymentEffectEnum)
  @Personal(money)
  code!: PaymentEffectCode;

  @Field(() => String)
  @Personal(money)
  text!: string;

  @Field(() => MoneyScalar)
  @Personal(money)
  amount!: bigint;

  @Field(() => Date, { nullable: true, description: 'Until when it is to be paid; null for a deposit.' })
  @Personal(money)
  dueAt!: Date | null;
}

/** Its key is the person's own id: notify and identity add what they would do. */
@ObjectType({ description: 'What withdrawing would mean for me, now.' })
@Directive('@key(fields: "id", resolvable: false)')
export class WithdrawalEffects {
  @Field(() => ID, { description: 'My own opaque id.' })
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Epoch of the consent that would be withdrawn; null: none is live.',
  })
  @Personal({ category: 'CONSENT_HISTORY', purposes: ['IDENTIFICATION'] })
  epoch!: number | null;

  @Field(() => [WithdrawalEffect])
  @Personal({ category: 'CONSENT_HISTORY', purposes: ['IDENTIFICATION'] })
  effects!: WithdrawalEffect[];

  @Field(() => [AffectedLot], { description: 'Every lot that I take part in and that is not over.' })
  @Personal(personal)
  lots!: AffectedLot[];

  @Field(() => [AffectedPayment])
  @Personal(money)
  payments!: AffectedPayment[];

  @Field(() => [BindingLot], { description: 'Of the lots those that stay mine to settle.' })
  @Personal(personal)
  bindingLots!: BindingLot[];
}
