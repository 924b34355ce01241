import {
  type Duty,
  outgoing,
  PersonalDataOpenedV1,
  PersonalDataReadV1,
  PersonalDataRefusedV1,
  type Purpose,
  type StaffRole,
} from '@belgi/contracts';
import type { DataAccess } from './access.js';

/** Tells the others of a look by staff: shown to the person, without the clerk's name. */
export function accessFact(access: DataAccess & { citizenId: string; role: StaffRole }, purpose: Purpose, at: Date) {
  const { id, citizenId, role, caseNumber, fields, refused } = access;
  const data = { accessId: id, citizenId, role, purpose, caseNumber, fields: [...fields], at: at.toISOString() };
  return refused === null
    ? outgoing(PersonalDataReadV1, id, 1, data)
    : outgoing(PersonalDataRefusedV1, id, 1, { ...data, reason: refused });
}

/** The same of a look at the command line, under a duty: no account of staff was signed in, so the role is the host's. */
export function openedFact(access: DataAccess & { citizenId: string }, duty: Duty, at: Date) {
  const { id, citizenId, caseNumber, fields } = access;
  const data = { accessId: id, citizenId, role: 'OPERATIONS' as const, duty, caseNumber, fields: [...fields] };
  return outgoing(PersonalDataOpenedV1, id, 1, { ...data, at: at.toISOString() });
}
