import { idSchema, locales } from '@belgi/contracts';
import { parseKeys, parsePublicKeys } from '@belgi/proof';
import { EnvironmentError, readEnvironment, serviceEnvironment, sharedSecret } from '@belgi/runtime';
import { parseVerifierKey } from '@belgi/tlog';
import { z } from 'zod';
import { MATERIAL_NOTICE_HOURS } from './editions/edition.js';
import { importFormats } from './policy-imports/import-policy.js';

const MASTER_KEYS = z
  .string()
  .describe('id:base64(32 bytes), comma separated; the first wraps the keys of cases and persons');

const verifierKey = z.string().transform((text, context) => {
  const key = parseVerifierKey(text);
  if (key === undefined) context.addIssue({ code: 'custom', message: 'is not a verifier key' });
  return key ?? z.NEVER;
});

const publicKeys = z.string().transform((text, context) => {
  const keys = parsePublicKeys(text);
  if (keys === undefined) context.addIssue({ code: 'custom', message: 'is no JSON array of public Ed25519 JWKs' });
  return keys ?? z.NEVER;
});

/** Everything this process takes from its environment; all faults are told at once. */
export function environmentOf(source?: Readonly<Record<string, string | undefined>>) {
  const environment = readEnvironment(
    {
      ...serviceEnvironment,
      PORT: serviceEnvironment.PORT.default(4002),
      SIGNING_KEYS: z.string().describe('JSON array of private Ed25519 JWKs; the first signs tickets and receipts'),
      MASTER_KEYS,
      IDENTITY_JWKS_URL: z.url().describe("identity's public keys, for access tokens"),
      LEDGER_KEY: verifierKey.optional().describe("the ledger's verifier key (vkey); its name is the ledger's origin"),
      SIGNER_URL: z
        .url()
        .optional()
        .describe('where the signer of the ledger is; without it no checkpoint is published'),
      SIGNER_SECRET: sharedSecret.optional().describe('what the signer knows us by; nobody else has it'),
      WITNESS_KEY: verifierKey.optional().describe("the witness's verifier key (vkey)"),
      WITNESS_URL: z.url().optional().describe('where the witness is; without it checkpoints have no cosignature'),
      PROTOCOL_KEYS: publicKeys
        .prefault('[]')
        .describe(
          "JSON array of the auction's public JWKs, published with the others: closing protocols are checked by them",
        ),
      MATERIAL_NOTICE_HOURS: z.coerce
        .number()
        .min(0)
        .default(MATERIAL_NOTICE_HOURS)
        .describe('how long a material edition is announced ahead at least'),
    },
    source,
  );
  if (environment.SIGNER_URL !== undefined && environment.SIGNER_SECRET === undefined)
    throw new EnvironmentError(['SIGNER_SECRET: is missing']);
  return { ...environment, PUBLIC_URL: environment.PUBLIC_URL.replace(/\/+$/, '') };
}

export type Environment = ReturnType<typeof environmentOf>;

/** For `migrate`, which needs no more than the database. */
export function migrateEnvironmentOf(source?: Readonly<Record<string, string | undefined>>) {
  const { NODE_ENV, LOG_LEVEL, DATABASE_URL } = serviceEnvironment;
  return readEnvironment({ NODE_ENV, LOG_LEVEL, DATABASE_URL }, source);
}

const keyFile = z.string().transform((text, context) => {
  const keys = parseKeys(text);
  if (keys === undefined) context.addIssue({ code: 'custom', message: 'is no key file' });
  return keys ?? z.NEVER;
});

/** For `audit-ledger`: without master keys sealed entries stay closed, without keys of the ledger no signature is verified. */
export function auditEnvironmentOf(source?: Readonly<Record<string, string | undefined>>) {
  const { NODE_ENV, LOG_LEVEL, DATABASE_URL } = serviceEnvironment;
  return readEnvironment(
    {
      NODE_ENV,
      LOG_LEVEL,
      DATABASE_URL,
      MASTER_KEYS: MASTER_KEYS.optional(),
      LEDGER_KEYS: keyFile.optional().describe('the text of a key file, as /ledger/keys gives it'),
    },
    source,
  );
}

const importWish = z.string().transform((text, context) => {
  const wish = z
    .object({
      file: z.string(),
      locale: z.enum(locales),
      format: z.enum(importFormats),
      draftId: idSchema.optional(),
      dryRun: z.boolean(),
    })
    .safeParse(JSON.parse(text));
  if (!wish.success) context.addIssue({ code: 'custom', message: 'is no import' });
  return wish.data ?? z.NEVER;
});

/** For `import-policy`: the database and what is imported, as `pnpm ops` says it. */
export function importEnvironmentOf(source?: Readonly<Record<string, string | undefined>>) {
  const { NODE_ENV, LOG_LEVEL, DATABASE_URL } = serviceEnvironment;
  return readEnvironment(
    {
      NODE_ENV,
      LOG_LEVEL,
      DATABASE_URL,
      POLICY_IMPORT: importWish.describe('JSON: file, locale, format, draftId, dryRun'),
    },
    source,
  );
}

/** For `seed`: the database, and the keys that seal what is written. */
export function seedEnvironmentOf(source?: Readonly<Record<string, string | undefined>>) {
  const { NODE_ENV, LOG_LEVEL, DATABASE_URL } = serviceEnvironment;
  return readEnvironment({ NODE_ENV, LOG_LEVEL, DATABASE_URL, MASTER_KEYS }, source);
}
