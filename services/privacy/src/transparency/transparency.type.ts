import { enumOf } from '@belgi/subgraph';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { TABLES, type TableName } from './report.js';

export const TransparencyTableEnum = enumOf(TABLES);
registerEnumType(TransparencyTableEnum, { name: 'TransparencyTableName', description: 'Every table there is.' });

@ObjectType()
export class TransparencyRow {
  @Field(() => String, { description: 'An authority, ELECTRONIC, PAPER, OTHER or TOTAL.' })
  name!: string;

  @Field(() => [Int], {
    nullable: 'items',
    description: 'In the order of the columns, rounded; null where it is suppressed.',
  })
  counts!: (number | null)[];

  @Field(() => Int, {
    nullable: true,
    description: 'Working days from filing to decision; null where too few were decided, and for persons.',
  })
  medianWorkingDays!: number | null;
}

@ObjectType()
export class TransparencyTable {
  @Field(() => TransparencyTableEnum)
  name!: TableName;

  @Field(() => [String], { description: 'Outcomes, then TOTAL.' })
  columns!: string[];

  @Field(() => [TransparencyRow])
  rows!: TransparencyRow[];
}

@ObjectType({
  description: 'Requests of state authorities (clause 3.4), the same numbers as at /policy/transparency.',
})
export class TransparencyReport {
  @Field(() => String, { description: 'What was filed and decided before this day of Bishkek is counted.' })
  day!: string;

  @Field(() => Int, { description: 'Fewer than this are not told of.' })
  leastPeople!: number;

  @Field(() => Int, { description: 'Numbers are rounded to multiples of this.' })
  roundedTo!: number;

  @Field(() => Int, { description: 'Notices to a person that were ever delayed, counted from the first day.' })
  delayedNotices!: number;

  @Field(() => [TransparencyTable])
  tables!: TransparencyTable[];
}
