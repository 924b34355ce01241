import type { DataCategory } from '@belgi/contracts';
import { connectionOf, Personal } from '@belgi/subgraph';
import { Field, ID, ObjectType } from 'type-graphql';
import type { CitedArticle } from '../legal-acts/citation.store.js';
import { LegalCitation } from '../legal-acts/citation.type.js';
import { DataCategoryEnum, DisclosurePeriod } from './disclosure-decision.type.js';
import type { Period } from './period.js';

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

  @Field(() => String, { nullable: true, description: 'The part of the agency that needed the data.' })
  @Personal(personal)
  unit!: string | null;

  @Field(() => String)
  @Personal(personal)
  letterNumber!: string;

  @Field(() => String)
  @Personal(personal)
  legalBasis!: string;

  @Field(() => LegalCitation, { nullable: true, description: 'The act and the article as the registry has them.' })
  @Personal(personal)
  legalAct!: CitedArticle | null;

  @Field(() => String)
  @Personal(personal)
  duty!: string;

  @Field(() => [DataCategoryEnum])
  @Personal(personal)
  categories!: DataCategory[];

  @Field(() => DisclosurePeriod, { nullable: true, description: 'The days whose data could be read.' })
  @Personal(personal)
  period!: Period | null;

  @Field(() => Date, {
    nullable: true,
    description: 'I was told of it after this only, because an article allowed it. Null: in time.',
  })
  @Personal(personal)
  delayedUntil!: Date | null;

  /** Of the ledger; no field of the graph. */
  entryId!: string;
}

export const DisclosureConnection = connectionOf('Disclosure', () => Disclosure);
