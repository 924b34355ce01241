import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { staffRoleSchema } from '@belgi/contracts';
import { setStatus } from '../accounts/set-status.js';
import { isId } from '../people/id.js';
import { createPasswords } from '../sessions/passwords.js';
import { createStaff } from '../staff/create-staff.js';
import { allStaff } from '../staff/staff.store.js';
import { CommandError, say, UsageError, withWorkbench } from './command.js';

const USAGE = `staff create --email MAIL --name NAME --role AUCTIONEER|PRIVACY_OFFICER|OPERATOR [--role …] [--password-file FILE]
staff list
staff disable --id ID
staff enable --id ID

Without --password-file a password is made and printed once. Example:
  node dist/main.js staff create --email chief@auction.kg --name "Chief Officer" --role PRIVACY_OFFICER`;

/** Bytes of a generated password: 144 bits. */
const PASSWORD_BYTES = 18;

export async function staffCommand(args: readonly string[]): Promise<void> {
  const [verb, ...rest] = args;
  if (verb === 'create') return create(rest);
  if (verb === 'list') return list();
  if (verb === 'disable' || verb === 'enable') return setEnabled(rest, verb === 'enable');
  throw new UsageError(USAGE);
}

async function create(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string', multiple: true },
      'password-file': { type: 'string' },
    },
  });
  const { email, name, role: roles = [] } = values;
  const parsed = staffRoleSchema.array().safeParse(roles);
  if (email === undefined || name === undefined || !parsed.success) throw new UsageError(USAGE);
  const file = values['password-file'];
  const password =
    file === undefined ? randomBytes(PASSWORD_BYTES).toString('base64url') : readFileSync(file, 'utf8').trim();
  await withWorkbench(async ({ database, vault }) => {
    const passwords = await createPasswords();
    const result = await createStaff({ database, vault, passwords }, { email, name, roles: parsed.data, password });
    if ('fault' in result) throw new CommandError(`not created: ${result.fault}`);
    say(JSON.stringify({ id: result.id, roles: parsed.data, ...(file === undefined ? { password } : {}) }));
  });
}

async function list(): Promise<void> {
  await withWorkbench(async ({ database }) => {
    for (const member of await allStaff(database)) say(JSON.stringify(member));
  });
}

async function setEnabled(args: readonly string[], enabled: boolean): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { id: { type: 'string' } } });
  const { id } = values;
  if (id === undefined || !isId(id)) throw new UsageError(USAGE);
  await withWorkbench(async ({ database }) => {
    const staff = (await allStaff(database)).find((member) => member.id === id);
    if (staff === undefined) throw new CommandError('no such member of staff');
    await setStatus(database, id, enabled ? 'ACTIVE' : 'BLOCKED');
    say(JSON.stringify({ id, status: enabled ? 'ACTIVE' : 'BLOCKED' }));
  });
}
