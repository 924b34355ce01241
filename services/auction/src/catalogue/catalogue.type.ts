import { connectionOf, enumOf, MoneyScalar } from '@belgi/subgraph';
import { ArrayMaxSize, ArrayNotEmpty, IsIn, IsOptional, MaxLength } from 'class-validator';
import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { LotState } from '../lots/lot.js';
import { LotStateEnum, LotType } from '../lots/lot.type.js';
import { plateRegions } from '../lots/plate.js';
import type { DigitsClass, LettersClass } from './combination-class.js';
import { DigitsClassEnum, LettersClassEnum } from './combination-class.type.js';
import { MAX_PATTERN_LENGTH } from './plate-pattern.js';
import { lotOrders } from './search.js';
import { type Likeness, likenesses } from './similar-sales.js';

export const LotOrderEnum = enumOf(lotOrders);
registerEnumType(LotOrderEnum, {
  name: 'LotOrder',
  description: 'Prices and ends of open lots move: one that moves while pages are turned may come twice, or not.',
  valuesConfig: {
    NEWEST: { description: 'Announced last first.' },
    PRICE_ASC: { description: 'By what a lot was sold for, else its last bid, else its start price.' },
    PRICE_DESC: { description: 'The same, the dearest first.' },
    ENDS_FIRST: { description: 'By the end now in force.' },
    SETTLED_DESC: { description: 'Sold, unsold and cancelled lots only, what was settled last first.' },
  },
});

/** As many states as there are. */
const MAX_STATES = Object.keys(LotStateEnum).length;

@InputType('LotFilter', { description: 'All that is given must hold.' })
export class LotFilter {
  @Field(() => LotStateEnum, { nullable: true })
  state?: LotState | null;

  @Field(() => [LotStateEnum], { nullable: true, description: 'Any of these; not empty.' })
  @IsOptional()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_STATES)
  states?: LotState[] | null;

  @Field(() => String, { nullable: true, description: 'Region code, 01 to 09.' })
  @IsOptional()
  @IsIn([...plateRegions])
  region?: string | null;

  @Field(() => String, { nullable: true, description: 'Exactly these three digits.' })
  @IsOptional()
  @MaxLength(8)
  digits?: string | null;

  @Field(() => String, { nullable: true, description: 'Exactly these three letters.' })
  @IsOptional()
  @MaxLength(8)
  letters?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      '`*` for any run of characters, `?` for one: `7*7` in the digits, `A*A` in the letters, `7*7 A*A` in both.',
  })
  @IsOptional()
  @MaxLength(MAX_PATTERN_LENGTH)
  pattern?: string | null;

  @Field(() => DigitsClassEnum, { nullable: true })
  digitsClass?: DigitsClass | null;

  @Field(() => LettersClassEnum, { nullable: true })
  lettersClass?: LettersClass | null;

  @Field(() => MoneyScalar, {
    nullable: true,
    description: 'Of what a lot was sold for, else its last bid, else its start price.',
  })
  minPrice?: bigint | null;

  @Field(() => MoneyScalar, { nullable: true, description: 'Of the same.' })
  maxPrice?: bigint | null;
}

export const LikenessEnum = enumOf(likenesses);
registerEnumType(LikenessEnum, {
  name: 'Likeness',
  description: 'In what one combination is like another.',
  valuesConfig: {
    SAME_DIGITS: { description: '777 and 777.' },
    SAME_LETTERS: { description: 'AAA and AAA.' },
    SAME_DIGITS_CLASS: { description: '777 and 555: other digits of the same class.' },
  },
});

@ObjectType('SimilarSale', { description: 'What a combination like this one was sold for. To whom is not told.' })
export class SimilarSale {
  @Field(() => LotType)
  lot!: LotType;

  @Field(() => MoneyScalar)
  price!: bigint;

  @Field(() => Date)
  soldAt!: Date;

  @Field(() => [LikenessEnum], { description: 'In what it is like; never empty.' })
  likenesses!: readonly Likeness[];
}

export const SimilarSaleConnection = connectionOf('SimilarSale', () => SimilarSale);
