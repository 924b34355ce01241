import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHealth, type Logger } from '@belgi/runtime';
import { formatSigningKey, formatVerifierKey } from '@belgi/tlog';
import { pino } from 'pino';
import { compose } from '../compose.js';
import { environmentOf } from '../environment.js';
import { logKey, ORIGIN, witnessKey } from './log.js';

export const SECRET = 'x'.repeat(32);

/** What a process of that role would have in its environment. */
export function variables(role: 'signer' | 'witness', dataFile: string): Record<string, string> {
  return {
    NODE_ENV: 'test',
    PORT: '0',
    NOTARY_ROLE: role,
    ORIGIN,
    DATA_FILE: dataFile,
    SIGNING_KEY: formatSigningKey(role === 'signer' ? logKey : witnessKey),
    ...(role === 'signer' ? { SIGNER_SECRETS: SECRET } : { LOG_KEYS: formatVerifierKey(logKey) }),
  };
}

export async function temporaryFolder(): Promise<AsyncDisposable & { path: string; dataFile: string }> {
  const path = await mkdtemp(join(tmpdir(), 'belgi-notary-'));
  const remove = () => rm(path, { recursive: true, force: true });
  return { path, dataFile: join(path, 'last-signed'), [Symbol.asyncDispose]: remove };
}

/** Posts what a notary is asked to sign. */
export async function ask(url: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  const secret = { 'belgi-signer-secret': SECRET };
  const answer = await fetch(url, { method: 'POST', body, headers: { ...secret, ...headers } });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

/** A notary over HTTP in this process; stopped, and started again on its file, at will. */
export async function startNotary(role: 'signer' | 'witness', dataFile: string) {
  const lines: Record<string, unknown>[] = [];
  const stops: (() => Promise<void> | void)[] = [];
  const health = createHealth();
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  const base = await compose({
    environment: environmentOf(variables(role, dataFile)),
    logger: loggerInto(lines),
    health,
    lifecycle: { onStop: (_name, end) => void stops.push(end) },
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  health.setServing(true);
  const route = `${base}/${role === 'signer' ? 'sign' : 'add'}-checkpoint`;
  return {
    base,
    ask: (body: string | Uint8Array<ArrayBuffer>, headers?: Record<string, string>) => ask(route, body, headers),
    /** What it has logged, parsed. */
    lines,
    file: () => readFile(dataFile, 'utf8'),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
export type RunningNotary = Awaited<ReturnType<typeof startNotary>>;

/** A logger whose lines land in a list. */
function loggerInto(lines: Record<string, unknown>[]): Logger {
  return pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
}
