import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import type { Account } from '../processes/child.js';

const run = promisify(execFile);

/**
 * PostgreSQL refuses to run as root. As root (containers, bare machines) it runs as the system user `postgres`,
 * made when missing; otherwise as ourselves (undefined).
 */
export async function postgresAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const existing = await idsOf('postgres');
  if (existing !== undefined) return existing;
  await run('groupadd', ['--system', 'postgres']).catch(() => undefined); // the group alone may exist
  await run('useradd', ['--system', '--no-create-home', '--gid', 'postgres', 'postgres']);
  const made = await idsOf('postgres');
  if (made === undefined)
    throw new Error('PostgreSQL cannot run as root, and the system user "postgres" could not be made.');
  return made;
}

async function idsOf(user: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/** Whether that user gets to a file or folder; a checkout under /root (mode 0700) lets nobody pass. */
export function reaches({ uid, gid }: Account, path: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$0"', path], { uid, gid, cwd: '/' }).status === 0;
}
