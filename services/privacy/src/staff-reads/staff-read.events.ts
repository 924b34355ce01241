import { type Duty, type OutgoingFact, outgoing, StaffReadRecordedV1, type StaffRole } from '@belgi/contracts';

/** A look that privacy let in itself, as it stands in the person's list. */
export interface OpenedLook {
  readonly accessId: string;
  readonly citizenId: string;
  readonly role: StaffRole;
  readonly duty: Duty;
  readonly caseNumber: string;
  readonly fields: readonly string[];
  readonly at: Date;
}

/** Tells whoever tells the person. The aggregate is the look. */
export function staffReadRecorded({
  accessId,
  citizenId,
  role,
  duty,
  caseNumber,
  fields,
  at,
}: OpenedLook): OutgoingFact {
  const data = { accessId, citizenId, role, duty, caseNumber, fields: [...fields], at: at.toISOString() };
  return outgoing(StaffReadRecordedV1, accessId, 1, data);
}
