import { type EnvironmentSource, readEnvironment, secretList, serviceEnvironment } from '@belgi/runtime';
import { z } from 'zod';
import { DEFAULT_PLATE_ALPHABET } from './lots/plate.js';

const shape = {
  ...serviceEnvironment,
  PORT: serviceEnvironment.PORT.default(4003),
  IDENTITY_JWKS_URL: z.url().describe("identity's published keys, for access tokens"),
  PRIVACY_JWKS_URL: z.url().describe("privacy's published keys, for disclosure tickets"),
  SIGNING_KEYS: z
    .string()
    .describe('JSON array of private Ed25519 JWKs, of this service alone; the first seals closing protocols'),
  ANSWER_KEY: z
    .string()
    .refine((value) => Buffer.from(value, 'base64').length === 32, 'must be base64 of 32 bytes')
    .describe('keyed hashes of what was bid, for repeated keys; the same for all replicas'),
  BANK_URL: z.url().describe('the bank that new orders go to'),
  BANK_API_KEY: z.string().min(16).describe('what the bank knows us by'),
  BANK_WEBHOOK_SECRETS: secretList(z.string().min(16)).describe(
    'one or two secrets under which the bank signs its reports; two while rotating',
  ),
  OCID_PREFIX: z
    .string()
    .regex(/^ocds-[a-z0-9]{6}$/)
    .default('ocds-000000')
    .describe('prefix of open data that the Open Contracting Partnership gave this publisher; the default is nobody’s'),
  SELLER_NAME: z
    .string()
    .min(1)
    .max(200)
    .default('The state enterprise that runs the Belgi online auction')
    .describe('who sells, as the open data name it'),
  SELLER_ID: z
    .string()
    .regex(/^[A-Z]{2}-[A-Z]{2,8}:[A-Za-z0-9.-]{1,40}$/)
    .default('KG-INN:00000000000000')
    .describe('who sells, in a register of organisations: its code at org-id.guide, a colon, the number'),
  PLATE_ALPHABET: z
    .string()
    .regex(/^[A-Z]{1,26}$/)
    .default(DEFAULT_PLATE_ALPHABET)
    .describe('letters that plates may carry'),
  BELGI_DEMO: z
    .enum(['0', '1'])
    .default('0')
    .transform((flag) => flag === '1')
    .describe('1: `seed` may put demo data here'),
};

/** For `audit-money`, which needs no more than the database. @throws EnvironmentError naming every fault */
export function readAuditEnvironment(source?: EnvironmentSource) {
  const { LOG_LEVEL, DATABASE_URL } = serviceEnvironment;
  return readEnvironment({ LOG_LEVEL, DATABASE_URL }, source);
}

/** For `lot-policy`. @throws EnvironmentError naming every fault */
export function readLotPolicyEnvironment(source?: EnvironmentSource) {
  const { LOG_LEVEL, DATABASE_URL } = serviceEnvironment;
  const LOT_POLICY = z.string().optional().describe('JSON: `wish`, the rules to be adopted, and `dryRun`');
  return readEnvironment({ LOG_LEVEL, DATABASE_URL, LOT_POLICY }, source);
}

/** @throws EnvironmentError naming every fault */
export const readAuctionEnvironment = (source?: EnvironmentSource) => readEnvironment(shape, source);
export type AuctionEnvironment = ReturnType<typeof readAuctionEnvironment>;
