import { EditionPublishedV1, EditionSnapshotV1, type EditionState } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { type Handler, on } from '@belgi/messaging';
import { applyEdition } from '../bidders/bidder.store.js';

/** Stored ahead of its effect: nobody's record is touched when its time comes. */
function store(tx: Transaction, edition: EditionState): Promise<void> {
  return applyEdition(tx, {
    number: edition.number,
    effectiveAt: new Date(edition.effectiveAt),
    material: edition.material,
  });
}

/** Privacy's editions of the policy. */
export const editionHandlers: readonly Handler[] = [
  on(EditionPublishedV1, (tx, { data }) => store(tx, data)),
  on(EditionSnapshotV1, (tx, { data }) => store(tx, data)),
];
