import {
  type OutgoingFact,
  outgoing,
  StandingAppealDecidedV1,
  StandingAppealedV1,
  type StandingStateData,
  StandingStrikeGivenV1,
} from '@belgi/contracts';
import type { PlateCombination } from '../lots/plate.js';
import { plateNumber } from '../lots/plate.js';
import type { AppealOutcome } from './strike.js';

/** A person's standing at this moment, and the strike that the fact is about. */
export interface Standing {
  readonly citizenId: string;
  readonly version: number;
  readonly strikes: number;
  readonly blockedUntil: Date | null;
}

function stateOf({ citizenId, strikes, blockedUntil }: Standing, about: About): StandingStateData {
  return {
    citizenId,
    strikeId: about.strikeId,
    lotId: about.lotId,
    plateNumber: plateNumber(about.plate),
    strikes,
    blockedUntil: blockedUntil?.toISOString() ?? null,
  };
}

interface About {
  readonly strikeId: string;
  readonly lotId: string;
  readonly plate: PlateCombination;
}

export const strikeGiven = (standing: Standing, about: About): OutgoingFact =>
  outgoing(StandingStrikeGivenV1, standing.citizenId, standing.version, stateOf(standing, about));

export const strikeAppealed = (standing: Standing, about: About, dueAt: Date): OutgoingFact =>
  outgoing(StandingAppealedV1, standing.citizenId, standing.version, {
    ...stateOf(standing, about),
    dueAt: dueAt.toISOString(),
  });

export const appealDecided = (standing: Standing, about: About, outcome: AppealOutcome): OutgoingFact =>
  outgoing(StandingAppealDecidedV1, standing.citizenId, standing.version, { ...stateOf(standing, about), outcome });
