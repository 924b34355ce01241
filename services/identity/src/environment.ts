import { type EnvironmentSource, readEnvironment, serviceEnvironment } from '@belgi/runtime';
import { z } from 'zod';

/** SMS codes for one client address in an hour: whole offices and mobile operators stand behind one address. */
const DEFAULT_CODES_PER_ADDRESS = 120;

const flag = z
  .enum(['0', '1'])
  .default('0')
  .transform((value) => value === '1');

const storage = {
  MASTER_KEYS: z
    .string()
    .describe('id:base64(32 bytes), comma separated; the first encrypts, all decrypt: wraps the key of each person'),
  LOOKUP_KEY: z
    .string()
    .refine((value) => Buffer.from(value, 'base64').length === 32, 'must be base64 of 32 bytes')
    .describe('keyed hashes of PIN, phone and e-mail, and codes by SMS; cannot be rotated without a rebuild'),
};

const shape = {
  ...serviceEnvironment,
  ...storage,
  SIGNING_KEYS: z.string().describe('JSON array of private Ed25519 JWKs; the first signs access tokens, all verify'),
  PRIVACY_JWKS_URL: z.url().describe('public keys of privacy: acceptance and disclosure tickets'),
  PORTAL_ISSUER: z.url().describe('OpenID Connect issuer of the state portal'),
  PORTAL_CLIENT_ID: z.string().describe('our client id there'),
  PORTAL_CLIENT_SECRET: z.string().describe('our client secret there'),
  CODES_PER_ADDRESS_HOURLY: z.coerce
    .number()
    .int()
    .positive()
    .default(DEFAULT_CODES_PER_ADDRESS)
    .describe('SMS codes that one client address may order in an hour'),
};

export type Environment = ReturnType<typeof readIdentityEnvironment>;

/** Variables of the serving process. @throws EnvironmentError */
export function readIdentityEnvironment(source?: EnvironmentSource) {
  return readEnvironment(shape, source);
}

/** What the commands that open the database need. @throws EnvironmentError */
export function readStorageEnvironment(source?: EnvironmentSource) {
  const { DATABASE_URL, LOG_LEVEL, NODE_ENV } = serviceEnvironment;
  return readEnvironment({ DATABASE_URL, LOG_LEVEL, NODE_ENV, ...storage, BELGI_DEMO: flag }, source);
}

/** What migrating needs. @throws EnvironmentError */
export function readMigrationEnvironment() {
  const { DATABASE_URL, LOG_LEVEL } = serviceEnvironment;
  return readEnvironment({ DATABASE_URL, LOG_LEVEL });
}
