import { parseArgs } from 'node:util';
import { generateSigningKey } from '@belgi/access';
import { publicJwkOf } from '../agencies/agency.js';
import { agencyById, saveAgency } from '../agencies/agency.store.js';
import { dataKeysAfter, saveDataKey, TABLES_WITH_DATA_KEYS, type TableWithDataKeys } from '../people/data-key.store.js';
import { keyFrom } from './agency.command.js';
import { CommandError, say, UsageError, type Workbench, withWorkbench } from './command.js';

const USAGE = `keys rotate --agency ID (--jwk FILE | --generate OUT) [--keep-old]
keys rotate --master
keys new-signing-key

--agency gives an agency another key; with --keep-old the former one stays valid as well until the next rotation.
--master wraps every data key (of persons, registrations, new phones, disputes) by the first of MASTER_KEYS; afterwards the
former master key may be dropped.
new-signing-key prints a private JWK: put it last in SIGNING_KEYS and restart, after five minutes put it first and
restart, after another five minutes drop the former one.`;

/** Keys that are wrapped anew in one transaction. */
const BATCH = 500;

export async function keysCommand(args: readonly string[]): Promise<void> {
  const [verb, ...rest] = args;
  if (verb === 'new-signing-key') return say(JSON.stringify(generateSigningKey()));
  if (verb !== 'rotate') throw new UsageError(USAGE);
  const { values } = parseArgs({
    args: rest,
    options: {
      agency: { type: 'string' },
      master: { type: 'boolean' },
      jwk: { type: 'string' },
      generate: { type: 'string' },
      'keep-old': { type: 'boolean', default: false },
    },
  });
  if (values.master === true) return withWorkbench(rewrapAll);
  const { agency: id } = values;
  if (id === undefined) throw new UsageError(USAGE);
  const jwk = publicJwkOf(keyFrom(values));
  if ('fault' in jwk && typeof jwk.fault === 'string') throw new CommandError(jwk.fault);
  await withWorkbench(async ({ database }) => {
    const agency = await agencyById(database, id);
    if (agency === undefined) throw new CommandError('no such agency');
    const [former] = agency.jwks.keys;
    const keys = [jwk, ...(values['keep-old'] && former !== undefined ? [former] : [])];
    await saveAgency(database, { ...agency, jwks: { keys: keys as never } });
    say(JSON.stringify({ id, keys: keys.length }));
  });
}

/** Persons, registrations and new phones that wait for their code, disputes: each holds a key of its own. */
async function rewrapAll(bench: Workbench): Promise<void> {
  let rewrapped = 0;
  for (const table of TABLES_WITH_DATA_KEYS) rewrapped += await rewrapTable(bench, table);
  say(JSON.stringify({ rewrapped }));
}

async function rewrapTable({ database, vault }: Workbench, table: TableWithDataKeys): Promise<number> {
  let after: string | null = null;
  let rewrapped = 0;
  for (;;) {
    const page: { id: string; dataKey: Buffer }[] = await database.transaction(async (tx) => {
      const rows = await dataKeysAfter(tx, table, { after, limit: BATCH });
      for (const { id, dataKey } of rows) {
        const wrapped = vault.sealer.rewrap(dataKey);
        if (wrapped === dataKey) continue;
        await saveDataKey(tx, table, id, wrapped);
        rewrapped += 1;
      }
      return rows;
    });
    after = page.at(-1)?.id ?? null;
    if (page.length < BATCH) return rewrapped;
  }
}
