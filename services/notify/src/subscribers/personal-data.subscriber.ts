import { PersonalDataReadV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { type Planner, planNotice } from '../notices/plan-notice.js';

export function personalDataHandlers(planner: Planner): Handler[] {
  return [
    on(PersonalDataReadV1, (tx, { id, data }) =>
      planNotice(planner, tx, {
        citizenId: data.citizenId,
        kind: 'STAFF_READ',
        causeId: id,
        subjectId: data.accessId,
        params: {
          role: data.role,
          purpose: data.purpose,
          caseNumber: data.caseNumber,
          fields: data.fields,
          at: data.at,
        },
      }),
    ),
  ];
}
