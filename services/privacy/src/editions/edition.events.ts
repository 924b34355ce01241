import {
  EditionPublishedV1,
  EditionSnapshotV1,
  type EditionState,
  locales,
  type OutgoingFact,
  outgoing,
} from '@belgi/contracts';
import type { Edition } from './edition.js';

const stateOf = (edition: Edition): EditionState => ({
  number: edition.number,
  publishedAt: edition.publishedAt.toISOString(),
  effectiveAt: edition.effectiveAt.toISOString(),
  material: edition.material,
  texts: locales.map((locale) => ({ locale, sha256: edition.sha256[locale] })),
});

/** An edition never changes, so its only version is 1. */
export const editionPublished = (edition: Edition): OutgoingFact =>
  outgoing(EditionPublishedV1, String(edition.number), 1, stateOf(edition));

export const editionSnapshot = (edition: Edition): OutgoingFact =>
  outgoing(EditionSnapshotV1, String(edition.number), 1, stateOf(edition));
