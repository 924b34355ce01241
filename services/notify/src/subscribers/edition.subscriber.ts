import { EditionPublishedV1, EditionSnapshotV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { applyEdition } from '../editions/apply-edition.js';
import type { Planner } from '../notices/plan-notice.js';

export function editionHandlers(planner: Planner): Handler[] {
  return [
    on(EditionPublishedV1, (tx, event) => applyEdition(planner, tx, event.data, event.id)),
    on(EditionSnapshotV1, (tx, event) => applyEdition(planner, tx, event.data, null)),
  ];
}
