import type { ExportDeclaration } from '@belgi/export';

const OWN_ID = 'the opaque id of the person, who is the reader';
const OURS = 'a number of ours';

export const withheld: ExportDeclaration<never>['withheld'] = {
  'consents.id': OURS,
  'consents.citizen_id': OWN_ID,
  'consents.acceptance_id': 'a number of the ticket at registration; the receipt names it',
  'acknowledgements.citizen_id': OWN_ID,
  'disclosure_accesses.id': OURS,
  'disclosure_accesses.agency_id': 'a number of ours; the agency is named',
  'disclosure_accesses.key': 'a number that the agency made up',
  'disclosure_accesses.body_hash': 'a hash of the agency’s question',
  'disclosure_accesses.citizen_id': OWN_ID,
  'staff_reads.id': OURS,
  'staff_reads.citizen_id': OWN_ID,
  'binding_entries.version': 'counts facts of the auction',
  'binding_entries.citizen_id': OWN_ID,
  'inquiries.id': OURS,
  'inquiries.wrapped_key': 'a key',
  'inquiries.citizen_id': OWN_ID,
  'inquiries.taken_by': 'the clerk',
  'inquiries.answered_by': 'the clerk',
  'inquiries.secret_hash': 'a hash of what the person was told',
  'inquiry_events.id': OURS,
  'inquiry_events.actor': 'the clerk',
  'exports.id': OURS,
  'exports.citizen_id': OWN_ID,
  'exports.private_key_sealed': 'a key',
  'exports.given_up_at': 'when the person asked again; the new order is listed',
};

const LETTER =
  'of a letter, which names people by PIN under a key of its own; what was read on it is among the disclosures';

export const leftOut: ExportDeclaration<never>['leftOut'] = {
  consent_heads: 'points at the last of the consents, which are given',
  deadline_terms: 'rules, no persons',
  disclosure_decisions: LETTER,
  disclosure_grants: LETTER,
  disclosure_proposals: LETTER,
  disclosure_repeats: 'that an agency was given the same answer again: nothing more went out',
  disclosure_requests: LETTER,
  disclosure_subjects: LETTER,
  edition_texts: 'published documents',
  editions: 'published documents',
  export_links: 'hashes of secrets',
  export_pieces: 'the exports themselves, sealed',
  holidays: 'days, no persons',
  inquiry_limits: 'keyed hashes of addresses that nobody can lead back to a person; gone in an hour',
  ledger_checkpoints: 'hashes',
  ledger_entries: 'each is given with the row it speaks of, as a proof file',
  ledger_leaves: 'hashes',
  ledger_nodes: 'hashes',
  ledger_queue: 'hashes',
  ledger_tree: 'hashes',
  legal_act_articles: 'laws',
  legal_acts: 'laws',
  letters: LETTER,
  person_keys: 'the key that everything is sealed under: given away, it protects nothing',
  protocol_anchors: 'hashes of public protocols',
  statistics_releases: 'published documents',
  statistics_windows: 'numbers behind which at least ten people stand',
};
