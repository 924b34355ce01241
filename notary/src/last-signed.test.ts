import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EMPTY_ROOT, formatCheckpoint } from '@belgi/tlog';
import { describe, expect, it } from 'vitest';
import { openLastSigned } from './last-signed.js';
import { ORIGIN, TestLog } from './testing/log.js';
import { temporaryFolder } from './testing/running.js';

const log = new TestLog().grow(7);
const tree = { size: 7, root: log.root() };

describe('what was signed last', () => {
  it('is nothing at first, and then what was recorded', async () => {
    await using folder = await temporaryFolder();
    const first = await openLastSigned(folder.dataFile, ORIGIN);
    expect([first.isNew, first.tree]).toEqual([true, { size: 0, root: EMPTY_ROOT }]);
    await first.record(tree);
    expect(await readFile(folder.dataFile, 'utf8')).toBe(log.text());
    expect(await readdir(folder.path)).not.toContain('last-signed.new');
    first.close();
    const again = await openLastSigned(folder.dataFile, ORIGIN);
    expect([again.isNew, again.tree]).toEqual([false, tree]);
    again.close();
  });

  it('is read past the rest of a write that was broken off', async () => {
    await using folder = await temporaryFolder();
    await writeFile(folder.dataFile, log.text());
    await writeFile(`${folder.dataFile}.new`, log.text().slice(0, 20));
    const last = await openLastSigned(folder.dataFile, ORIGIN);
    expect(last.tree).toEqual(tree);
    last.close();
  });

  it.each([
    ['empty', ''],
    ['broken off', log.text().slice(0, -1)],
    ['of zeroes, as a power cut leaves files', '\0'.repeat(80)],
    ['with something after it', `${log.text()}\n`],
    ['of another shape', '{"size":7}'],
    ["another log's", formatCheckpoint({ origin: 'other.example', ...tree })],
  ])('is never guessed: a file that is %s ends the start', async (_, text) => {
    await using folder = await temporaryFolder();
    await writeFile(folder.dataFile, text);
    await expect(openLastSigned(folder.dataFile, ORIGIN)).rejects.toThrow(/damaged|of the log other/);
    expect(await readFile(folder.dataFile, 'utf8')).toBe(text);
    // The failed start holds nothing: once the operator has put the true file back, it goes on.
    await writeFile(folder.dataFile, log.text());
    (await openLastSigned(folder.dataFile, ORIGIN)).close();
  });

  it('ends the start when it cannot be read or its folder is not there', async () => {
    await using folder = await temporaryFolder();
    await mkdir(folder.dataFile);
    await expect(openLastSigned(folder.dataFile, ORIGIN)).rejects.toThrow('cannot be read');
    await expect(openLastSigned(join(folder.path, 'not-mounted', 'file'), ORIGIN)).rejects.toThrow('lock');
  });

  it('belongs to one notary at a time', async () => {
    await using folder = await temporaryFolder();
    const one = await openLastSigned(folder.dataFile, ORIGIN);
    await expect(openLastSigned(folder.dataFile, ORIGIN)).rejects.toThrow('held by another notary');
    one.close();
    (await openLastSigned(folder.dataFile, ORIGIN)).close();
  });

  it('is missed when it goes away', async () => {
    await using folder = await temporaryFolder();
    const last = await openLastSigned(folder.dataFile, ORIGIN);
    await last.check();
    await rm(folder.dataFile);
    await expect(last.check()).rejects.toThrow('is gone');
    last.close();
  });
});
