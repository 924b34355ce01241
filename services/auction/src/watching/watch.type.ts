import { connectionOf, MoneyScalar, Personal, Refusal } from '@belgi/subgraph';
import { IsIn, IsOptional, MaxLength } from 'class-validator';
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import type { DigitsClass, LettersClass } from '../catalogue/combination-class.js';
import { DigitsClassEnum, LettersClassEnum } from '../catalogue/combination-class.type.js';
import { MAX_PATTERN_LENGTH } from '../catalogue/plate-pattern.js';
import { LotType, lotTypeOf } from '../lots/lot.type.js';
import { plateRegions } from '../lots/plate.js';
import { watching } from '../personal.js';
import type { WatchedPattern } from './watch.js';
import type { WatchedLot } from './watch.store.js';

/** Shown to who watches only. */
@ObjectType('WatchedLot', { description: 'A lot that somebody wants to hear of.' })
export class WatchedLotType {
  @Field(() => LotType)
  @Personal(watching)
  lot!: LotType;

  @Field(() => Date)
  @Personal(watching)
  since!: Date;
}

export const WatchedLotConnection = connectionOf('WatchedLot', () => WatchedLotType);

@ObjectType('WatchedPattern', {
  description: 'Combinations of which somebody wants to hear when a lot with one is announced.',
})
export class WatchedPatternType {
  @Field(() => ID)
  @Personal(watching)
  id!: string;

  @Field(() => String, { nullable: true })
  @Personal(watching)
  region!: string | null;

  @Field(() => String, { nullable: true, description: '`7*7`' })
  @Personal(watching)
  digits!: string | null;

  @Field(() => String, { nullable: true, description: '`A*A`' })
  @Personal(watching)
  letters!: string | null;

  @Field(() => DigitsClassEnum, { nullable: true })
  @Personal(watching)
  digitsClass!: DigitsClass | null;

  @Field(() => LettersClassEnum, { nullable: true })
  @Personal(watching)
  lettersClass!: LettersClass | null;

  @Field(() => MoneyScalar, { nullable: true, description: 'Lots that start at more are not told of.' })
  @Personal(watching)
  maxPrice!: bigint | null;

  @Field(() => Date)
  @Personal(watching)
  since!: Date;
}

/** `lots` are resolved beside it. */
@ObjectType('WatchList', { description: 'What a citizen wants to hear of; their own.' })
export class WatchListType {
  @Field(() => [WatchedPatternType], { description: 'The newest first; 20 at most.' })
  @Personal(watching)
  patterns!: readonly WatchedPatternType[];

  /** For the field beside; no field of the graph. */
  watcherId!: string;
}

@InputType('WatchPatternInput', { description: 'At least one of region, pattern and classes.' })
export class WatchPatternInput {
  @Field(() => String, { nullable: true, description: 'Region code, 01 to 09.' })
  @IsOptional()
  @IsIn([...plateRegions])
  region?: string | null;

  @Field(() => String, { nullable: true, description: 'As in the catalogue: `7*7`, `A*A`, or both.' })
  @IsOptional()
  @MaxLength(MAX_PATTERN_LENGTH)
  pattern?: string | null;

  @Field(() => DigitsClassEnum, { nullable: true })
  digitsClass?: DigitsClass | null;

  @Field(() => LettersClassEnum, { nullable: true })
  lettersClass?: LettersClass | null;

  @Field(() => MoneyScalar, { nullable: true, description: 'Lots that start at more are not told of.' })
  maxPrice?: bigint | null;
}

@ObjectType('WatchRefused', { implements: Refusal, description: 'The watch list was not changed.' })
export class WatchRefused extends Refusal {}

export const WatchLotResult = createUnionType({
  name: 'WatchLotResult',
  types: () => [LotType, WatchRefused] as const,
  resolveType: (value) => ('code' in value ? WatchRefused : LotType),
});

export const WatchPatternResult = createUnionType({
  name: 'WatchPatternResult',
  types: () => [WatchedPatternType, WatchRefused] as const,
  resolveType: (value) => ('code' in value ? WatchRefused : WatchedPatternType),
});

export function watchedLotTypeOf({ lot, since }: WatchedLot): WatchedLotType {
  return { lot: lotTypeOf(lot), since };
}

export function watchedPatternTypeOf(pattern: WatchedPattern): WatchedPatternType & { __typename: 'WatchedPattern' } {
  return { __typename: 'WatchedPattern', ...pattern };
}
