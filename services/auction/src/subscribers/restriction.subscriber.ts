import { RestrictionImposedV1, RestrictionLiftedV1, RestrictionSnapshotV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { followRestriction } from '../bidders/follow-restriction.js';

/** Privacy's restrictions: whose data may be kept and not used. */
export const restrictionHandlers: readonly Handler[] = [
  RestrictionImposedV1,
  RestrictionLiftedV1,
  RestrictionSnapshotV1,
].map((fact) => on(fact, (tx, { data }) => followRestriction(tx, data)));
