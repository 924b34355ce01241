import { DataDoubtDecidedV1, DataDoubtMarkedV1, DataDoubtRuledOnV1, outgoing } from '@belgi/contracts';
import { type Doubt, standingOf } from './doubt.js';

/** What others may know: whose, where it stands, until when the person may act; neither which values nor any word. */
function stateOf(doubt: Doubt, dueAt: Date | null, at: Date) {
  const { id: doubtId, accountId: citizenId } = doubt;
  return { doubtId, citizenId, state: standingOf(doubt), dueAt: dueAt?.toISOString() ?? null, at: at.toISOString() };
}

export const doubtMarked = (doubt: Doubt) =>
  outgoing(DataDoubtMarkedV1, doubt.id, 1, stateOf(doubt, doubt.answerDueAt, doubt.markedAt));
export const doubtDecided = (doubt: Doubt, at: Date) =>
  outgoing(DataDoubtDecidedV1, doubt.id, 2, stateOf(doubt, doubt.appealDueAt, at));
export const doubtRuledOn = (doubt: Doubt, at: Date) =>
  outgoing(DataDoubtRuledOnV1, doubt.id, 3, stateOf(doubt, null, at));
