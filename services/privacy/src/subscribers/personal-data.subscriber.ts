import type { Sealer } from '@belgi/access';
import { PersonalDataReadV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { recordStaffRead } from '../staff-reads/record-staff-read.js';

/** Reads by staff, shown to the person like disclosures. Refused attempts stay in identity's own log. */
export const personalDataHandlers = (sealer: Sealer): Handler[] => [
  on(PersonalDataReadV1, (tx, { data }) => recordStaffRead(tx, sealer, { ...data, at: new Date(data.at) })),
];
