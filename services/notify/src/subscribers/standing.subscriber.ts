import { StandingAppealDecidedV1, StandingStrikeGivenV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { type Planner, planNotice } from '../notices/plan-notice.js';

/** From this year on a block has no end that anybody sees (the fact's own word for one that is for good). */
const FOR_GOOD_FROM = '9999';

/** What is held against somebody in auctions. That they appealed they know. */
export function standingHandlers(planner: Planner): Handler[] {
  return [
    on(StandingStrikeGivenV1, (tx, { id, data }) =>
      planNotice(planner, tx, {
        citizenId: data.citizenId,
        kind: 'STRIKE_GIVEN',
        causeId: id,
        subjectId: data.strikeId,
        lotId: data.lotId,
        params: { plate: data.plateNumber, strikes: data.strikes, block: blockOf(data) },
      }),
    ),
    on(StandingAppealDecidedV1, (tx, { id, data }) =>
      planNotice(planner, tx, {
        citizenId: data.citizenId,
        kind: 'STRIKE_APPEAL_DECIDED',
        causeId: id,
        subjectId: data.strikeId,
        lotId: data.lotId,
        params: { plate: data.plateNumber, outcome: data.outcome },
      }),
    ),
  ];
}

/** A strike that counts towards the next block brought none: one that brings a block is counted for it. */
function blockOf({
  strikes,
  blockedUntil,
}: {
  readonly strikes: number;
  readonly blockedUntil: string | null;
}): string {
  if (strikes > 0 || blockedUntil === null) return 'NONE';
  return blockedUntil.startsWith(FOR_GOOD_FROM) ? 'FOR_GOOD' : 'SOME';
}
