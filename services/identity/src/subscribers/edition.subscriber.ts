import { EditionPublishedV1, EditionSnapshotV1, type EditionState } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { type Handler, on } from '@belgi/messaging';
import { addEdition } from '../consents/consent.store.js';

/** privacy.edition.> */
export function editionHandlers(): Handler[] {
  return [EditionPublishedV1, EditionSnapshotV1].map((fact) => on(fact, (tx, { data }) => store(tx, data)));
}

function store(tx: Transaction, { number, material, texts, publishedAt, effectiveAt }: EditionState): Promise<void> {
  return addEdition(tx, {
    number,
    material,
    texts,
    publishedAt: new Date(publishedAt),
    effectiveAt: new Date(effectiveAt),
  });
}
