import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EMPTY_ROOT, formatCheckpoint, parseCheckpoint } from '@belgi/tlog';
import type { Tree } from './growth.js';
import { lockProcess } from './process-lock.js';

/** The largest tree that this notary may have signed, on a disk. */
export interface LastSigned {
  readonly tree: Tree;
  /** Whether there was no file yet: nothing has been signed with it. */
  readonly isNew: boolean;
  /** Returns once the tree is on the disk, to survive a power cut; never called twice at once. */
  record(tree: Tree): Promise<void>;
  /** @throws Error when the file is gone or no longer readable */
  check(): Promise<void>;
  close(): void;
}

/**
 * The file holds the checkpoint's text and nothing else. An absent file is a log of size 0; one that cannot be read, or
 * is another log's, ends the start: who guesses what was signed may sign its opposite.
 * @throws Error when another process has the file, or it is not what it should be, or it cannot be written
 */
export async function openLastSigned(file: string, origin: string): Promise<LastSigned> {
  const lock = lockProcess(`${file}.lock`);
  try {
    const found = await read(file, origin);
    let tree = found ?? { size: 0, root: EMPTY_ROOT };
    // Also what was found: a process that died after the renaming may have left it unsynced, and its next signature
    // would stand on a file that a power cut takes back.
    await write(file, origin, tree);
    return {
      get tree() {
        return tree;
      },
      isNew: found === undefined,
      record: async (next) => {
        await write(file, origin, next);
        tree = next;
      },
      check: async () => {
        if ((await read(file, origin)) === undefined) throw new Error(`${file} is gone`);
      },
      close: () => lock.release(),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function read(file: string, origin: string): Promise<Tree | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Error(`${file} cannot be read`, { cause: error });
  }
  const checkpoint = parseCheckpoint(text);
  if (checkpoint === undefined) {
    throw new Error(`${file} is damaged: what was signed last is unknown, so nothing can be signed (README)`);
  }
  if (checkpoint.origin !== origin) throw new Error(`${file} is of the log ${checkpoint.origin}, not of ${origin}`);
  return { size: checkpoint.size, root: checkpoint.root };
}

/** All or nothing: before the renaming the old file is whole, after it the new one is, and on the disk. */
async function write(file: string, origin: string, tree: Tree): Promise<void> {
  const temporary = `${file}.new`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(formatCheckpoint({ origin, ...tree }));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
