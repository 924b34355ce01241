import { describe, expect, it } from 'vitest';
import { buildReceipt } from './receipt.js';

const receipt = buildReceipt({
  consent: {
    id: '0198c0de-0000-7000-8000-000000000003',
    citizenId: '0198c0de-0000-7000-8000-000000000002',
    epoch: 2,
    state: 'RENEWED',
    edition: 4,
    locale: 'RU',
    textSha256: 'ab'.repeat(32),
    at: new Date('2026-11-25T06:29:55.000Z'),
  },
  act: 'AGREEMENT',
  entry: { id: '0198c0de-0000-7000-8000-000000000001', leafHash: 'cd'.repeat(32) },
  publicUrl: 'https://belgi.example',
  clauses: ['preamble.1', '1.1', '2.1', '2.1.1', '2.1.2', '2.1.3', '9.9'],
});

/** ISO/IEC TS 27560:2023, clause 6.3: what a record of consent holds, by its sections. */
const FIELDS = {
  metadata: ['schema_version', 'receipt_id', 'record_id', 'pii_principal_id'],
  processing: [
    'privacy_notice',
    'language',
    'purposes',
    'jurisdiction',
    'withdrawal_method',
    'privacy_rights',
    'authority_party',
  ],
  purpose: [
    ...['purpose', 'purpose_type', 'lawful_basis', 'pii_information', 'pii_controllers', 'collection_method'],
    ...[
      'processing_method',
      'storage_locations',
      'processing_locations',
      'geographic_restrictions',
      'retention_period',
    ],
    ...['services', 'jurisdiction', 'recipient_third_parties'],
  ],
  pii: ['pii_type', 'pii_optional', 'sensitive_pii_category', 'special_pii_category'],
  party: ['party_id', 'party_name', 'party_address', 'party_contact', 'party_type', 'party_role'],
  event: ['event_time', 'validity_duration', 'entity_id', 'event_type', 'event_state'],
} as const;

it('names the clauses it rests on, as far as the text has them, each with its anchor', () => {
  const notice = 'https://belgi.example/policy/editions/4?lang=ru#clause-';
  const { privacy_notice_clauses: clauses, purposes } = receipt.pii_processing;
  expect(clauses).toEqual(['preamble.1', '1.1', '2.1'].map((id) => notice + id));
  expect(purposes[1]).toHaveProperty('purpose_clause', `${notice}2.1.2`);
  expect(purposes[3]).not.toHaveProperty('purpose_clause');
});

describe('a receipt has the fields of ISO/IEC TS 27560', () => {
  it('about itself, the processing and the event', () => {
    for (const field of FIELDS.metadata) expect(receipt.receipt_metadata).toHaveProperty(field);
    for (const field of FIELDS.processing) expect(receipt.pii_processing).toHaveProperty(field);
    for (const field of FIELDS.event) expect(receipt.event).toHaveProperty(field);
  });

  it('for each of the four purposes and whatever is given for it', () => {
    const { purposes } = receipt.pii_processing;
    expect(purposes.map(({ purpose }) => purpose)).toEqual([
      'IDENTIFICATION',
      'COMMUNICATION',
      'STATISTICS',
      'VERIFICATION',
    ]);
    for (const purpose of purposes) {
      for (const field of FIELDS.purpose) expect(purpose).toHaveProperty(field);
      expect(purpose.pii_information.length).toBeGreaterThan(0);
      for (const pii of purpose.pii_information) for (const field of FIELDS.pii) expect(pii).toHaveProperty(field);
    }
  });

  it('of parties that are all introduced, each with its role', () => {
    const parties = receipt.party_identification;
    expect(parties.map(({ party_role }) => party_role)).toEqual(['PII controller', 'authority', 'PII principal']);
    for (const party of parties.filter(({ party_role }) => party_role !== 'PII principal'))
      for (const field of FIELDS.party) expect(party).toHaveProperty(field);
    const known = parties.map(({ party_id }) => party_id);
    const named = [
      ...receipt.pii_processing.authority_party,
      ...receipt.pii_processing.purposes.flatMap(({ pii_controllers }) => pii_controllers),
      receipt.event.entity_id,
      receipt.receipt_metadata.pii_principal_id,
    ];
    for (const party of named) expect(known).toContain(party);
  });
});

it('points at the exact text that was shown, and holds no attribute of the person', () => {
  expect(receipt.pii_processing).toMatchObject({
    privacy_notice: 'https://belgi.example/policy/editions/4?lang=ru',
    privacy_notice_edition: 4,
    privacy_notice_sha256: 'ab'.repeat(32),
    jurisdiction: 'KG',
  });
  expect(receipt.receipt_metadata.ledger_entry).toEqual({ id: expect.any(String), leaf_hash: 'cd'.repeat(32) });
  expect(receipt.event).toMatchObject({
    event_state: 'consent renewed',
    epoch: 2,
    event_time: '2026-11-25T06:29:55.000Z',
  });
});
