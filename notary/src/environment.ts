import { EnvironmentError, processEnvironment, readEnvironment, sharedSecrets } from '@belgi/runtime';
import { parseSigningKey, parseVerifierKey, SIGNATURE_TYPE } from '@belgi/tlog';
import { z } from 'zod';

type Source = Readonly<Record<string, string | undefined>>;

const NOTARY_ROLE = z
  .enum(['signer', 'witness'])
  .describe('signer signs as the log; witness cosigns what the log signed');
const SIGNING_KEY = z
  .string()
  .transform((text) => parseSigningKey(text))
  .refine((key) => key !== undefined, 'is not a key that new-key printed')
  .describe("the private key, as new-key prints it; the signer's is named ORIGIN");
const LOG_KEYS = z
  .string()
  .transform((list) => list.split(',').map((vkey) => parseVerifierKey(vkey.trim())))
  .refine((keys) => keys.every((key) => key?.type === SIGNATURE_TYPE.NOTE), 'are not keys of a log')
  .transform((keys) => keys.filter((key) => key !== undefined))
  .optional()
  .describe("the witness: the log's vkeys, comma separated; more than one while it changes them");

/** Everything this process takes from its environment; all faults are told at once. */
export function environmentOf(source?: Source) {
  const environment = readEnvironment(
    {
      NODE_ENV: processEnvironment.NODE_ENV,
      LOG_LEVEL: processEnvironment.LOG_LEVEL,
      HOST: processEnvironment.HOST,
      PORT: processEnvironment.PORT,
      NOTARY_ROLE,
      ORIGIN: z
        .string()
        .regex(/^[^\s+]+$/u, 'is a line without spaces or plus signs')
        .describe("the log's origin line"),
      SIGNING_KEY,
      LOG_KEYS,
      DATA_FILE: z.string().describe('what was signed last; in a folder of this process alone, on a local disk'),
      SIGNER_SECRETS: sharedSecrets
        .optional()
        .describe(
          'the signer: one or two secrets of at least 32 characters that only the log knows; two while rotating',
        ),
    },
    source,
  );
  const { NOTARY_ROLE: role, SIGNING_KEY: key, LOG_KEYS: logKeys, SIGNER_SECRETS: secrets, ...rest } = environment;
  const faults: string[] = [];
  if (key.type !== KEY_TYPES[role]) faults.push(`SIGNING_KEY: is not a key for a ${role}`);
  if (role === 'signer' && key.name !== rest.ORIGIN) faults.push('SIGNING_KEY: is not named ORIGIN');
  if (role === 'signer' && secrets === undefined) faults.push('SIGNER_SECRETS: is missing');
  if (role === 'witness' && logKeys === undefined) faults.push('LOG_KEYS: is missing');
  if (faults.length > 0) throw new EnvironmentError(faults);
  return { ...rest, NOTARY_ROLE: role, SIGNING_KEY: key, LOG_KEYS: logKeys ?? [], SIGNER_SECRETS: secrets ?? [] };
}

export type Environment = ReturnType<typeof environmentOf>;

/** Which keys a role signs with. */
export const KEY_TYPES = { signer: SIGNATURE_TYPE.NOTE, witness: SIGNATURE_TYPE.COSIGNATURE } as const;

/** For `new-key`, which needs to know the kind alone. */
export function newKeyEnvironmentOf(source?: Source) {
  return readEnvironment({ NOTARY_ROLE }, source);
}

/** For `verifier-key`. */
export function verifierKeyEnvironmentOf(source?: Source) {
  return readEnvironment({ SIGNING_KEY }, source);
}
