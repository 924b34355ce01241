import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parseSigningKey, parseVerifierKey, SIGNATURE_TYPE } from '@belgi/tlog';
import { afterEach, describe, expect, it } from 'vitest';
import { TestLog } from './testing/log.js';
import { ask, temporaryFolder, variables } from './testing/running.js';

/** As it is built and run: a kill needs a process. */
const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
/** A start takes a fraction of a second; on a machine that is busy with other things, many. */
const PATIENCE_MS = 120_000;

const command = async (env: Record<string, string>, ...args: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [MAIN, ...args], { env })).stdout;

const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) await kill(child);
});

/** Starts the program. @returns the process, and where it listens or how it failed, by its own log */
async function start(dataFile: string): Promise<{ child: ChildProcess; url: string; failure?: string }> {
  const env = variables('signer', dataFile);
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const { msg, err } = JSON.parse(line);
    const url = /listening at (\S+)/.exec(msg)?.[1];
    if (url === undefined && msg !== 'could not start') continue;
    child.stdout.resume();
    return { child, url: `${url}/sign-checkpoint`, failure: err?.message };
  }
  throw new Error('it ended without a word');
}

async function kill(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

describe('the program', { timeout: PATIENCE_MS }, () => {
  it('makes keys and names them', async () => {
    for (const [NOTARY_ROLE, type] of [
      ['signer', SIGNATURE_TYPE.NOTE],
      ['witness', SIGNATURE_TYPE.COSIGNATURE],
    ] as const) {
      const { skey, vkey } = JSON.parse(await command({ NOTARY_ROLE }, 'new-key', '--name', 'a.example/log'));
      expect(parseSigningKey(skey)).toMatchObject({ name: 'a.example/log', type });
      expect(parseVerifierKey(vkey)).toMatchObject({ name: 'a.example/log', type });
      expect(await command({ SIGNING_KEY: skey }, 'verifier-key')).toBe(`${vkey}\n`);
    }
    await expect(command({}, 'new-key', '--name', 'a.example/log')).rejects.toThrow('NOTARY_ROLE: is missing');
    await expect(command({ NOTARY_ROLE: 'signer' }, 'new-key')).rejects.toThrow('--name');
    await expect(command({}, 'sing')).rejects.toThrow('no command "sing"');
  });

  it('goes on after kill -9 between write and answer, at any moment', async () => {
    await using folder = await temporaryFolder();
    const log = new TestLog().grow(3);
    let known = 0;
    for (let round = 0; round < 4; round++) {
      const { child, url } = await start(folder.dataFile);
      const before = await readFile(folder.dataFile, 'utf8');
      let killed = false;
      const client = (async () => {
        while (!killed) {
          const size = log.size;
          const answer = await ask(url, await log.toSign(known)).catch(() => undefined);
          // No answer: the client knows only what it knew, whatever the file says.
          if (answer === undefined) break;
          if (answer.status === 409) {
            expect(Number(answer.text)).toBeGreaterThan(known);
            known = Number(answer.text);
          } else {
            expect(answer.status).toBe(200);
            known = size;
          }
          log.grow(1);
        }
      })();
      try {
        // As soon as something new is in the file, which is before anybody has an answer.
        while ((await readFile(folder.dataFile, 'utf8')) === before);
      } finally {
        killed = true;
        await kill(child);
        await client;
      }
    }
    const { child, url } = await start(folder.dataFile);
    const answer = await ask(url, await log.toSign(known));
    if (answer.status === 409) known = Number(answer.text);
    const last = answer.status === 409 ? await ask(url, await log.toSign(known)) : answer;
    expect(last.status).toBe(200);
    expect(await readFile(folder.dataFile, 'utf8')).toBe(log.text());
    await kill(child);
  });

  it('starts once per file, and never on one that it cannot read', async () => {
    await using folder = await temporaryFolder();
    const one = await start(folder.dataFile);
    const other = await start(folder.dataFile);
    expect(other.failure).toContain('held by another notary');
    await kill(one.child, 'SIGTERM');
    expect(one.child.exitCode).toBe(0);
    await writeFile(folder.dataFile, 'what is this\n');
    const damaged = await start(folder.dataFile);
    expect(damaged.failure).toContain('is damaged');
    for (const { child } of [other, damaged]) {
      if (child.exitCode === null) await once(child, 'exit');
      expect(child.exitCode).toBe(1);
    }
  });
});
