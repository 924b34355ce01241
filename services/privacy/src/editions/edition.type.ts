import type { Locale } from '@belgi/contracts';
import { Refusal } from '@belgi/subgraph';
import { createUnionType, Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { UserAgreementEdition } from '../agreements/agreement.type.js';
import { typename } from '../typename.js';
import { type Edition, editionInForce } from './edition.js';

/** Longest text of an edition in one language: far above any policy, far below what a request may weigh. */
export const MAX_TEXT_CHARS = 100_000;

@ObjectType({ description: 'What people agree to, word for word.' })
@Directive('@tag(name: "partner")')
export class PolicyText {
  @Field(() => String)
  markdown!: string;

  @Field(() => String, { description: 'The Markdown rendered; raw HTML in it is shown as text.' })
  html!: string;

  @Field(() => String, { description: 'SHA-256 of the Markdown in UTF-8, hexadecimal: what an agreement names.' })
  sha256!: string;
}

@ObjectType({ description: 'An edition of the privacy policy. Immutable once published (clause 5.1).' })
@Directive('@key(fields: "number")')
@Directive('@tag(name: "partner")')
export class PolicyEdition {
  @Field(() => Int)
  number!: number;

  @Field(() => Date)
  publishedAt!: Date;

  @Field(() => Date)
  effectiveAt!: Date;

  @Field(() => Date, { description: 'The date of the last update, as the policy page shows it.' })
  updatedAt!: Date;

  @Field(() => Boolean, { description: 'A material edition makes everyone agree anew.' })
  material!: boolean;

  @Field(() => Boolean)
  inForce!: boolean;

  /** Not in the graph: the hashes, so that `text` need not look them up. */
  sha256!: Readonly<Record<Locale, string>>;
}

@InputType({ description: 'What a second person read in review and publishes.' })
export class PolicyEditionInput {
  @Field(() => ID, { description: 'Of the draft in review: its texts, word for word, become the edition.' })
  submissionId!: string;

  @Field(() => Date, { nullable: true, description: 'Absent: as the draft says, or from posting.' })
  effectiveAt?: Date | null;
}

@ObjectType({ implements: Refusal })
export class PublishPolicyRefused extends Refusal {}

@ObjectType({ implements: Refusal })
export class PolicyRefused extends Refusal {}

@ObjectType({ description: 'Hand the ticket to startRegistration and register. Nothing was stored.' })
export class PolicyAccepted {
  @Field(() => String)
  ticket!: string;

  @Field(() => Date)
  expiresAt!: Date;
}

export const PublishPolicyResult = createUnionType({
  name: 'PublishPolicyResult',
  types: () => [PolicyEdition, UserAgreementEdition, PublishPolicyRefused] as const,
  resolveType: typename,
});

export const AcceptPolicyResult = createUnionType({
  name: 'AcceptPolicyResult',
  types: () => [PolicyAccepted, PolicyRefused] as const,
  resolveType: typename,
});

/** The graph's shape of an edition, as it stands at `now`. */
export function editionNode(edition: Edition, editions: readonly Edition[], now: Date): PolicyEdition {
  return {
    number: edition.number,
    publishedAt: edition.publishedAt,
    effectiveAt: edition.effectiveAt,
    updatedAt: edition.publishedAt,
    material: edition.material,
    inForce: editionInForce(editions, now)?.number === edition.number,
    sha256: edition.sha256,
  };
}
