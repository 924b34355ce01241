import { type DisclosureVerifier, TokenError } from '@belgi/access';
import type { Database } from '@belgi/database';
import { notGranted, processingRestricted } from '@belgi/subgraph';
import { isKeptOnly } from '../bidders/bidder.store.js';
import type { AuctionContext } from '../context.js';
import { permit } from '../permit.js';
import type { DisclosedPerson } from './disclosed-person.type.js';

/**
 * Opens a disclosure ticket: signature, expiry, and that it was issued to the very agency that asks. Without it there is no
 * data. The read it stands for is in privacy's ledger already; the ticket may be a minute old, and the person's data restricted since.
 */
export const disclosedPersonReference =
  ({ tickets, database }: { readonly tickets: DisclosureVerifier; readonly database: Database }) =>
  async ({ ticket }: { readonly ticket: string }, { actor }: AuctionContext): Promise<DisclosedPerson> => {
    permit(actor, 'disclosure.release');
    const disclosure = await tickets.verify(ticket, actor).catch((error: unknown) => {
      if (error instanceof TokenError) throw notGranted();
      throw error;
    });
    if (disclosure.citizen !== null && (await isKeptOnly(database, disclosure.citizen))) throw processingRestricted();
    return { ticket, disclosure };
  };
