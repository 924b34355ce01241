import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/**
 * Free ports are taken below the range that systems hand out to outgoing connections (from 32768 on Linux,
 * 49152 on macOS): a port found free there could be some client's a moment later.
 */
const FIRST_FREE_PORT = 20_000;
const LAST_FREE_PORT = 31_999;
const ATTEMPTS = 500;

/** A wanted port is in use; the message is the one line a person needs. */
export class PortTakenError extends Error {
  constructor(
    readonly port: number,
    readonly variable: string,
  ) {
    super(
      `Port ${port} is taken by another program. Stop it, or choose another port: ${variable}=<port> (0 = any free one).`,
    );
    this.name = 'PortTakenError';
  }
}

/**
 * The port to use: the wanted one when it is free, any free one for 0.
 * @throws PortTakenError naming port and variable
 */
export async function choosePort(wanted: number, variable: string): Promise<number> {
  if (wanted === 0) return freePort();
  if (!(await isFree(wanted))) throw new PortTakenError(wanted, variable);
  return wanted;
}

/**
 * A free port that no other caller on this machine is given at the same time.
 *
 * The race: t0 A finds 20001 free, t1 B finds it free too, t2 A listens, t3 B fails. A file made with O_EXCL
 * says "taken" from t0 on, until the process that made it is gone.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = FIRST_FREE_PORT + Math.floor(Math.random() * (LAST_FREE_PORT - FIRST_FREE_PORT + 1));
    if (!claim(port)) continue;
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port found between ${FIRST_FREE_PORT} and ${LAST_FREE_PORT}`);
}

/** Free means: nobody listens on it, on any address a local program would use. */
export async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, undefined));
}

function canListen(port: number, host: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

function claim(port: number): boolean {
  // One folder per user: another one's could not be written to.
  const folder = join(tmpdir(), `belgi-ports-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, String(port));
  if (isClaimedByLiving(file)) return false;
  try {
    rmSync(file, { force: true });
    const handle = openSync(file, 'wx');
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch {
    return false;
  }
}

function isClaimedByLiving(file: string): boolean {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (pid === 0) return true; // just being written
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
