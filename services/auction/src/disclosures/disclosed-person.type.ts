import type { Disclosure } from '@belgi/access';
import { connectionOf, MoneyScalar, Personal } from '@belgi/subgraph';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { OrderPurpose } from '../bank/bank-order.js';

export const PARTNER = '@tag(name: "partner")';
/** Purposes are empty: disclosure is a duty. */
export const disclosedBids = { category: 'BID_HISTORY', purposes: [] } as const;
export const disclosedPayments = { category: 'PAYMENT', purposes: [] } as const;

export const PaymentPurposeEnum = { DEPOSIT: 'DEPOSIT', PAYMENT: 'PAYMENT' } as const satisfies {
  [Name in OrderPurpose]: Name;
};
registerEnumType(PaymentPurposeEnum, {
  name: 'PaymentPurpose',
  description: 'What money is for: the deposit of an entry, or the price of a lot.',
});

/** Money came, or went back. */
export const MovementEnum = { PAID: 'PAID', REFUNDED: 'REFUNDED' } as const;
export type Movement = keyof typeof MovementEnum;
registerEnumType(MovementEnum, { name: 'PaymentMovement', description: 'Money came in, or went back.' });

@ObjectType({ description: 'One bid, for an agency whose grant names BID_HISTORY.' })
@Directive(PARTNER)
export class DisclosedBid {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  @Personal(disclosedBids)
  lotId!: string;

  @Field(() => String, { description: '01 KG 777 AAA' })
  @Personal(disclosedBids)
  plate!: string;

  @Field(() => Int, { description: 'Its place in the log of the lot.' })
  @Personal(disclosedBids)
  sequence!: number;

  @Field(() => MoneyScalar)
  @Personal(disclosedBids)
  amount!: bigint;

  @Field(() => Date)
  @Personal(disclosedBids)
  at!: Date;

  @Field(() => Boolean, { description: 'Made by the system within the bidder’s maximum.' })
  @Personal(disclosedBids)
  automatic!: boolean;
}

@ObjectType({ description: 'One movement of money, for an agency whose grant names PAYMENT.' })
@Directive(PARTNER)
export class DisclosedPayment {
  @Field(() => ID, { description: 'Of the order at the bank; a payment and its refund share it.' })
  @Personal(disclosedPayments)
  orderId!: string;

  @Field(() => MovementEnum)
  @Personal(disclosedPayments)
  movement!: Movement;

  @Field(() => PaymentPurposeEnum)
  @Personal(disclosedPayments)
  purpose!: OrderPurpose;

  @Field(() => ID)
  @Personal(disclosedPayments)
  lotId!: string;

  @Field(() => String, { description: '01 KG 777 AAA' })
  @Personal(disclosedPayments)
  plate!: string;

  @Field(() => MoneyScalar)
  @Personal(disclosedPayments)
  amount!: bigint;

  @Field(() => Date)
  @Personal(disclosedPayments)
  at!: Date;
}

export const DisclosedBidConnection = connectionOf('DisclosedBid', () => DisclosedBid, [PARTNER]);
export const DisclosedPaymentConnection = connectionOf('DisclosedPayment', () => DisclosedPayment, [PARTNER]);

@ObjectType({
  description: 'A person as a grant discloses them. The key is a disclosure ticket, which no client ever sees.',
})
@Directive('@key(fields: "ticket")')
@Directive(PARTNER)
export class DisclosedPerson {
  @Field(() => ID)
  @Directive('@inaccessible')
  ticket!: string;

  /** What the verified ticket says; no field of the graph. */
  readonly disclosure!: Pick<Disclosure, 'citizen' | 'categories' | 'period'>;
}
