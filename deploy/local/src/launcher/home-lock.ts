import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argumentsOf } from '../processes/arguments-of.js';

/** Somebody else runs Belgi on this data folder. */
export class HomeInUseError extends Error {
  constructor(home: string, pid: number) {
    super(
      `Belgi is already running on ${home} (process ${pid}). Stop it there with Ctrl-C, or give this one a folder of its own: BELGI_HOME=<folder>.`,
    );
    this.name = 'HomeInUseError';
  }
}

export interface HomeLock {
  /** The last one did not end by itself (kill -9, power cut): its processes may still be stopping. */
  readonly afterCrash: boolean;
  release(): void;
}

/** One launcher per data folder. @throws HomeInUseError */
export function lockHome(home: string): HomeLock {
  mkdirSync(home, { recursive: true, mode: 0o711 });
  const file = join(home, 'launcher.pid');
  let afterCrash = false;
  while (!tryWrite(file)) {
    const pid = Number(readFileSync(file, 'utf8'));
    if (isLauncher(pid)) throw new HomeInUseError(home, pid);
    afterCrash = true;
    rmSync(file, { force: true });
  }
  return { afterCrash, release: () => rmSync(file, { force: true }) };
}

function tryWrite(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Numbers are used again: a living process counts only when it is a launcher. */
function isLauncher(pid: number): boolean {
  return pid !== process.pid && argumentsOf(pid).includes('launcher/main.js');
}
