import { definePolicy, rules } from '@belgi/access';

/** Who may do what in identity. The full matrix is committed in policy.matrix.txt. */
export const policy = definePolicy({
  /** `me`, one's own `personal`, its history: a right that withdrawing does not end. */
  'account.read': rules.ownerEvenRestricted(),
  'account.correct': rules.citizenEvenRestricted(),
  'account.reveal': rules.citizenEvenRestricted(),
  'account.password': rules.anyOf(rules.citizenEvenRestricted(), rules.staff()),
  /** Going to the portal is the way into auctions: no consent, no need. */
  'account.verify': rules.citizen(),
  'session.end': rules.anyOf(rules.citizenEvenRestricted(), rules.staff()),
  /** Reading another person's data, for a purpose and a case. */
  'person.read': rules.staff('OPERATOR', 'PRIVACY_OFFICER'),
  /** What a person asked to have put right. */
  'person.correct': rules.staff('PRIVACY_OFFICER'),
  'dispute.read': rules.staff('OPERATOR'),
  'dispute.decide': rules.staff('OPERATOR'),
  /** Values that staff doubt, and one's own answer and appeal: a right that neither withdrawing nor a block ends. */
  'doubt.answer': rules.citizenEvenRestricted(),
  'doubt.mark': rules.staff('OPERATOR'),
  'doubt.decide': rules.staff('OPERATOR'),
  /** A third person rules on an appeal: where operators are few, a privacy officer. */
  'doubt.rule': rules.staff('OPERATOR', 'PRIVACY_OFFICER'),
  'doubt.read': rules.staff('OPERATOR', 'PRIVACY_OFFICER'),
  /** What a disclosure ticket releases; the ticket itself is checked besides. */
  'disclosure.release': rules.agency('disclosures:read'),
});
