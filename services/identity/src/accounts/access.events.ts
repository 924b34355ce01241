import { outgoing, PersonalDataReadV1, PersonalDataRefusedV1, type Purpose, type StaffRole } from '@belgi/contracts';
import type { DataAccess } from './access.js';

/** Tells the others of a look by staff: shown to the person, without the clerk's name. */
export function accessFact(access: DataAccess & { citizenId: string; role: StaffRole }, purpose: Purpose, at: Date) {
  const { id, citizenId, role, caseNumber, fields, refused } = access;
  const data = { accessId: id, citizenId, role, purpose, caseNumber, fields: [...fields], at: at.toISOString() };
  return refused === null
    ? outgoing(PersonalDataReadV1, id, 1, data)
    : outgoing(PersonalDataRefusedV1, id, 1, { ...data, reason: refused });
}
