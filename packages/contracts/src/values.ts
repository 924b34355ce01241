import { z } from 'zod';

/** Languages of the platform; fallback ky → ru → en. */
export const locales = ['KY', 'RU', 'EN'] as const;
export const localeSchema = z.enum(locales);
export type Locale = z.infer<typeof localeSchema>;

/** Roles of staff (MISSION, Who uses it). */
export const staffRoles = ['AUCTIONEER', 'PRIVACY_OFFICER', 'OPERATOR'] as const;
export const staffRoleSchema = z.enum(staffRoles);
export type StaffRole = z.infer<typeof staffRoleSchema>;

/** The policy's four purposes (clause 2.1). The list is closed. */
export const purposes = ['IDENTIFICATION', 'COMMUNICATION', 'STATISTICS', 'VERIFICATION'] as const;
export const purposeSchema = z.enum(purposes);
export type Purpose = z.infer<typeof purposeSchema>;

/** Duties outside the four purposes: recorded as duties, never offered as a purpose. */
export const duties = ['OFFICIAL_REQUEST', 'SECURITY', 'PERSONS_OWN_RIGHTS'] as const;
export const dutySchema = z.enum(duties);
export type Duty = z.infer<typeof dutySchema>;

/** What a grant of disclosure can name. A category with no reader cannot be granted. */
export const dataCategories = [
  'NAME',
  'PIN',
  'ID_DOCUMENT',
  'PHONE',
  'EMAIL',
  'ADDRESS',
  'BID_HISTORY',
  'PAYMENT',
  'CONSENT_HISTORY',
] as const;
export const dataCategorySchema = z.enum(dataCategories);
export type DataCategory = z.infer<typeof dataCategorySchema>;

/** ISO 8601 UTC with milliseconds. */
export const instantSchema = z.iso.datetime({ precision: 3 });

/** Tyiyn (1/100 som) as a decimal string. */
export const moneySchema = z.string().regex(/^(0|[1-9]\d{0,17})$/);

/** Lower-case hexadecimal SHA-256. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
