import { formatNote, formatVerifierKey, parseSignatures } from '@belgi/tlog';
import { verifyCheckpoint } from '@belgi/tlog/verify';
import { describe, expect, it } from 'vitest';
import { logKey, ORIGIN, TestLog } from './testing/log.js';
import { startNotary, temporaryFolder } from './testing/running.js';

describe('the signer', () => {
  it('signs a log as it grows, and the same size again', async () => {
    await using folder = await temporaryFolder();
    await using signer = await startNotary('signer', folder.dataFile);
    const log = new TestLog();
    let from = 0;
    for (const more of [0, 1, 1, 5, 0, 300]) {
      log.grow(more);
      const { status, text } = await signer.ask(await log.toSign(from));
      expect(status).toBe(200);
      const note = formatNote({ text: log.text(), signatures: parseSignatures(text) ?? [] });
      const proved = await verifyCheckpoint(note, formatVerifierKey(logKey), ORIGIN);
      expect(proved).toMatchObject({ ok: true, proved: { size: log.size } });
      expect(await signer.file()).toBe(log.text());
      from = log.size;
    }
  });

  it.each([
    ['nothing', {}],
    ['another secret', { 'belgi-signer-secret': 'y'.repeat(32) }],
  ])('answers nobody who bears %s, before the body is read', async (_, headers) => {
    await using folder = await temporaryFolder();
    await using signer = await startNotary('signer', folder.dataFile);
    const body = await new TestLog().grow(3).toSign(0);
    const answer = await fetch(`${signer.base}/sign-checkpoint`, { method: 'POST', headers, body });
    expect([answer.status, await answer.text()]).toEqual([403, 'NOT_THE_LOG\n']);
    expect(await signer.file()).toContain('\n0\n');
  });

  it.each([
    ['another log', { origin: 'other.example' }, 404, 'ORIGIN_UNKNOWN'],
    ['extension lines', { extensions: ['more'] }, 400, 'HAS_EXTENSIONS'],
    ['a smaller size than it claims to extend', { from: 4 }, 400, 'SHRINKS'],
    ['a wrong proof', { path: [new TestLog().root()] }, 422, 'NOT_AN_EXTENSION'],
  ])('refuses %s', async (_, lies, status, why) => {
    await using folder = await temporaryFolder();
    await using signer = await startNotary('signer', folder.dataFile);
    const answer = await signer.ask(await new TestLog().grow(3).toSign(0, lies));
    expect(answer).toMatchObject({ status, text: `${why}\n` });
    expect(await signer.file()).toContain('\n0\n');
  });

  it('does not take what is for the witness, nor the other way round', async () => {
    await using folder = await temporaryFolder();
    await using signer = await startNotary('signer', folder.dataFile);
    const log = new TestLog().grow(3);
    expect(await signer.ask(await log.toCosign(0))).toMatchObject({ status: 400, text: 'MALFORMED\n' });
    expect((await fetch(`${signer.base}/add-checkpoint`, { method: 'POST', body: 'x' })).status).toBe(404);
  });
});
