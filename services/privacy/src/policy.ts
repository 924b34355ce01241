import { definePolicy, rules } from '@belgi/access';

/** Who may do what in this service; the whole matrix is `policy.matrix.txt`. */
export const policy = definePolicy({
  'policy.read': rules.everyone(),
  'policy.accept': rules.everyone(),
  'ledger.read': rules.everyone(),
  'statistics.read': rules.everyone(),
  'transparency.read': rules.everyone(),
  'legal-act.read': rules.everyone(),
  'legal-act.register': rules.staff('PRIVACY_OFFICER'),
  'legal-hold.decide': rules.staff('PRIVACY_OFFICER'),
  'draft.read': rules.staff('PRIVACY_OFFICER'),
  'draft.write': rules.staff('PRIVACY_OFFICER'),
  'edition.publish': rules.staff('PRIVACY_OFFICER'),
  // Rights stay with whoever left or is asked anew: all of them work in a restricted session.
  'consent.give': rules.citizenEvenRestricted(),
  'agreement.accept': rules.citizen(),
  'agreement.read': rules.ownerEvenRestricted(),
  'consent.withdraw': rules.citizenEvenRestricted(),
  'consent.read': rules.ownerEvenRestricted(),
  'withdrawal.effects': rules.citizenEvenRestricted(),
  'disclosures.read': rules.ownerEvenRestricted(),
  'staff-reads.read': rules.ownerEvenRestricted(),
  'letter.upload': rules.anyOf(rules.agency('disclosures:file'), rules.staff('PRIVACY_OFFICER')),
  'disclosure.file': rules.anyOf(rules.agency('disclosures:file'), rules.staff('PRIVACY_OFFICER')),
  'disclosure.list': rules.anyOf(
    rules.agency('disclosures:file'),
    rules.agency('disclosures:read'),
    rules.staff('PRIVACY_OFFICER', 'OPERATOR'),
  ),
  'disclosure.see': rules.anyOf(
    rules.ownAgency('disclosures:file'),
    rules.ownAgency('disclosures:read'),
    rules.staff('PRIVACY_OFFICER', 'OPERATOR'),
  ),
  // Who at the agency signed, and why it was decided so: not for the call centre.
  'disclosure.see-reason': rules.anyOf(rules.ownAgency('disclosures:file'), rules.staff('PRIVACY_OFFICER')),
  'disclosure.see-proposal': rules.staff('PRIVACY_OFFICER'),
  'disclosure.prepare': rules.staff('PRIVACY_OFFICER'),
  'disclosure.decide': rules.staff('PRIVACY_OFFICER'),
  'disclosure.revoke': rules.staff('PRIVACY_OFFICER'),
  'delayed-notices.read': rules.everyone(),
  'notice-delay.review': rules.staff('PRIVACY_OFFICER'),
  'disclosure.read-person': rules.agency('disclosures:read'),
  'disclosed-person.read': rules.ownAgency('disclosures:read'),
  'rights.open': rules.citizenEvenRestricted(),
  'erasure.request': rules.citizenEvenRestricted(),
  'restriction.change-own': rules.citizenEvenRestricted(),
  'restriction.read': rules.ownerEvenRestricted(),
  'restriction.set': rules.staff('PRIVACY_OFFICER'),
  'rights.read': rules.ownerEvenRestricted(),
  'rights.list': rules.staff('PRIVACY_OFFICER'),
  'rights.answer': rules.staff('PRIVACY_OFFICER'),
  // A right that withdrawing does not end; how fresh the sign-in must be, the use case asks.
  'export.request': rules.citizenEvenRestricted(),
  'export.read': rules.citizenEvenRestricted(),
  // For oneself; of staff only operators, for whoever calls 119: the hourly limits do not count them.
  'inquiry.ask': rules.anyOf(rules.notStaff(), rules.staff('OPERATOR')),
  'inquiry.list': rules.staff('PRIVACY_OFFICER', 'OPERATOR'),
  'inquiry.answer': rules.staff('PRIVACY_OFFICER', 'OPERATOR'),
});

export type Action = keyof typeof policy;
