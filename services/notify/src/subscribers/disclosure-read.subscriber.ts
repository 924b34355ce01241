import { DisclosureReadV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { type Planner, planNotice } from '../notices/plan-notice.js';

export function disclosureReadHandlers(planner: Planner): Handler[] {
  return [
    on(DisclosureReadV1, async (tx, { id, data }) => {
      // No account is held for the PIN: counted alike, but there is nobody to tell.
      if (data.citizenId === null) return;
      await planNotice(planner, tx, {
        citizenId: data.citizenId,
        kind: 'DISCLOSURE_READ',
        causeId: id,
        subjectId: data.entryId,
        params: {
          agency: data.agencyName,
          letterNumber: data.letterNumber,
          legalBasis: data.legalBasis,
          categories: data.categories,
          at: data.at,
        },
      });
    }),
  ];
}
