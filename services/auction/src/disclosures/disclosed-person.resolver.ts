import type { DataCategory } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import { decodeCursor, limitOf, notGranted, PageArgs, Personal, pageOf } from '@belgi/subgraph';
import { Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { isId } from '../lots/ids.js';
import { bidsOfPerson, paymentsOfPerson } from './disclosed.store.js';
import {
  DisclosedBidConnection,
  DisclosedPaymentConnection,
  DisclosedPerson,
  disclosedBids,
  disclosedPayments,
  MovementEnum,
} from './disclosed-person.type.js';
import { readUnrestricted } from './read-unrestricted.js';

const idCursor = z.tuple([z.uuid()]);
const movementCursor = z.tuple([z.uuid(), z.enum(MovementEnum)]);

/** Releases exactly what the ticket names, of the days it names (clause 3.4). */
@Resolver(() => DisclosedPerson)
export class DisclosedPersonResolver {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => DisclosedBidConnection, {
    nullable: true,
    description: 'Bids of the days that the grant names, newest first. Needs BID_HISTORY in the grant.',
  })
  @Personal(disclosedBids)
  async bids(@Root() person: DisclosedPerson, @Args(() => PageArgs) { first, after }: PageArgs) {
    const { citizen, within } = released(person, 'BID_HISTORY');
    if (citizen === null) return null;
    const below = after ? decodeCursor(after, idCursor)[0] : null;
    const rows = await readUnrestricted(this.database, citizen, (tx) =>
      bidsOfPerson(tx, citizen, within, below, limitOf(first)),
    );
    return pageOf(rows, first, { keyset: ({ id }) => [id], node: (row) => row, after });
  }

  @FieldResolver(() => DisclosedPaymentConnection, {
    nullable: true,
    description: 'Deposits, payments and refunds of the days that the grant names. Needs PAYMENT in the grant.',
  })
  @Personal(disclosedPayments)
  async payments(@Root() person: DisclosedPerson, @Args(() => PageArgs) { first, after }: PageArgs) {
    const { citizen, within } = released(person, 'PAYMENT');
    if (citizen === null) return null;
    const below = after ? decodeCursor(after, movementCursor) : null;
    const rows = await readUnrestricted(this.database, citizen, (tx) =>
      paymentsOfPerson(tx, citizen, within, below, limitOf(first)),
    );
    return pageOf(rows, first, {
      keyset: ({ orderId, movement }) => [orderId, movement],
      node: (row) => row,
      after,
    });
  }
}

/** A history without days is never released: nothing that privacy grants today has none. */
function released({ disclosure }: DisclosedPerson, category: DataCategory) {
  const { citizen, categories, period } = disclosure;
  if (!categories.includes(category) || period === null) throw notGranted();
  return { citizen: citizen !== null && isId(citizen) ? citizen : null, within: period };
}
