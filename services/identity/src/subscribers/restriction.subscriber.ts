import { RestrictionImposedV1, RestrictionLiftedV1, RestrictionSnapshotV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { applyRestriction } from '../restrictions/apply-restriction.js';

/** privacy.restriction.> */
export const restrictionHandlers = (): Handler[] => [
  ...[RestrictionImposedV1, RestrictionLiftedV1].map((fact) =>
    on(fact, (tx, { data }) => applyRestriction(tx, data, { republished: false })),
  ),
  on(RestrictionSnapshotV1, (tx, { data }) => applyRestriction(tx, data, { republished: true })),
];
