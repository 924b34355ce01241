import { readEnvironment, serviceEnvironment } from '@belgi/runtime';
import { z } from 'zod';

const MASTER_KEYS = z
  .string()
  .describe('id:base64(32 bytes), comma separated; the first wraps the keys of cases and persons');

/** Everything this process takes from its environment; all faults are told at once. */
export function environmentOf(source?: Readonly<Record<string, string | undefined>>) {
  const environment = readEnvironment(
    {
      ...serviceEnvironment,
      PORT: serviceEnvironment.PORT.default(4002),
      SIGNING_KEYS: z.string().describe('JSON array of private Ed25519 JWKs; the first signs tickets and receipts'),
      MASTER_KEYS,
      IDENTITY_JWKS_URL: z.url().describe("identity's public keys, for access tokens"),
    },
    source,
  );
  return { ...environment, PUBLIC_URL: environment.PUBLIC_URL.replace(/\/+$/, '') };
}

export type Environment = ReturnType<typeof environmentOf>;

/** For `migrate`, which needs no more than the database. */
export function migrateEnvironmentOf(source?: Readonly<Record<string, string | undefined>>) {
  const { NODE_ENV, LOG_LEVEL, DATABASE_URL } = serviceEnvironment;
  return readEnvironment({ NODE_ENV, LOG_LEVEL, DATABASE_URL }, source);
}

/** For `seed`: the database, and the keys that seal what is written. */
export function seedEnvironmentOf(source?: Readonly<Record<string, string | undefined>>) {
  const { NODE_ENV, LOG_LEVEL, DATABASE_URL } = serviceEnvironment;
  return readEnvironment({ NODE_ENV, LOG_LEVEL, DATABASE_URL, MASTER_KEYS }, source);
}
