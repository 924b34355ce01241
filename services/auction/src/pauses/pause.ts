import type { Lot } from '../lots/lot.js';
import { extendChain } from '../protocol/protocol-chain.js';
import { pausedLine, resumedLine } from '../protocol/protocol-lines.js';

/** A lot whose bidding is stopped at `now`: what was bid stays, and nothing is bid until it goes on. */
export function pausedLot(lot: Lot, reason: string, now: Date): Lot {
  const protocol = extendChain(lot.protocol, pausedLine(reason, now));
  return { ...lot, state: 'PAUSED', pausedAt: now, pauseReason: reason, protocol, version: lot.version + 1 };
}

/**
 * A lot whose bidding goes on at `now`; pure. End and hard stop move by as long as it was stopped, so that nobody loses time; and
 * so much is left at least as the soft-close window, for who must hear of it first.
 */
export function resumedLot(lot: Lot, now: Date): Lot {
  if (lot.pausedAt === null) throw new Error('a lot that is not paused is not resumed');
  const stoppedMs = now.getTime() - lot.pausedAt.getTime();
  const earliestEnd = now.getTime() + lot.policy.softCloseWindowSeconds * 1_000;
  const closesAt = new Date(Math.max(lot.closesAt.getTime() + stoppedMs, earliestEnd));
  const hardStopAt = new Date(Math.max(lot.hardStopAt.getTime() + stoppedMs, closesAt.getTime()));
  return {
    ...lot,
    state: 'OPEN',
    closesAt,
    hardStopAt,
    pausedAt: null,
    pauseReason: null,
    protocol: extendChain(lot.protocol, resumedLine(now, closesAt, hardStopAt)),
    version: lot.version + 1,
  };
}
