import { z } from 'zod';
import { consentApplied } from '../consent-applied.js';
import { defineFact } from '../fact.js';

/** Auction applied a consent change. */
export const AuctionConsentAppliedV1 = defineFact({
  service: 'auction',
  noun: 'consent',
  fact: 'applied',
  version: 1,
  schema: z.object({ ...consentApplied }),
});
