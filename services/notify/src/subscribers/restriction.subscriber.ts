import { RestrictionImposedV1, RestrictionLiftedV1, RestrictionSnapshotV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import type { Planner } from '../notices/plan-notice.js';
import { applyRestriction } from '../recipients/apply-restriction.js';

/** privacy.restriction.> */
export function restrictionHandlers(planner: Planner): Handler[] {
  return [
    ...[RestrictionImposedV1, RestrictionLiftedV1].map((fact) =>
      on(fact, (tx, { id, data }) => applyRestriction(planner, tx, data, id)),
    ),
    on(RestrictionSnapshotV1, (tx, { data }) => applyRestriction(planner, tx, data, null)),
  ];
}
