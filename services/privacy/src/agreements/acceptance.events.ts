import {
  AgreementAcceptanceGivenV1,
  AgreementAcceptanceSnapshotV1,
  type AgreementAcceptanceState,
  type OutgoingFact,
  outgoing,
} from '@belgi/contracts';
import type { Acceptance } from './acceptance.js';

type Told = Pick<Acceptance, 'citizenId' | 'edition' | 'at'>;

const stateOf = ({ citizenId, edition, at }: Told): AgreementAcceptanceState => ({
  ...{ citizenId, edition },
  at: at.toISOString(),
});

/** The aggregate is the citizen, its version the edition: nobody accepts an earlier one than they have. */
export const acceptanceGiven = (acceptance: Told): OutgoingFact =>
  outgoing(AgreementAcceptanceGivenV1, acceptance.citizenId, acceptance.edition, stateOf(acceptance));

export const acceptanceSnapshot = (acceptance: Told): OutgoingFact =>
  outgoing(AgreementAcceptanceSnapshotV1, acceptance.citizenId, acceptance.edition, stateOf(acceptance));
