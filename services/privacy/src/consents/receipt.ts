import { idSchema } from '@belgi/contracts';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import { anchorOf } from '../editions/clauses.js';
import type { Consent, ConsentAct } from './consent.js';

/** Country whose law applies (clause 5.2); ISO 3166-1. */
export const JURISDICTION = 'KG';

export interface ReceiptSource {
  readonly consent: Consent;
  readonly act: ConsentAct;
  /** Ledger entry that commits to this consent. */
  readonly entry: { readonly id: string; readonly leafHash: string };
  /** Where citizens reach the platform, without a trailing slash. */
  readonly publicUrl: string;
  /** Ids of the clauses that the text has. */
  readonly clauses: readonly string[];
}

/** Clauses that what follows rests on: consent, data, purposes, keeping, handing over, changes, law. */
const CLAUSES = ['preamble.1', 'preamble.2', '1.1', '2.1', '3.1', '3.3', '3.4', '5.1', '5.2'];

const SERVICE = 'Belgi online auction';

/** The policy's four purposes and what a person gives for them (clauses 1.1, 2.1). */
const PURPOSES = [
  ['IDENTIFICATION', ['NAME', 'PIN', 'ID_DOCUMENT', 'ADDRESS']],
  ['COMMUNICATION', ['PHONE', 'EMAIL']],
  ['STATISTICS', ['AGGREGATES_WITHOUT_NAMES']],
  ['VERIFICATION', ['NAME', 'PIN', 'ID_DOCUMENT']],
] as const;

const EVENT_STATES = { GIVEN: 'consent given', RENEWED: 'consent renewed', WITHDRAWN: 'consent withdrawn' } as const;

/**
 * A consent receipt with the fields of ISO/IEC TS 27560:2023 (6.3: header, processing, PII, parties, event), about the
 * person's opaque id only. Names of fields and which of them are mandatory: as the guide of the W3C community group
 * for data privacy vocabularies lists them (w3id.org/dpv/guides/consent-27560). Signed by the caller as a JWS whose `iss` is privacy.
 */
export function buildReceipt({ consent, act, entry, publicUrl, clauses }: ReceiptSource) {
  const notice = `${publicUrl}/policy/editions/${consent.edition}?lang=${consent.locale.toLowerCase()}`;
  return {
    iss: 'belgi:privacy',
    sub: consent.citizenId,
    jti: consent.id,
    receipt_metadata: {
      schema_version: 'ISO/IEC TS 27560:2023',
      receipt_id: consent.id,
      record_id: `${consent.citizenId}/${consent.epoch}`,
      pii_principal_id: consent.citizenId,
      ledger_entry: { id: entry.id, leaf_hash: entry.leafHash },
    },
    pii_processing: {
      privacy_notice: notice,
      privacy_notice_edition: consent.edition,
      privacy_notice_sha256: consent.textSha256,
      // Anchors in the notice; a text that has no such clause is not said to have one.
      privacy_notice_clauses: CLAUSES.filter((id) => clauses.includes(id)).map((id) => `${notice}#${anchorOf(id)}`),
      language: consent.locale.toLowerCase(),
      jurisdiction: JURISDICTION,
      purposes: PURPOSES.map(([purpose, pii], index) => ({
        purpose,
        ...(clauses.includes(`2.1.${index + 1}`)
          ? { purpose_clause: `${notice}#${anchorOf(`2.1.${index + 1}`)}` }
          : {}),
        purpose_type: 'policy clause 2.1',
        lawful_basis: 'consent',
        pii_information: pii.map((type) => ({
          pii_type: type,
          pii_optional: type === 'EMAIL',
          sensitive_pii_category: 'none',
          special_pii_category: 'none',
        })),
        pii_controllers: ['operator'],
        collection_method: 'given by the person',
        processing_method: 'automated and by staff under a purpose and a case',
        storage_locations: [JURISDICTION],
        processing_locations: [JURISDICTION],
        geographic_restrictions: [JURISDICTION],
        services: [SERVICE],
        jurisdiction: JURISDICTION,
        retention_period: 'internal rules of the operator (policy clause 3.1)',
        recipient_third_parties: 'none, except on an official written request (policy clause 3.4)',
      })),
      authority_party: ['supervisory authority'],
      withdrawal_method: 'withdrawConsent in the account, at any time, free of charge',
      privacy_rights: ['see', 'correct', 'export', 'withdraw', 'see disclosures'],
    },
    party_identification: [
      {
        party_id: 'operator',
        party_name: 'the operator of the auction, as the privacy notice names it',
        party_type: 'state enterprise',
        party_role: 'PII controller',
        party_address: 'as the privacy notice gives it',
        party_contact: 'call centre',
        party_phone: '119',
        party_url: `${publicUrl}/policy`,
      },
      {
        party_id: 'supervisory authority',
        party_name: 'the state body that supervises the processing of personal data',
        party_type: 'state body',
        party_role: 'authority',
        party_address: 'as the register of state bodies gives it',
        party_contact: 'through the operator, or in the register of state bodies',
      },
      // The opaque id alone: a receipt is shown to others, and says nothing of who it is about.
      { party_id: consent.citizenId, party_type: 'natural person', party_role: 'PII principal' },
    ],
    event: {
      event_type: 'explicit',
      event_act: act.toLowerCase(),
      event_state: EVENT_STATES[consent.state],
      event_time: consent.at.toISOString(),
      epoch: consent.epoch,
      entity_id: consent.citizenId,
      validity_duration: 'until withdrawn or a material edition takes effect',
    },
  };
}

const receiptClaims = z.object({ receipt_metadata: z.object({ ledger_entry: z.object({ id: idSchema }) }) });

/** The ledger entry that one of our own receipts names. Its signature is not looked at: it comes out of our database. */
export function entryOfReceipt(receipt: string): string {
  return receiptClaims.parse(decodeJwt(receipt)).receipt_metadata.ledger_entry.id;
}
