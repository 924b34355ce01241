import { randomBytes } from 'node:crypto';
import { chown, cp, lstat, mkdir, readdir, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Account } from '../processes/child.js';
import { reaches } from './postgres-account.js';
import type { PostgresBinaries } from './postgres-binaries.js';

/**
 * Where root keeps what the user `postgres` must reach, when the checkout lies where it cannot pass (/root).
 * Capabilities do not help: initdb asks access(2), which ignores them.
 */
const REACHABLE = '/var/lib/belgi';

/** The binaries, copied once to where the account gets at them if need be. */
export async function reachableBinaries(
  account: Account | undefined,
  own: PostgresBinaries,
): Promise<PostgresBinaries> {
  if (account === undefined || reaches(account, own.postgres)) return own;
  const native = dirname(dirname(own.postgres));
  const { version } = JSON.parse(await readFile(join(native, '../package.json'), 'utf8')) as { version: string };
  const copy = join(REACHABLE, `postgresql-${version}`);
  if (!(await exists(copy))) await copyWhole(native, copy);
  return { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
}

/** Copied beside and renamed: whoever looks sees all of it or nothing. */
async function copyWhole(from: string, to: string): Promise<void> {
  await mkdir(REACHABLE, { recursive: true, mode: 0o755 });
  const beside = `${to}.${randomBytes(4).toString('hex')}`;
  await cp(from, beside, { recursive: true, verbatimSymlinks: true });
  await rename(beside, to).catch(() => rm(beside, { recursive: true })); // somebody else was quicker
}

/**
 * The folder for PostgreSQL's data, owned by its account. Where the wanted one cannot be reached, it becomes a
 * symbolic link to one that can.
 */
export async function reachableFolder(account: Account | undefined, wanted: string): Promise<string> {
  if (account === undefined) {
    await mkdir(wanted, { recursive: true });
    return wanted;
  }
  await mkdir(dirname(wanted), { recursive: true });
  const folder = reaches(account, dirname(wanted)) ? wanted : await linkedFolder(wanted);
  await mkdir(folder, { recursive: true });
  await chown(folder, account.uid, account.gid);
  return folder;
}

async function linkedFolder(wanted: string): Promise<string> {
  await sweep();
  const linked = await readlink(wanted).catch(() => undefined);
  if (linked !== undefined) return linked;
  if (await exists(join(wanted, 'data/PG_VERSION'))) {
    throw new Error(
      `PostgreSQL runs as the user "postgres", who cannot reach ${wanted}. Move the data folder to where everybody may pass (BELGI_HOME=/srv/belgi).`,
    );
  }
  await rm(wanted, { recursive: true, force: true }); // half a folder of a start that was cut short
  const place = join(REACHABLE, `data-${randomBytes(8).toString('hex')}`);
  const folder = join(place, 'postgres');
  await mkdir(folder, { recursive: true, mode: 0o755 });
  await symlink(folder, wanted);
  await writeFile(join(place, LINK_FILE), wanted); // last: from now on sweep() looks at it
  return folder;
}

/** Says where the link is that leads here. */
const LINK_FILE = 'linked-from';

/** A data folder that was removed took its link along: what the link led to goes as well. */
async function sweep(): Promise<void> {
  const names = await readdir(REACHABLE).catch(() => []);
  for (const name of names.filter((each) => each.startsWith('data-'))) {
    const place = join(REACHABLE, name);
    const link = await readFile(join(place, LINK_FILE), 'utf8').catch(() => undefined);
    if (link === undefined) continue; // being made at this moment
    const target = await readlink(link).catch(() => undefined);
    if (target !== join(place, 'postgres')) await rm(place, { recursive: true, force: true });
  }
}

function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
