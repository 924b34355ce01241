import type { Sealer } from '@belgi/access';
import { PersonalDataOpenedV1, PersonalDataReadV1, PersonalDataRefusedV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { recordStaffRead } from '../staff-reads/record-staff-read.js';

/** Reads by staff, and what they tried to read, shown to the person like disclosures. */
export const personalDataHandlers = (sealer: Sealer): Handler[] => [
  ...[PersonalDataReadV1, PersonalDataRefusedV1].map((fact) =>
    on(fact, (tx, { data }) => recordStaffRead(tx, sealer, { ...data, at: new Date(data.at) })),
  ),
  on(PersonalDataOpenedV1, (tx, { data }) => recordStaffRead(tx, sealer, { ...data, at: new Date(data.at) })),
];
