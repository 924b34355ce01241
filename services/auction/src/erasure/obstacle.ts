import type { ErasureObstacle } from '@belgi/contracts';

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
export function obstacleOf(entry: UnfinishedEntry): ErasureObstacle['reason'] {
  if (entry.state === 'LEADING') return 'LEADING';
  return entry.state === 'WON' || entry.state === 'RESERVED' ? 'AWAITING_PAYMENT' : 'DEPOSIT_HELD';
}
