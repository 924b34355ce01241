import {
  AgreementPublishedV1,
  AgreementSnapshotV1,
  EditionPublishedV1,
  EditionSnapshotV1,
  type EditionState,
  locales,
  type OutgoingFact,
  outgoing,
} from '@belgi/contracts';
import type { DocumentKind, Edition } from './edition.js';

const stateOf = (edition: Edition): EditionState => ({
  number: edition.number,
  publishedAt: edition.publishedAt.toISOString(),
  effectiveAt: edition.effectiveAt.toISOString(),
  material: edition.material,
  texts: locales.map((locale) => ({ locale, sha256: edition.sha256[locale] })),
});

const facts = {
  POLICY: { published: EditionPublishedV1, snapshot: EditionSnapshotV1 },
  USER_AGREEMENT: { published: AgreementPublishedV1, snapshot: AgreementSnapshotV1 },
} as const satisfies Record<DocumentKind, object>;

/** An edition never changes, so its only version is 1. Of each document a fact of its own: by the policy's, consent is decided. */
export const editionPublished = (document: DocumentKind, edition: Edition): OutgoingFact =>
  outgoing(facts[document].published, String(edition.number), 1, stateOf(edition));

export const editionSnapshot = (document: DocumentKind, edition: Edition): OutgoingFact =>
  outgoing(facts[document].snapshot, String(edition.number), 1, stateOf(edition));
