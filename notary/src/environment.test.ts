import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from '@belgi/runtime';
import { formatSigningKey, formatVerifierKey, generateSigningKey, SIGNATURE_TYPE } from '@belgi/tlog';
import { describe, expect, it } from 'vitest';
import { environmentOf } from './environment.js';
import { logKey, witnessKey } from './testing/log.js';
import { temporaryFolder, variables } from './testing/running.js';

const faultsOf = (source: Record<string, string | undefined>): readonly string[] => {
  try {
    environmentOf(source);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.faults;
    throw error;
  }
  return [];
};
const signer = variables('signer', 'file');
const witness = variables('witness', 'file');
const otherLog = generateSigningKey('other.example', SIGNATURE_TYPE.NOTE);

describe('the environment of a notary', () => {
  it('is read for both roles; keys of a log may be several', () => {
    expect(environmentOf(signer).SIGNING_KEY.keyId).toBe(logKey.keyId);
    const both = `${formatVerifierKey(logKey)}, ${formatVerifierKey(otherLog)}`;
    expect(environmentOf({ ...witness, LOG_KEYS: both }).LOG_KEYS).toHaveLength(2);
  });

  it('takes secrets from files', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'key');
    writeFileSync(file, `${formatSigningKey(witnessKey)}\n`);
    const { SIGNING_KEY: _, ...rest } = witness;
    expect(environmentOf({ ...rest, SIGNING_KEY_FILE: file }).SIGNING_KEY.name).toBe(witnessKey.name);
  });

  it.each([
    ['no role', signer, { NOTARY_ROLE: undefined }, 'NOTARY_ROLE: is missing'],
    ["a witness's key for a signer", signer, { SIGNING_KEY: witness['SIGNING_KEY'] }, 'not a key for a signer'],
    ["a signer's key for a witness", witness, { SIGNING_KEY: signer['SIGNING_KEY'] }, 'not a key for a witness'],
    ['a key of another name', signer, { SIGNING_KEY: formatSigningKey(otherLog) }, 'not named ORIGIN'],
    ['no key', signer, { SIGNING_KEY: 'x' }, 'not a key that new-key printed'],
    ['no secrets', signer, { SIGNER_SECRETS: undefined }, 'SIGNER_SECRETS: is missing'],
    ['a short secret', signer, { SIGNER_SECRETS: 'short' }, 'SIGNER_SECRETS'],
    ['no keys of the log', witness, { LOG_KEYS: undefined }, 'LOG_KEYS: is missing'],
    ["a witness's key for the log's", witness, { LOG_KEYS: formatVerifierKey(witnessKey) }, 'not keys of a log'],
    ['an origin of two words', witness, { ORIGIN: 'a b' }, 'ORIGIN'],
  ])('is refused with %s, and no key is quoted', (_, base, change, fault) => {
    const faults = faultsOf({ ...base, ...change }).join('\n');
    expect(faults).toContain(fault);
    expect(faults).not.toContain('PRIVATE');
  });
});
