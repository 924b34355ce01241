import type { ExportDeclaration, Section } from '@belgi/export';
import * as store from './my-data.store.js';

const OWN_ID = 'the opaque id of the person, who is the reader';
const OURS = 'a number of ours';

const contract = { purposes: ['IDENTIFICATION'] } as const;

const sections: readonly Section<null>[] = [
  {
    name: 'bidder',
    category: 'BID_HISTORY',
    sources: ['OUR_OWN_RECORDS'],
    ...contract,
    columns: {
      bidders: [
        ...['status', 'pin_verified', 'disputed', 'consent_epoch', 'consent_edition', 'agreement_edition'],
        ...['withdrawn_epoch', 'processing_restricted', 'struck_until'],
      ],
    },
    read: store.bidderOf,
  },
  {
    name: 'entries',
    category: 'BID_HISTORY',
    sources: ['PERSON'],
    ...contract,
    columns: {
      entries: [
        ...['id', 'lot_id', 'bidder_number', 'state', 'agreement_edition', 'certificate_number'],
        ...['certificate_issued_at', 'created_at', 'reserved_until'],
      ],
    },
    read: store.entriesOf,
  },
  {
    name: 'bids',
    category: 'BID_HISTORY',
    sources: ['PERSON'],
    ...contract,
    columns: { bids: ['lot_id', 'entry_id', 'bidder_number', 'sequence', 'amount', 'step', 'automatic', 'at'] },
    read: store.bidsOf,
  },
  {
    name: 'maximum-bids',
    category: 'BID_HISTORY',
    sources: ['PERSON'],
    ...contract,
    columns: { maximum_bids: ['lot_id', 'entry_id', 'amount', 'consent_epoch', 'consent_edition', 'set_at'] },
    read: store.maximaOf,
  },
  {
    name: 'bid-answers',
    category: 'BID_HISTORY',
    sources: ['PERSON', 'OUR_OWN_RECORDS'],
    ...contract,
    columns: { bid_answers: ['lot_id', 'answer', 'decided_at'] },
    read: store.answersOf,
  },
  {
    name: 'strikes',
    category: 'BID_HISTORY',
    sources: ['OUR_OWN_RECORDS', 'PERSON'],
    ...contract,
    columns: {
      strikes: ['id', 'entry_id', 'given_at', 'lifted_at', 'block_id'],
      strike_appeals: ['ground', 'reference', 'filed_at', 'due_at', 'decided_at', 'outcome', 'reason'],
    },
    read: store.strikesOf,
  },
  {
    name: 'bidding-blocks',
    category: 'BID_HISTORY',
    sources: ['OUR_OWN_RECORDS'],
    ...contract,
    columns: { bidding_blocks: ['id', 'since', 'until', 'lifted_at'] },
    read: store.blocksOf,
  },
  {
    name: 'watched-lots',
    category: 'BID_HISTORY',
    sources: ['PERSON'],
    purposes: ['COMMUNICATION'],
    columns: { watched_lots: ['lot_id', 'since'] },
    read: store.watchedLotsOf,
  },
  {
    name: 'watched-patterns',
    category: 'BID_HISTORY',
    sources: ['PERSON'],
    purposes: ['COMMUNICATION'],
    columns: {
      watched_patterns: ['region', 'digits', 'letters', 'digits_class', 'letters_class', 'max_price', 'since'],
    },
    read: store.watchedPatternsOf,
  },
  {
    name: 'payments',
    category: 'PAYMENT',
    sources: ['PERSON', 'BANK'],
    ...contract,
    columns: {
      bank_orders: [
        'lot_id',
        'entry_id',
        'purpose',
        'provider',
        'amount',
        'state',
        'created_at',
        'paid_at',
        'refunded_at',
      ],
    },
    read: store.paymentsOf,
  },
  {
    name: 'bank-reports',
    category: 'PAYMENT',
    sources: ['BANK'],
    ...contract,
    columns: { bank_events: ['order_id', 'provider', 'kind', 'received_at'] },
    read: store.bankReportsOf,
  },
];

/** Everything the auction holds about a person, for their export. Nothing of other bidders, whose log is public. */
export const myData: ExportDeclaration<null> = {
  service: 'auction',
  sections,
  withheld: {
    'bidders.id': OWN_ID,
    'bidders.restriction_version': 'of the restriction, which privacy gives',
    'bidders.account_version': 'counts facts of identity',
    'bidders.standing_version': 'counts our own changes',
    'entries.bidder_id': OWN_ID,
    'entries.reservation_key': 'a number that the person’s own program made up',
    'strikes.bidder_id': OWN_ID,
    'strike_appeals.strike_id': 'of the strike, which is given',
    'strike_appeals.decided_by': 'which member of staff decided is not told; that one did is',
    'bidding_blocks.bidder_id': OWN_ID,
    'entries.version': 'counts our own changes',
    'bids.id': OURS,
    'bids.previous_sequence': 'of the bid before, perhaps of somebody else; in the public log',
    'bids.previous_amount': 'of the bid before, perhaps of somebody else; in the public log',
    'bid_answers.bidder_id': OWN_ID,
    'bid_answers.key': 'a number that the person’s own program made up',
    'bid_answers.body_hash': 'a hash of the bid, which is given',
    'bank_orders.id': 'opens the order at the bank',
    'bank_orders.url': 'opens the order at the bank',
    'bank_orders.attempts': 'how often we asked the bank',
    'bank_orders.ask_at': 'when we ask the bank again',
    'watched_lots.id': OURS,
    'watched_lots.watcher_id': OWN_ID,
    'watched_patterns.id': OURS,
    'watched_patterns.watcher_id': OWN_ID,
    'bank_events.event_id': 'a number of the bank',
  },
  leftOut: {
    agreement_editions: 'published documents',
    auction_policies: 'rules, no persons',
    editions: 'published documents',
    lot_transitions: 'rules, no persons',
    money_postings: 'amounts of orders, which are given',
    order_transitions: 'rules, no persons',
    lots: 'things on sale; whose entry leads or won stands in the sections',
    plates: 'things on sale',
    protocol_lines:
      'public protocols of lots, people by the number of a lot alone; whose number it is stands in the sections',
    protocols: 'hashes and seals of public protocols',
    statistics_hand_overs: 'days, no persons',
    watch_calls:
      'what is told of a lot to everybody who watches it, and how far that has come; who watches stands in the sections',
  },
};
