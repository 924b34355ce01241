import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { generateSigningKey } from '@belgi/access';
import { type AgencyJwk, publicJwkOf } from '../agencies/agency.js';
import { agencyById, allAgencies, saveAgency } from '../agencies/agency.store.js';
import { createAgency } from '../agencies/create-agency.js';
import { CommandError, say, UsageError, withWorkbench } from './command.js';

export const AGENCY_USAGE = `agency create --name NAME [--x-road-member MEMBER] (--jwk FILE | --generate OUT)
agency list
agency suspend --id ID
agency resume --id ID

--jwk takes the agency's public key as a JWK; --generate makes a key pair and writes the private JWK to OUT (mode 0600).
The printed id is the agency's OAuth client id. Example:
  node dist/main.js agency create --name "State Tax Service" --generate tax.jwk.json`;

export async function agencyCommand(args: readonly string[]): Promise<void> {
  const [verb, ...rest] = args;
  if (verb === 'create') return create(rest);
  if (verb === 'list') return list();
  if (verb === 'suspend' || verb === 'resume') return setState(rest, verb === 'suspend' ? 'SUSPENDED' : 'ACTIVE');
  throw new UsageError(AGENCY_USAGE);
}

async function create(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      name: { type: 'string' },
      'x-road-member': { type: 'string' },
      jwk: { type: 'string' },
      generate: { type: 'string' },
    },
  });
  const { name, 'x-road-member': xRoadMember = null } = values;
  if (name === undefined) throw new UsageError(AGENCY_USAGE);
  const jwk = keyFrom(values);
  await withWorkbench(async ({ database }) => {
    const agency = await createAgency(database, { name, xRoadMember, jwk });
    if ('fault' in agency) throw new CommandError(`not created: ${agency.fault}`);
    say(JSON.stringify({ id: agency.id, clientId: agency.id, scopes: agency.scopes }));
  });
}

/** The public key: read from a file, or of a pair made now whose private half goes to a file of the owner's only. */
export function keyFrom(options: { jwk?: string | undefined; generate?: string | undefined }): AgencyJwk {
  const { jwk, generate } = options;
  if ((jwk === undefined) === (generate === undefined)) throw new UsageError(AGENCY_USAGE);
  if (generate !== undefined) {
    const pair = generateSigningKey();
    writeFileSync(generate, `${JSON.stringify({ ...pair, alg: 'EdDSA', use: 'sig' }, null, 2)}\n`, {
      mode: 0o600,
      flag: 'wx',
    });
    const { d: _private, ...half } = pair;
    return half;
  }
  const parsed = JSON.parse(readFileSync(jwk as string, 'utf8')) as AgencyJwk;
  const checked = publicJwkOf(parsed);
  if ('fault' in checked && typeof checked.fault === 'string') throw new CommandError(checked.fault);
  return parsed;
}

async function list(): Promise<void> {
  await withWorkbench(async ({ database }) => {
    for (const { id, name, xRoadMember, state, jwks } of await allAgencies(database))
      say(JSON.stringify({ id, name, xRoadMember, state, keys: jwks.keys.map((key) => key.kid ?? key.kty) }));
  });
}

async function setState(args: readonly string[], state: 'ACTIVE' | 'SUSPENDED'): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { id: { type: 'string' } } });
  const { id } = values;
  if (id === undefined) throw new UsageError(AGENCY_USAGE);
  await withWorkbench(async ({ database }) => {
    const agency = await agencyById(database, id);
    if (agency === undefined) throw new CommandError('no such agency');
    await saveAgency(database, { ...agency, state });
    say(JSON.stringify({ id, state }));
  });
}
