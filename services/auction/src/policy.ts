import { definePolicy, rules } from '@belgi/access';

/** Who may do what in the auction; the full table is `policy.matrix.txt`. */
export const policy = definePolicy({
  'lot.read': rules.everyone(),
  'bids.read': rules.everyone(),
  'lot.create': rules.staff('AUCTIONEER'),
  'lot.cancel': rules.staff('AUCTIONEER'),
  'lot.pause': rules.staff('AUCTIONEER'),
  'lot.resume': rules.staff('AUCTIONEER'),
  'lot.relist': rules.staff('AUCTIONEER'),
  // Staff and restricted citizens get their refusal as data, so that a front-end can say what to do about it.
  'lot.enter': rules.anyOf(rules.citizenEvenRestricted(), rules.staff()),
  'bid.place': rules.anyOf(rules.citizenEvenRestricted(), rules.staff()),
  'lot.reserve': rules.anyOf(rules.citizenEvenRestricted(), rules.staff()),
  // What binds can be settled and followed in a restricted session too.
  'lot.pay': rules.citizenEvenRestricted(),
  // A restricted session is for rights: to see what is held against oneself, and to appeal.
  'standing.read': rules.ownerEvenRestricted(),
  'strike.appeal': rules.citizenEvenRestricted(),
  // Under the number of a lot: who it is is not shown to whoever decides.
  'appeal.read': rules.staff('AUCTIONEER'),
  'appeal.decide': rules.staff('AUCTIONEER'),
  // Beside the ticket, which names the very agency: disclosure is a right of nobody else's.
  'disclosure.release': rules.agency('disclosures:read'),
  'entry.read': rules.ownerEvenRestricted(),
  // Staff and restricted citizens get their refusal as data; what is watched can be left, and seen, in a restricted session.
  'watching.change': rules.anyOf(rules.citizenEvenRestricted(), rules.staff()),
  'watching.read': rules.ownerEvenRestricted(),
});

export type Action = keyof typeof policy;
