import { type DisclosureVerifier, TokenError } from '@belgi/access';
import type { Database } from '@belgi/database';
import { notGranted, processingRestricted } from '@belgi/subgraph';
import { z } from 'zod';
import { demand } from '../demand.js';
import type { Context } from '../loaders.js';
import { lastRestriction } from '../restrictions/restrictions.store.js';
import type { DisclosedPerson } from './disclosed-person.type.js';

const key = z.object({ ticket: z.string() });

/** The attack: agency B holds, by whatever leak, a ticket of agency A. The ticket names A, so B gets nothing. */
export const disclosedPersonReference =
  (tickets: DisclosureVerifier, database: Database) =>
  async (reference: unknown, { actor }: Context): Promise<DisclosedPerson | null> => {
    const { ticket } = key.parse(reference);
    try {
      const disclosure = await tickets.verify(ticket, actor);
      demand(actor, 'disclosed-person.read', { agencyId: disclosure.agency });
      const { citizen } = disclosure;
      if (citizen !== null && (await lastRestriction(database, citizen))?.restricted === true)
        throw processingRestricted();
      return { ticket, held: citizen !== null };
    } catch (error) {
      if (error instanceof TokenError) throw notGranted();
      throw error;
    }
  };
