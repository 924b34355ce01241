import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSigningKey } from '@belgi/access';
import { sql } from '@belgi/database';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { confirmPhone } from '../accounts/change-phone.js';
import { agencyById } from '../agencies/agency.store.js';
import { createAgency } from '../agencies/create-agency.js';
import { contact } from '../asks/contact.js';
import { attributesOf } from '../people/attribute.store.js';
import { TABLES_WITH_DATA_KEYS } from '../people/data-key.store.js';
import { createVault } from '../people/vault.js';
import type { Ports } from '../ports.js';
import { register } from '../registration/register.js';
import { aCitizen, aPerson, PASSWORD, startRegistration } from '../testing/citizens.js';
import { createIdentity, type TestIdentity } from '../testing/identity.js';
import { keysCommand } from './keys.command.js';

let identity: TestIdentity;
const folder = mkdtempSync(join(tmpdir(), 'belgi-keys-'));
const fresh = `fresh:${randomBytes(32).toString('base64')}`;
beforeAll(async () => {
  identity = await createIdentity();
  vi.stubEnv('DATABASE_URL', identity.url);
  vi.stubEnv('LOOKUP_KEY', identity.secrets.lookupKey);
  vi.stubEnv('MASTER_KEYS', `${fresh},${identity.secrets.masterKeys}`);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  await identity[Symbol.asyncDispose]();
});

test('a new master key: afterwards the former one opens nothing and is needed for nothing', async () => {
  const { citizenId, person } = await aCitizen(identity);
  await keysCommand(['rotate', '--master']);
  const onlyFresh = createVault({ masterKeys: fresh, lookupKey: identity.secrets.lookupKey });
  const attributes = (await attributesOf(identity.database, onlyFresh, [citizenId])).get(citizenId);
  expect(attributes?.find(({ name }) => name === 'pin')?.value).toBe(person.pin);
  await expect(attributesOf(identity.database, identity.ports.vault, [citizenId])).rejects.toThrow(/no master key/);
});

/** What a process works with once the former master key is dropped. */
const withOnlyFresh = (): Ports => ({
  ...identity.ports,
  vault: createVault({ masterKeys: fresh, lookupKey: identity.secrets.lookupKey }),
});

// The fault: a registration or a new phone that waits for its code would open nothing once the former key is dropped.
test('a new master key: whoever waits for a code goes on with the new key alone', async () => {
  const person = aPerson();
  const acceptance = await identity.tickets.acceptance();
  const { registrationId = '' } = await startRegistration(identity, person, acceptance);
  const { citizenId, accessToken } = await aCitizen(identity);
  const next = aPerson().phone;
  await identity.run(
    'mutation ($input: CorrectionInput!) { correctMyData(input: $input) { __typename } }',
    { input: { phone: next, password: PASSWORD } },
    accessToken,
  );
  await keysCommand(['rotate', '--master']);
  const ports = withOnlyFresh();
  const basis = { duty: 'SECURITY' } as const;
  expect(await contact(ports, { about: { registrationId }, basis, case: 'code-1' })).toMatchObject({
    phone: person.phone,
  });
  const code = ports.vault.codeOf(registrationId);
  expect(await register(ports, { ...person, registrationId, acceptance, code })).toHaveProperty('accessToken');
  const change = await identity.database.one<{ id: string }>(
    sql`/* test.change */ SELECT id FROM phone_changes WHERE account_id = ${citizenId}`,
  );
  expect(await confirmPhone(ports, citizenId, ports.vault.codeOf(change?.id ?? ''))).toEqual({ confirmed: true });
});

test('a new master key: no table that holds keys is left out', async () => {
  const columns = await identity.database.query<{ name: string }>(sql`/* test.columns */
    SELECT table_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name LIKE '%data_key%' ORDER BY 1`);
  expect(columns.map(({ name }) => name)).toEqual([...TABLES_WITH_DATA_KEYS].sort());
});

test("another key for an agency: its private half is for the owner's eyes, and never in the database", async () => {
  const { d: _private, ...jwk } = generateSigningKey();
  const agency = await createAgency(identity.database, { name: 'Tax Service', xRoadMember: null, jwk });
  if ('fault' in agency) throw new Error(agency.fault);
  const file = join(folder, 'next.jwk.json');
  await keysCommand(['rotate', '--agency', agency.id, '--generate', file, '--keep-old']);
  const next = JSON.parse(readFileSync(file, 'utf8'));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const { keys } = (await agencyById(identity.database, agency.id))?.jwks ?? { keys: [] };
  expect(keys.map(({ kid }) => kid)).toEqual([next.kid, jwk.kid]);
  expect(JSON.stringify(keys)).not.toContain(next.d);
  await keysCommand(['rotate', '--agency', agency.id, '--generate', join(folder, 'third.jwk.json')]);
  expect((await agencyById(identity.database, agency.id))?.jwks.keys).toHaveLength(1);
});

test('used wrongly it says how to use it', async () => {
  await expect(keysCommand([])).rejects.toThrow(/keys rotate --agency/);
  await expect(keysCommand(['rotate'])).rejects.toThrow(/keys rotate --agency/);
});
