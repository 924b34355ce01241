import { statisticsGroups, statisticsTables } from '@belgi/contracts';
import { enumOf } from '@belgi/subgraph';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';

export const StatisticsGroupEnum = enumOf(statisticsGroups);
registerEnumType(StatisticsGroupEnum, { name: 'StatisticsGroup' });
export const StatisticsTableEnum = enumOf(statisticsTables);
registerEnumType(StatisticsTableEnum, {
  name: 'StatisticsTableName',
  description: 'Every table there is: nobody chooses dimensions.',
});

@ObjectType()
export class StatisticsCell {
  @Field(() => String, { description: 'The name of the column; TOTAL is their sum.' })
  column!: string;

  @Field(() => Int, { nullable: true, description: 'Rounded; null where it is suppressed.' })
  count!: number | null;

  @Field(() => Boolean, {
    description: 'Fewer people than may be told of, or a number that would give such a number away.',
  })
  suppressed!: boolean;
}

@ObjectType()
export class StatisticsRow {
  @Field(() => String, { description: 'TOTAL is the sum of the rows.' })
  name!: string;

  @Field(() => [StatisticsCell])
  cells!: StatisticsCell[];
}

@ObjectType()
export class StatisticsTable {
  @Field(() => StatisticsTableEnum)
  name!: keyof typeof StatisticsTableEnum;

  @Field(() => [String])
  columns!: string[];

  @Field(() => [StatisticsRow])
  rows!: StatisticsRow[];
}

@ObjectType({ description: 'Whole days that were counted together. No two windows of a group have a day in common.' })
export class StatisticsWindow {
  @Field(() => StatisticsGroupEnum)
  group!: keyof typeof StatisticsGroupEnum;

  @Field(() => Int, { description: 'From 1.' })
  number!: number;

  @Field(() => String, { description: 'The first day, of Bishkek.' })
  from!: string;

  @Field(() => String, { description: 'The last day that counts.' })
  to!: string;

  @Field(() => [StatisticsTable])
  tables!: StatisticsTable[];
}

@ObjectType({
  description:
    'The statistics of one day: the same for everybody, all day, for ever. The document: GET /policy/statistics/{day}.json',
})
export class StatisticsRelease {
  @Field(() => String, { description: 'A day of Bishkek, YYYY-MM-DD.' })
  day!: string;

  @Field(() => Date)
  publishedAt!: Date;

  @Field(() => String, { description: 'SHA-256 of the document, hexadecimal.' })
  sha256!: string;

  @Field(() => String, { nullable: true, description: 'That of the release before it; null for the first.' })
  previousSha256!: string | null;

  @Field(() => Int, { description: 'Fewer people than this are not told of.' })
  leastPeople!: number;

  @Field(() => Int, { description: 'Numbers are rounded to multiples of this.' })
  roundedTo!: number;

  @Field(() => [StatisticsWindow], {
    description: 'Of each group the last window that is closed; none before the first.',
  })
  windows!: StatisticsWindow[];
}
