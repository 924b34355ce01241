import { type Duty, PersonalDataOpenedV1, PersonalDataReadV1, StaffReadRecordedV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { type Planner, planNotice } from '../notices/plan-notice.js';

/** A look that was recorded, by whichever service let it in. */
interface Look {
  readonly accessId: string;
  readonly citizenId: string;
  readonly role: string;
  readonly caseNumber: string;
  readonly fields: readonly string[];
  readonly at: string;
}

/** Looks that identity let in: for one of the four purposes, or under a duty. */
export function personalDataHandlers(planner: Planner): Handler[] {
  return [
    on(PersonalDataReadV1, (tx, { id, data }) =>
      planNotice(planner, tx, staffRead(id, data, { basis: 'PURPOSE', purpose: data.purpose })),
    ),
    on(PersonalDataOpenedV1, (tx, { id, data }) => planNotice(planner, tx, underDuty(id, data))),
  ];
}

/** Looks that privacy let in. */
export function staffReadHandlers(planner: Planner): Handler[] {
  return [on(StaffReadRecordedV1, (tx, { id, data }) => planNotice(planner, tx, underDuty(id, data)))];
}

const underDuty = (causeId: string, look: Look & { duty: Duty }) =>
  staffRead(causeId, look, { basis: 'DUTY', purpose: look.duty });

function staffRead(causeId: string, look: Look, basis: { basis: 'PURPOSE' | 'DUTY'; purpose: string }) {
  const { citizenId, accessId: subjectId, role, caseNumber, fields, at } = look;
  return {
    citizenId,
    kind: 'STAFF_READ',
    causeId,
    subjectId,
    params: { role, ...basis, caseNumber, fields, at },
  } as const;
}
