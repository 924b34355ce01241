import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ServiceName, serviceNames } from '@belgi/contracts';
import { formatSigningKey, generateSigningKey, SIGNATURE_TYPE } from '@belgi/tlog';
import { type NatsUser, natsUsers } from '../servers/nats-permissions.js';
import type { NotaryName } from './names.js';

/** Everything secret of one local system. Lives in `secrets.json` of its data folder, readable by its owner only. */
export interface Secrets {
  readonly deployment: string;
  /** By which the ledger's signer knows privacy. */
  readonly signer: string;
  readonly postgresAdmin: string;
  readonly databases: Readonly<Record<ServiceName, string>>;
  readonly nats: Readonly<Record<NatsUser, string>>;
  /** `id:base64(32 bytes)` per service: wraps the keys of persons and cases. */
  readonly masterKeys: Readonly<Record<ServiceName, string>>;
  /** Keyed look-up of PIN, phone and e-mail; base64 of 32 bytes. */
  readonly lookupKey: string;
  /** Keyed hashes of what was bid; base64 of 32 bytes. */
  readonly answerKey: string;
  /** JSON arrays of private Ed25519 JWKs. */
  readonly signingKeys: Readonly<Record<'identity' | 'privacy' | 'auction', string>>;
  /** Keys of the ledger's signer and of its witness, as signed-note writes them. */
  readonly notaryKeys: Readonly<Record<NotaryName, string>>;
  readonly portalClient: string;
  readonly portalCookie: string;
  readonly bankApiKey: string;
  readonly bankWebhook: string;
  readonly smsHook: string;
}

/** Which ledger it is, and who witnesses it: the names of their keys. Not addresses that anybody could reach. */
export const LEDGER_ORIGIN = 'belgi.local/ledger';
const WITNESS_NAME = 'witness.belgi.local';
const SECRET_BYTES = 32;
const KEY_BYTES = 32;

export function generateSecrets(): Secrets {
  return {
    deployment: word(),
    signer: word(),
    postgresAdmin: word(),
    databases: forEach(serviceNames, word),
    nats: forEach(natsUsers, word),
    masterKeys: forEach(serviceNames, () => `local-1:${key()}`),
    lookupKey: key(),
    answerKey: key(),
    signingKeys: { identity: signingKeys(), privacy: signingKeys(), auction: signingKeys() },
    notaryKeys: {
      signer: formatSigningKey(generateSigningKey(LEDGER_ORIGIN, SIGNATURE_TYPE.NOTE)),
      witness: formatSigningKey(generateSigningKey(WITNESS_NAME, SIGNATURE_TYPE.COSIGNATURE)),
    },
    portalClient: word(),
    portalCookie: word(),
    bankApiKey: word(),
    bankWebhook: word(),
    smsHook: word(),
  };
}

/**
 * The data folder's secrets, made on first use. Names that a newer version added are filled in.
 * Mode 0600 from the first byte on: written to a new file and renamed.
 */
export function ensureSecrets(folder: string): Secrets {
  const file = join(folder, 'secrets.json');
  const saved = readSaved(file);
  const fresh = generateSecrets();
  const secrets: Secrets = {
    ...fresh,
    ...saved,
    databases: { ...fresh.databases, ...saved?.databases },
    nats: { ...fresh.nats, ...saved?.nats },
    masterKeys: { ...fresh.masterKeys, ...saved?.masterKeys },
    signingKeys: { ...fresh.signingKeys, ...saved?.signingKeys },
    notaryKeys: { ...fresh.notaryKeys, ...saved?.notaryKeys },
  };
  writePrivately(file, secrets);
  return secrets;
}

function readSaved(file: string): Partial<Secrets> | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text) as Partial<Secrets>;
  } catch {
    // New secrets would not open the old data: better to stop than to lose it. The parser's message would quote secrets.
    throw new Error(`${file} cannot be read as JSON. Restore it, or remove the whole data folder to begin anew.`);
  }
}

/** Any JSON, for the owner's eyes only. */
export function writePrivately(file: string, content: unknown): void {
  const beside = `${file}.new`;
  writeFileSync(beside, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  chmodSync(beside, 0o600); // a file left behind by a crash keeps the mode it had
  renameSync(beside, file);
}

/** URL-safe, so that it can stand in a connection string as it is. */
function word(): string {
  return randomBytes(SECRET_BYTES).toString('hex');
}

function key(): string {
  return randomBytes(KEY_BYTES).toString('base64');
}

function signingKeys(): string {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return JSON.stringify([{ ...jwk, kid: `local-${randomBytes(6).toString('hex')}` }]);
}

function forEach<Name extends string>(names: readonly Name[], make: () => string): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, make()])) as Record<Name, string>;
}
