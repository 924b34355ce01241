import { type DisclosureVerifier, TokenError } from '@belgi/access';
import { notGranted } from '@belgi/subgraph';
import type { AuctionContext } from '../context.js';
import { permit } from '../permit.js';
import type { DisclosedPerson } from './disclosed-person.type.js';

/**
 * Opens a disclosure ticket: signature, expiry, and that it was issued to the very agency that asks. Without it there is no
 * data. The read it stands for is in privacy's ledger already.
 */
export const disclosedPersonReference =
  (tickets: DisclosureVerifier) =>
  async ({ ticket }: { readonly ticket: string }, { actor }: AuctionContext): Promise<DisclosedPerson> => {
    permit(actor, 'disclosure.release');
    const disclosure = await tickets.verify(ticket, actor).catch((error: unknown) => {
      if (error instanceof TokenError) throw notGranted();
      throw error;
    });
    return { ticket, disclosure };
  };
