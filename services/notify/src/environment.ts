import { readEnvironment, serviceEnvironment } from '@belgi/runtime';
import { z } from 'zod';
import { EDITION_NOTICES_PER_SECOND } from './broadcasts/pace.js';

/** Everything this process takes from its environment; all faults are told at once. */
export function environmentOf(source?: Readonly<Record<string, string | undefined>>) {
  const environment = readEnvironment(
    {
      ...serviceEnvironment,
      PORT: serviceEnvironment.PORT.default(4004),
      MASTER_KEYS: z
        .string()
        .describe('id:base64(32 bytes), comma separated; the first wraps the keys that seal notices'),
      IDENTITY_JWKS_URL: z.url().describe("identity's public keys, for access tokens"),
      SMTP_URL: z
        .url({ protocol: /^smtps?$/ })
        .describe('smtp://user:password@host:port, or smtps://; a relay near by that answers within 8 s'),
      MAIL_FROM: z
        .string()
        .regex(/@[^@\s]+$/)
        .describe('sender of mails, e.g. Belgi <no-reply@example.kg>'),
      SMS_HOOK_URL: z.url().describe('takes POST {to, text, id} and drops a second message with the same id'),
      SMS_HOOK_SECRET: z.string().min(16).describe('sent to the hook as a bearer token'),
      UNSUBSCRIBE_URL: z
        .url()
        .optional()
        .describe('https: or mailto: in List-Unsubscribe of optional mails; default: a mail to MAIL_FROM'),
      SENDERS: z.coerce
        .number()
        .int()
        .min(1)
        .max(32)
        .optional()
        .describe('deliveries under way at once; default a third of the pool, at most 4'),
      EDITION_NOTICES_PER_SECOND: z.coerce
        .number()
        .positive()
        .max(10_000)
        .default(EDITION_NOTICES_PER_SECOND)
        .describe('people told of a material edition a second, by all replicas together'),
    },
    source,
  );
  return {
    ...environment,
    PUBLIC_URL: environment.PUBLIC_URL.replace(/\/+$/, ''),
    UNSUBSCRIBE_URL: environment.UNSUBSCRIBE_URL ?? `mailto:${addressIn(environment.MAIL_FROM)}?subject=unsubscribe`,
    SENDERS: environment.SENDERS ?? Math.min(4, Math.max(1, Math.floor(environment.DATABASE_POOL_SIZE / 4))),
  };
}

export type Environment = ReturnType<typeof environmentOf>;

/** For `migrate` and `seed`, which need no more than the database. */
export function migrateEnvironmentOf(source?: Readonly<Record<string, string | undefined>>) {
  const { NODE_ENV, LOG_LEVEL, DATABASE_URL } = serviceEnvironment;
  return readEnvironment({ NODE_ENV, LOG_LEVEL, DATABASE_URL }, source);
}

const addressIn = (from: string): string => /<([^>]+)>/.exec(from)?.[1] ?? from.trim();
