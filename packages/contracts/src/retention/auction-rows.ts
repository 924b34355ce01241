import { bases } from './bases.js';
import { type About, after, erased, inPassing, orErasure, rowsOf, stays } from './row.js';
import type { RetentionRule } from './rule.js';
import { ACCOUNTABLE, LIMITATION, OPERATIONS } from './terms.js';

const row = rowsOf('auction');

const bidding: About = {
  array: 'PARTICIPATION',
  categories: ['BID_HISTORY'],
  sources: ['PERSON'],
  purposes: ['IDENTIFICATION', 'COMMUNICATION'],
  duties: [],
  basis: bases.CONTRACT_OR_DUTY,
};
const money: About = { ...bidding, categories: ['PAYMENT'], sources: ['BANK', 'PERSON'] };
const mayBid: About = { ...bidding, categories: ['CONSENT_HISTORY', 'ACCOUNT'], sources: ['USE'] };
/** What somebody wants to hear of, on their consent. */
const watching: About = { ...bidding, purposes: ['COMMUNICATION'], basis: bases.CONSENT };
const officer: About = {
  array: 'STAFF',
  categories: ['STAFF'],
  sources: ['STAFF'],
  purposes: [],
  duties: ['SECURITY'],
  basis: bases.HOLDER,
};
const withAccounts = after('LOT_SETTLED', ACCOUNTABLE);

export const auctionRows: readonly RetentionRule[] = [
  row(
    'entries',
    'bidder_id bidder_number agreement_edition reserved_until',
    bidding,
    after('LOT_SETTLED', LIMITATION, 'ANONYMISE'),
  ),
  row('bids', 'entry_id bidder_number', bidding, stays('NUMBER_ALONE')),
  row('maximum_bids', 'entry_id amount', bidding, inPassing('LOT_CLOSED', null)),
  row('bid_answers', 'bidder_id answer', bidding, orErasure(inPassing('LOT_SETTLED', null))),
  row('strikes', 'bidder_id entry_id', bidding, after('RECORDED', LIMITATION)),
  row('strike_appeals', 'strike_id ground reference decided_by', bidding, after('RECORDED', LIMITATION)),
  row('bidding_blocks', 'bidder_id', bidding, after('EXPIRED', LIMITATION)),
  row('watched_lots', 'watcher_id lot_id', watching, orErasure(after('LOT_SETTLED', OPERATIONS))),
  row('watched_patterns', 'watcher_id digits letters region digits_class letters_class max_price', watching, erased()),
  row('watch_calls', 'after_watcher', watching, inPassing('RESOLVED', null)),
  row('bank_orders', 'entry_id', money, withAccounts),
  row('bank_events', 'order_id', money, withAccounts),
  row('money_postings', 'order_id account', money, withAccounts),
  row(
    'bidders',
    'id consent_epoch consent_edition withdrawn_epoch agreement_edition status struck_until',
    mayBid,
    erased('ANONYMISE'),
  ),
  row(
    'lots',
    'leading_entry_id leading_bidder_number second_entry_id second_bidder_number created_by',
    officer,
    stays('STATE_OF_NOBODY'),
  ),
];
