import type { DataCategory } from '@belgi/contracts';
import { connectionOf, Personal } from '@belgi/subgraph';
import { Field, ID, ObjectType } from 'type-graphql';
import { DataCategoryEnum } from './disclosure-request.type.js';

/** Shown to the person as their own right; no purpose of the policy lets anybody else read it. */
const personal = { category: 'DISCLOSURE_HISTORY', purposes: [] } as const;

@ObjectType({ description: 'One read by an agency, as the person sees it (clause 3.4).' })
export class Disclosure {
  @Field(() => ID)
  id!: string;

  @Field(() => Date)
  @Personal(personal)
  at!: Date;

  @Field(() => String)
  @Personal(personal)
  agencyName!: string;

  @Field(() => String)
  @Personal(personal)
  letterNumber!: string;

  @Field(() => String)
  @Personal(personal)
  legalBasis!: string;

  @Field(() => String)
  @Personal(personal)
  duty!: string;

  @Field(() => [DataCategoryEnum])
  @Personal(personal)
  categories!: DataCategory[];

  /** Of the ledger; no field of the graph. */
  entryId!: string;
}

export const DisclosureConnection = connectionOf('Disclosure', () => Disclosure);
