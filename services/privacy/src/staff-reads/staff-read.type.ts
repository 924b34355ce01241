import { connectionOf, Personal } from '@belgi/subgraph';
import { Field, ID, ObjectType } from 'type-graphql';

const personal = { category: 'DISCLOSURE_HISTORY', purposes: [] } as const;

@ObjectType({ description: 'One look of staff at my data, as I see it: role, purpose and case, never the clerk.' })
export class StaffRead {
  @Field(() => ID)
  id!: string;

  @Field(() => Date)
  @Personal(personal)
  at!: Date;

  @Field(() => String)
  @Personal(personal)
  role!: string;

  @Field(() => String, { description: 'One of the policy’s four purposes.' })
  @Personal(personal)
  purpose!: string;

  @Field(() => String)
  @Personal(personal)
  caseNumber!: string;

  @Field(() => [String], { description: 'Names of the fields that were shown.' })
  @Personal(personal)
  fields!: string[];

  /** Of the ledger; no field of the graph. */
  entryId!: string;
}

export const StaffReadConnection = connectionOf('StaffRead', () => StaffRead);
