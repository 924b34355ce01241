import type { Locale } from '@belgi/contracts';
import { LocaleEnum, Personal, Refusal } from '@belgi/subgraph';
import { createUnionType, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { typename } from '../typename.js';

@ObjectType({
  description: 'An edition of the user agreement: rules of the auction, and what false data leads to. Immutable.',
})
@Directive('@key(fields: "number")')
export class UserAgreementEdition {
  @Field(() => Int)
  number!: number;

  @Field(() => Date)
  publishedAt!: Date;

  @Field(() => Date)
  effectiveAt!: Date;

  @Field(() => Boolean, { description: 'A material edition is accepted anew by everybody.' })
  material!: boolean;

  @Field(() => Boolean)
  inForce!: boolean;

  /** Not in the graph: the hashes, so that `text` need not look them up. */
  sha256!: Readonly<Record<Locale, string>>;
}

const accepted = { category: 'CONSENT_HISTORY', purposes: ['IDENTIFICATION', 'VERIFICATION'] } as const;

@ObjectType({
  description: 'That I accepted an edition of the user agreement. Beside the consent, and not instead of it.',
})
export class UserAgreementAcceptance {
  @Field(() => ID)
  @Personal(accepted)
  id!: string;

  @Field(() => Int)
  @Personal(accepted)
  edition!: number;

  @Field(() => LocaleEnum)
  @Personal(accepted)
  locale!: Locale;

  @Field(() => String, { description: 'SHA-256 of the text that was shown, hexadecimal.' })
  @Personal(accepted)
  textSha256!: string;

  @Field(() => Date)
  @Personal(accepted)
  at!: Date;

  @Field(() => String, { description: 'Signed receipt (compact JWS, typ agreement-receipt+jwt).' })
  @Personal(accepted)
  receipt!: string;
}

@ObjectType({ implements: Refusal })
export class UserAgreementRefused extends Refusal {}

export const AcceptUserAgreementResult = createUnionType({
  name: 'AcceptUserAgreementResult',
  types: () => [UserAgreementAcceptance, UserAgreementRefused] as const,
  resolveType: typename,
});
