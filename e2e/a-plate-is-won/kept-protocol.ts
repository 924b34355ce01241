import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestLot, type TestSystem, waitFor } from '@belgi/testkit';
import { request } from 'undici';

/** A checkpoint is promised within ten seconds; the machine is busy. */
const CHECKPOINT_DEADLINE_MS = 60_000;
const PROGRAM = join(import.meta.dirname, '../../packages/proof/dist/cli/main.js');

/** What somebody keeps of a closing protocol, in a folder of theirs: the file, its proof, and the keys. */
export interface KeptProtocol extends AsyncDisposable {
  /** `pnpm verify`, in English, in that folder. */
  verify(...args: readonly string[]): Promise<{ code: number; stdout: string }>;
  /** Writes over what fits first. */
  alter(file: string, pattern: RegExp, by: string): Promise<void>;
}

export async function keepProtocol({ urls }: TestSystem, lot: TestLot): Promise<KeptProtocol> {
  const folder = await mkdtemp(join(tmpdir(), 'belgi-protocol-'));
  const keep = async (path: string, file: string): Promise<boolean> => {
    const { statusCode, body } = await request(`${urls.gateway}${path}`);
    const text = await body.text();
    if (statusCode === 200) await writeFile(join(folder, file), text);
    return statusCode === 200;
  };
  await keep(`/protocols/${lot.id}`, 'protocol.json');
  await keep('/ledger/keys', 'keys.txt');
  await waitFor(() => keep(`/ledger/protocols/${lot.id}`, 'protocol.tlog-proof'), CHECKPOINT_DEADLINE_MS);
  return {
    verify: (...args) =>
      new Promise((resolve) => {
        const env = { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '', INIT_CWD: folder };
        execFile(process.execPath, [PROGRAM, ...args], { env, cwd: folder }, (error, stdout) =>
          resolve({ code: error === null ? 0 : Number(error.code), stdout }),
        );
      }),
    alter: async (file, pattern, by) => {
      const text = await readFile(join(folder, file), 'utf8');
      await writeFile(join(folder, file), text.replace(pattern, by));
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
