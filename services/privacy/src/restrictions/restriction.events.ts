import {
  type OutgoingFact,
  outgoing,
  RestrictionImposedV1,
  RestrictionLiftedV1,
  RestrictionSnapshotV1,
} from '@belgi/contracts';
import type { KeptRestriction } from './restrictions.store.js';

const stateOf = ({ citizenId, version, restricted, by, at }: KeptRestriction) => ({
  ...{ citizenId, version, restricted, by },
  at: at.toISOString(),
});

/** The aggregate is the citizen. */
export const restrictionChanged = (kept: KeptRestriction): OutgoingFact =>
  outgoing(kept.restricted ? RestrictionImposedV1 : RestrictionLiftedV1, kept.citizenId, kept.version, stateOf(kept));

export const restrictionSnapshot = (kept: KeptRestriction): OutgoingFact =>
  outgoing(RestrictionSnapshotV1, kept.citizenId, kept.version, stateOf(kept));
