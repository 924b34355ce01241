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

  @Field(() => String, { nullable: true, description: 'One of the policy’s four purposes; null: it was a duty.' })
  @Personal(personal)
  purpose!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Instead of a purpose, such as PERSONS_OWN_RIGHTS: my request or inquiry was opened, to be answered.',
  })
  @Personal(personal)
  duty!: string | null;

  @Field(() => String)
  @Personal(personal)
  caseNumber!: string;

  @Field(() => [String], { description: 'Names of the fields that were shown, or asked for in vain.' })
  @Personal(personal)
  fields!: string[];

  @Field(() => String, {
    nullable: true,
    description: 'Why nothing of it was shown, such as PURPOSE_DENIED or ROLE_REQUIRED; null: it was shown.',
  })
  @Personal(personal)
  refused!: string | null;

  /** Of the ledger, where something was shown; no field of the graph. */
  entryId!: string | null;
}

export const StaffReadConnection = connectionOf('StaffRead', () => StaffRead);
