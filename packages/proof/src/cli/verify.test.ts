import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { formatKeys } from '../keys.js';
import { ENTRY, proofFile, testLog } from '../testing/files.js';
import { verify } from './verify.js';

const log = testLog();
let folder: string;
const at = (name: string) => join(folder, name);
const run = (...args: string[]) => verify(args, { LANG: 'en_GB.UTF-8' });
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'belgi-verify-'));
  const good = await proofFile(log);
  await writeFile(at('good.tlog-proof'), good);
  await writeFile(at('bad.tlog-proof'), good.replace('\nindex 5\n', '\nindex 6\n'));
  await writeFile(at('huge.tlog-proof'), Buffer.alloc(5 << 20, 'x'));
  await writeFile(at('keys.txt'), formatKeys(log.trusted).join('\n'));
  await writeFile(at('others.txt'), formatKeys(testLog().trusted).join('\n'));
  await writeFile(at('no-keys.txt'), 'x');
});
afterAll(() => rm(folder, { recursive: true }));

it('says what was proved', async () => {
  const { exitCode, output } = await run(at('good.tlog-proof'), '--keys', at('keys.txt'));
  expect(exitCode).toBe(0);
  expect(output).toMatch(/^Proved\.\n\nConsent was given\.\nIn the ledger “belgi\.test\/ledger”, at place 6 of 11\.\n/);
  expect(output).toMatch(new RegExp(`Opaque id of the person +${ENTRY.data.citizenId}`));
});

it.each([
  ['bad.tlog-proof', 'keys.txt', 1, 'ROOT_DIFFERS'],
  ['good.tlog-proof', 'others.txt', 1, 'SIGNATURE_MISSING'],
  ['huge.tlog-proof', 'keys.txt', 1, 'PROOF_MALFORMED'],
  ['keys.txt', 'keys.txt', 1, 'PROOF_MALFORMED'],
  ['good.tlog-proof', 'no-keys.txt', 2, 'is no key file'],
  ['good.tlog-proof', 'nowhere.txt', 2, 'ENOENT'],
  ['nowhere.tlog-proof', 'keys.txt', 2, 'ENOENT'],
] as const)('%s by %s ends with %i: %s', async (file, keys, exitCode, words) => {
  const result = await run(at(file), '--keys', at(keys));
  expect(result).toEqual({ exitCode, output: expect.stringContaining(words) });
});

it('warns when nothing but the file vouches for the keys, and takes those that are pinned beside it', async () => {
  const alone = await run(at('good.tlog-proof'));
  expect(alone).toEqual({ exitCode: 3, output: expect.stringContaining('the keys came out of the file') });
  await writeFile(at('ledger-keys.txt'), formatKeys(log.trusted).join('\n'));
  expect((await run(at('good.tlog-proof'))).exitCode).toBe(0);
});

it('speaks the language that it is asked for, else that of the machine', async () => {
  const file = [at('good.tlog-proof'), '--keys', at('keys.txt')];
  expect((await verify(file, { LANG: 'ru_RU.UTF-8' })).output).toMatch(/^Доказано\./);
  expect((await verify(file, {})).output).toMatch(/^Далилденди\./);
  expect((await verify([...file, '--locale', 'ru'], { LANG: 'en' })).output).toMatch(/^Доказано\./);
  expect((await verify([...file, '--locale', 'de'], {})).exitCode).toBe(2);
});

it('finds a relative file from where the person is, and says how it is used', async () => {
  const result = await verify(['--', 'good.tlog-proof', '--keys', 'keys.txt'], { INIT_CWD: folder, LANG: 'en' });
  expect(result.exitCode).toBe(0);
  expect((await run()).exitCode).toBe(2);
  expect((await run('--nonsense')).exitCode).toBe(2);
  expect(await run('--help')).toEqual({ exitCode: 0, output: expect.stringContaining('Exit code') });
  expect(JSON.parse((await run(at('good.tlog-proof'), '--json')).output)).toMatchObject({ verdict: 'PROVED' });
});

it('lets no words of a file act on the terminal', async () => {
  const entry = { ...ENTRY, data: { agencyName: '\u001b[2J\u001b[1;1HProved.\u202e' } };
  await writeFile(at('odd.tlog-proof'), await proofFile(log, { entry, evidence: { receipt: undefined as never } }));
  const { output } = await run(at('odd.tlog-proof'), '--keys', at('keys.txt'));
  expect(output).toContain('\uFFFD[2J');
  expect([...output].filter((char) => /\p{C}/u.test(char) && char !== '\n')).toEqual([]);
});
