import { type Disclosure, type DisclosureVerifier, TokenError } from '@belgi/access';
import { type DataCategory, idSchema } from '@belgi/contracts';
import type { Queryable } from '@belgi/database';
import { fault, notGranted, Personal } from '@belgi/subgraph';
import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { consentsWithin } from '../consents/consents.store.js';
import { demand } from '../demand.js';
import type { Context } from '../loaders.js';
import { refusals } from '../refusals.js';
import { questionedOf } from '../rights/rights-requests.store.js';
import { named } from '../typename.js';
import { DisclosedConsent, DisclosedPerson, ReadDisclosedResult } from './disclosed-person.type.js';
import { MAX_REPEATS } from './disclosure.js';
import { DataCategoryEnum, PARTNER } from './disclosure-decision.type.js';
import { refuseToken } from './read.js';
import { type ReadParts, readPerson } from './read-person.js';
import { readUnrestricted } from './read-unrestricted.js';

/** Longest idempotency key: a UUID has 36 characters, and nobody needs a story. */
const MAX_KEY_CHARS = 128;
/** The history of consent that one read shows; nobody changes their mind more often. */
const MAX_CONSENTS = 100;

@Resolver(() => DisclosedPerson)
export class DisclosedPersonResolver {
  constructor(
    private readonly parts: ReadParts,
    private readonly tickets: DisclosureVerifier,
  ) {}

  @Mutation(() => ReadDisclosedResult, {
    description:
      'A mutation because it counts and records. The token must name the grant (authorization_details). ' +
      `The same key gives the same entry and is not counted again; it is answered ${MAX_REPEATS} times more and then refused with KEY_REUSED. A repeat releases only the person of its entry.`,
  })
  @Directive(PARTNER)
  async readDisclosedPerson(
    @Arg('grantId', () => ID) grantId: string,
    @Arg('pin', () => String) pin: string,
    @Arg('key', () => ID) key: string,
    @Ctx() { actor, locale }: Context,
  ): Promise<typeof ReadDisclosedResult> {
    demand(actor, 'disclosure.read-person');
    if (key.length === 0 || key.length > MAX_KEY_CHARS) throw fault('BAD_USER_INPUT', undefined, { argument: 'key' });
    if (actor.kind !== 'agency') throw new Error('a person is read by agencies alone');
    const { id: agencyId, grants, keyThumbprint } = actor;
    const outcome =
      refuseToken(grants, grantId) ??
      (idSchema.safeParse(grantId).success
        ? await readPerson(this.parts, { agencyId, keyThumbprint, grantId, pin, key })
        : 'GRANT_UNKNOWN');
    return typeof outcome === 'string'
      ? named('DisclosureRefused', refusals.refusal(locale, outcome))
      : named('DisclosedPerson', outcome);
  }

  @FieldResolver(() => [DisclosedConsent], {
    nullable: true,
    description: 'Of the days that the grant names, newest first. Needs CONSENT_HISTORY in the grant.',
  })
  @Personal({ category: 'CONSENT_HISTORY', purposes: [] })
  async consentHistory(
    @Root() { ticket }: DisclosedPerson,
    @Ctx() { actor }: Context,
  ): Promise<DisclosedConsent[] | null> {
    const { citizen, categories, period } = await this.verified(ticket, actor);
    if (!categories.includes('CONSENT_HISTORY')) throw notGranted();
    if (citizen === null) return null;
    return readUnrestricted(this.parts.database, citizen, (tx) => consentHistoryOf(tx, citizen, period));
  }

  @FieldResolver(() => [DataCategoryEnum], {
    nullable: true,
    description:
      'Of what the grant names: which data the person says are not true, by a request that is not answered yet.',
  })
  @Personal({ category: 'CORRESPONDENCE', purposes: [] })
  async disputed(@Root() { ticket }: DisclosedPerson, @Ctx() { actor }: Context): Promise<DataCategory[]> {
    const { citizen, categories } = await this.verified(ticket, actor);
    if (citizen === null) return [];
    const questioned = await readUnrestricted(this.parts.database, citizen, (tx) => questionedOf(tx, citizen));
    return questioned.filter((about) => categories.includes(about));
  }

  /** No ticket of this caller's own, no data: checked on every field, whoever built the object. */
  private async verified(ticket: string, actor: Context['actor']) {
    try {
      return await this.tickets.verify(ticket, actor);
    } catch (error) {
      if (error instanceof TokenError) throw notGranted();
      throw error;
    }
  }
}

async function consentHistoryOf(
  database: Queryable,
  citizenId: string,
  period: Disclosure['period'],
): Promise<DisclosedConsent[]> {
  const history = await consentsWithin(database, citizenId, period, MAX_CONSENTS);
  return history.map(({ edition, state, at }) => ({ edition, state, at }));
}
