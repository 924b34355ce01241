import { keyedHasher } from '@belgi/access';
import type { BidCommand } from './place-bid.js';

/**
 * What makes a repeated key the same request, in hexadecimal. Keyed, because a lot has few prices: whoever read a plain hash could
 * try them all and know the maximum. Of one person's one key, so that nobody can have it made by bidding the same.
 */
export function bodyHasher(answerKey: Buffer): (command: BidCommand) => string {
  const hash = keyedHasher(answerKey, 'bid-answer');
  return ({ kind, lotId, amount, confirmJump, key, who }) =>
    hash(JSON.stringify([who.id, key, kind, lotId, String(amount), confirmJump])).toString('hex');
}
