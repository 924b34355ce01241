import { type Locale, lotStates } from '@belgi/contracts';
import { connectionOf, enumOf, MoneyScalar, Personal, Refusal } from '@belgi/subgraph';
import { MaxLength } from 'class-validator';
import { createUnionType, Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { classOf, type DigitsClass, type LettersClass, lettersClassOf } from '../catalogue/combination-class.js';
import { DigitsClassEnum, LettersClassEnum } from '../catalogue/combination-class.type.js';
import { underNumber } from '../personal.js';
import { type RefusalCode, refusals } from '../refusals.js';
import { type Lot, type LotState, minimumNextBid, type SaleMode, salePrice, stepInForce } from './lot.js';
import { type PlateCombination, plateNumber } from './plate.js';

export const SaleModeEnum = { AUCTION: 'AUCTION', FIXED_PRICE: 'FIXED_PRICE' } as const satisfies Record<
  SaleMode,
  SaleMode
>;
registerEnumType(SaleModeEnum, { name: 'SaleMode', description: 'By auction, or at a fixed price.' });

export const LotStateEnum = enumOf(lotStates);
registerEnumType(LotStateEnum, { name: 'LotState', description: 'Where a lot stands in its life.' });

/** A combination. */
@ObjectType('Plate', { description: 'A combination of region, digits and letters.' })
@Directive('@key(fields: "id")')
export class PlateType {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: '`01 KG 777 AAA`' })
  number!: string;

  @Field(() => String, { description: 'Region code, 01 to 09.' })
  region!: string;

  @Field(() => String)
  digits!: string;

  @Field(() => String)
  letters!: string;

  @Field(() => DigitsClassEnum, { nullable: true, description: 'What the digits are like; null for most.' })
  digitsClass!: DigitsClass | null;

  @Field(() => LettersClassEnum, { nullable: true, description: 'What the letters are like; null for most.' })
  lettersClass!: LettersClass | null;
}

@ObjectType('StepBand', { description: 'From this price on, prices rise by this step.' })
export class StepBandType {
  @Field(() => MoneyScalar)
  from!: bigint;

  @Field(() => MoneyScalar)
  step!: bigint;
}

@ObjectType('Lot', { description: 'A combination on offer, or one that was.' })
@Directive('@key(fields: "id")')
export class LotType {
  @Field(() => ID)
  id!: string;

  @Field(() => PlateType)
  plate!: PlateType;

  @Field(() => SaleModeEnum)
  saleMode!: SaleMode;

  @Field(() => LotStateEnum)
  state!: LotState;

  @Field(() => MoneyScalar, { description: 'At a fixed price: the price.' })
  startPrice!: bigint;

  @Field(() => MoneyScalar, { description: 'The step in force: prices go from the start price in whole steps.' })
  step!: bigint;

  @Field(() => [StepBandType], {
    description: 'Larger steps from higher prices on; none where one step holds at every price.',
  })
  stepBands!: readonly StepBandType[];

  @Field(() => MoneyScalar, {
    description: 'What entering costs; applied to the price or given back; 0 at a fixed price.',
  })
  deposit!: bigint;

  @Field(() => MoneyScalar, { nullable: true, description: 'The highest bid; null before the first.' })
  currentPrice!: bigint | null;

  @Field(() => MoneyScalar, {
    nullable: true,
    description: 'The least amount of the next bid; null once none is taken.',
  })
  minimumNextBid!: bigint | null;

  @Field(() => Date)
  opensAt!: Date;

  @Field(() => Date, { description: 'The end now in force.' })
  closesAt!: Date;

  @Field(() => Date, { description: 'The end never moves past this.' })
  hardStopAt!: Date;

  @Field(() => Int)
  bidCount!: number;

  @Field(() => Int, { nullable: true, description: 'Compare with myEntry.bidderNumber.' })
  @Personal(underNumber)
  leadingBidderNumber!: number | null;

  @Field(() => Date, { nullable: true })
  closedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why the lot was cancelled.' })
  cancelReason!: string | null;

  @Field(() => Date, { nullable: true, description: 'Since when bidding is stopped; null unless the lot is paused.' })
  pausedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why bidding is stopped.' })
  pauseReason!: string | null;

  @Field(() => Date, {
    nullable: true,
    description: 'A reservation holds the lot before this and no more from then on; null unless it is reserved.',
  })
  reservedUntil!: Date | null;

  @Field(() => MoneyScalar, {
    nullable: true,
    description: 'What it was sold for; below the last bid where it was sold to who bid second. Null unless sold.',
  })
  salePrice!: bigint | null;

  @Field(() => Date, { nullable: true, description: 'When it was sold, went unsold or was called off.' })
  settledAt!: Date | null;

  /** For the fields beside; no field of the graph. */
  relistOf!: string | null;
}

export const LotConnection = connectionOf('Lot', () => LotType);

@ObjectType('LotRefused', { implements: Refusal, description: 'The lot was not created or cancelled.' })
export class LotRefused extends Refusal {}

export const LotResult = createUnionType({
  name: 'LotResult',
  types: () => [LotType, LotRefused] as const,
  resolveType: (value) => ('code' in value ? LotRefused : LotType),
});

/** On which terms a plate is offered, for the first time or again. */
@InputType()
abstract class TermsInput {
  @Field(() => MoneyScalar)
  startPrice!: bigint;

  @Field(() => MoneyScalar, { nullable: true, description: 'The policy in effect decides when left out.' })
  step?: bigint | null;

  @Field(() => Date)
  opensAt!: Date;

  @Field(() => Date)
  closesAt!: Date;

  @Field(() => Date, { nullable: true, description: 'The policy in effect decides when left out.' })
  hardStopAt?: Date | null;

  @Field(() => SaleModeEnum, { defaultValue: 'AUCTION' })
  saleMode!: SaleMode;
}

@InputType('LotInput', { description: 'What an auctioneer offers.' })
export class LotInput extends TermsInput {
  @Field(() => String, { description: 'Region code, 01 to 09.' })
  @MaxLength(8)
  region!: string;

  @Field(() => String, { description: 'Three digits.' })
  @MaxLength(8)
  digits!: string;

  @Field(() => String, { description: 'Three Latin letters.' })
  @MaxLength(8)
  letters!: string;
}

@InputType('RelistInput', { description: 'On which terms a plate is offered again.' })
export class RelistInput extends TermsInput {}

/** Terms as the rules have them: what is left out is null. */
export function termsOf({ saleMode, startPrice, step = null, opensAt, closesAt, hardStopAt = null }: TermsInput) {
  return { saleMode, startPrice, step, opensAt, closesAt, hardStopAt };
}

/** Why a lot is not announced, called off, paused or offered again, in the caller's language. */
export function lotRefused(locale: Locale, code: RefusalCode): LotRefused {
  return { __typename: LotRefused.name, ...refusals.refusal(locale, code) } as LotRefused;
}

export function plateTypeOf(plate: PlateCombination & { readonly id: string }): PlateType {
  return {
    id: plate.id,
    number: plateNumber(plate),
    region: plate.region,
    digits: plate.digits,
    letters: plate.letters,
    digitsClass: classOf(plate.digits),
    lettersClass: lettersClassOf(plate.letters),
  };
}

/** A lot as the graph shows it. */
export function lotTypeOf(lot: Lot): LotType & { __typename: 'Lot' } {
  return {
    __typename: 'Lot',
    id: lot.id,
    plate: plateTypeOf(lot.plate),
    saleMode: lot.saleMode,
    state: lot.state,
    startPrice: lot.startPrice,
    step: stepInForce(lot),
    stepBands: lot.policy.stepBands,
    deposit: lot.deposit,
    currentPrice: lot.currentPrice,
    minimumNextBid: minimumNextBid(lot),
    opensAt: lot.opensAt,
    closesAt: lot.closesAt,
    hardStopAt: lot.hardStopAt,
    bidCount: lot.bidCount,
    leadingBidderNumber: lot.leader?.bidderNumber ?? null,
    closedAt: lot.closedAt,
    cancelReason: lot.cancelReason,
    pausedAt: lot.pausedAt,
    pauseReason: lot.pauseReason,
    reservedUntil: lot.reservedUntil,
    salePrice: salePrice(lot),
    settledAt: lot.settledAt,
    relistOf: lot.relistOf,
  };
}
