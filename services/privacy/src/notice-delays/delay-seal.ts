import type { Sealer } from '@belgi/access';
import { z } from 'zod';
import { openInCase, sealInCase } from '../disclosures/case-seal.js';
import type { Delay } from './notice-delay.js';

const shape = z.object({
  legalAct: z.object({ code: z.string(), revision: z.int(), article: z.string() }),
  days: z.int(),
  reviewOn: z.string(),
  reason: z.string(),
});
const COLUMN = 'disclosure_proposals.delay_sealed';

/** A delay as a proposal keeps it, under the key of the case. */
export const sealDelay = (sealer: Sealer, key: Buffer, proposalId: string, delay: Delay): Buffer =>
  sealInCase(sealer, key, COLUMN, proposalId, JSON.stringify(delay));

export const openDelay = (sealer: Sealer, key: Buffer, proposalId: string, sealed: Buffer | null): Delay | null =>
  sealed === null ? null : shape.parse(JSON.parse(openInCase(sealer, key, COLUMN, proposalId, sealed)));
