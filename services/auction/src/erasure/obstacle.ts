import type { ErasureObstacle } from '@belgi/contracts';
import type { SaleMode } from '../lots/lot.js';

/** An unfinished entry as far as an erasure must know of it. */
export interface UnfinishedEntry {
  readonly state:
    | 'DEPOSIT_DUE'
    | 'ENTERED'
    | 'LEADING'
    | 'OUTBID'
    | 'WON'
    | 'RESERVED'
    | 'PAID'
    | 'RELEASED'
    | 'FORFEITED';
}

/**
 * Why an entry stands against an erasure (preamble 2, clause 2.1 (1)): a party to a contract that runs can be identified
 * until it is settled, and money that is held finds its way back while there is somebody to tell.
 */
export function obstacleOf(entry: UnfinishedEntry, saleMode: SaleMode): ErasureObstacle['reason'] {
  if (saleMode === 'FIXED_PRICE') return entry.state === 'RESERVED' ? 'RESERVED' : 'PAYMENT_RETURNING';
  if (entry.state === 'LEADING') return 'LEADING';
  return entry.state === 'WON' ? 'AWAITING_PAYMENT' : 'DEPOSIT_HELD';
}
