import { randomBytes } from 'node:crypto';
import {
  formatAddCheckpoint,
  formatNote,
  formatVerifierKey,
  generateSigningKey,
  parseSignatures,
  SIGNATURE_TYPE,
  signNote,
} from '@belgi/tlog';
import { verifyCosignatures } from '@belgi/tlog/verify';
import { describe, expect, it } from 'vitest';
import { MAX_REQUEST_BYTES } from './checkpoint.route.js';
import { logKey, ORIGIN, TestLog, witnessKey } from './testing/log.js';
import { startNotary, temporaryFolder } from './testing/running.js';

const stranger = generateSigningKey(ORIGIN, SIGNATURE_TYPE.NOTE);

describe('the witness', () => {
  it('cosigns a log as it grows, at its own time', async () => {
    await using folder = await temporaryFolder();
    await using witness = await startNotary('witness', folder.dataFile);
    const log = new TestLog();
    for (const [from, more] of [
      [0, 3],
      [3, 4],
      [7, 0],
      [7, 100],
    ] as const) {
      log.grow(more);
      const before = Math.floor(Date.now() / 1_000);
      const { status, text } = await witness.ask(await log.toCosign(from));
      expect(status).toBe(200);
      const note = formatNote({ text: log.text(), signatures: parseSignatures(text) ?? [] });
      const outcome = await verifyCosignatures(note, { witnesses: [formatVerifierKey(witnessKey)], quorum: 1 });
      if (!outcome.ok) throw new Error(outcome.wrong);
      expect(outcome.proved[0]?.timestamp).toBeGreaterThanOrEqual(before);
    }
    expect(await witness.file()).toBe(log.text());
  });

  it('answers 409 with the last size to whoever extends another', async () => {
    await using folder = await temporaryFolder();
    await using witness = await startNotary('witness', folder.dataFile);
    const log = new TestLog().grow(5);
    await witness.ask(await log.toCosign(0));
    log.grow(4);
    for (const from of [0, 4, 6]) {
      const answer = await witness.ask(await log.toCosign(from));
      expect(answer).toEqual({ status: 409, type: 'text/x.tlog.size', text: '5\n' });
    }
    // An older checkpoint, truly signed and truly a beginning of the last one: smaller is not signed again.
    const older = await witness.ask(await log.toCosign(4, { size: 4 }));
    expect([older.status, older.text]).toEqual([409, '5\n']);
    expect((await witness.ask(await log.toCosign(5))).status).toBe(200);
  });

  it('tells loudly of a second history, and cosigns none of it', async () => {
    await using folder = await temporaryFolder();
    await using witness = await startNotary('witness', folder.dataFile);
    const log = new TestLog().grow(8);
    const fork = log.fork(5).grow(3);
    await witness.ask(await log.toCosign(0));
    expect(await witness.ask(await fork.toCosign(8))).toEqual({ status: 409, type: 'text/x.tlog.size', text: '8\n' });
    fork.grow(2);
    expect(await witness.ask(await fork.toCosign(8))).toMatchObject({ status: 422, text: 'NOT_AN_EXTENSION\n' });
    const loud = witness.lines.filter(({ level }) => level === 50);
    expect(loud).toMatchObject([
      { why: 'FORKED', oldSize: 8, size: 8, signedSize: 8 },
      { why: 'NOT_AN_EXTENSION', oldSize: 8, size: 10, signedSize: 8, wrong: 'NEW_ROOT_DIFFERS' },
    ]);
    expect(await witness.file()).toBe(log.text());
  });

  it('refuses other logs, and what the log has not signed', async () => {
    await using folder = await temporaryFolder();
    await using witness = await startNotary('witness', folder.dataFile);
    const log = new TestLog().grow(3);
    const of = async (body: Promise<string> | string) => (await witness.ask(await body)).text;
    expect(await of(log.toCosign(0, { origin: 'other.example' }))).toBe('ORIGIN_UNKNOWN\n');
    expect(await of(log.toCosign(0, { key: stranger }))).toBe('NOT_SIGNED_BY_LOG\n');
    const text = log.text();
    const over = signNote(log.fork(2).text(), logKey);
    const borrowed = formatAddCheckpoint({ from: 0, path: [], checkpoint: formatNote({ text, signatures: [over] }) });
    expect(await of(borrowed)).toBe('NOT_SIGNED_BY_LOG\n');
    expect(await witness.file()).toContain('\n0\n');
    // A stranger's signature beside the log's own changes nothing.
    const checkpoint = formatNote({ text, signatures: [signNote(text, stranger), signNote(text, logKey)] });
    expect((await witness.ask(formatAddCheckpoint({ from: 0, path: [], checkpoint }))).status).toBe(200);
  });

  it('refuses what is no request, whatever it is called', async () => {
    await using folder = await temporaryFolder();
    await using witness = await startNotary('witness', folder.dataFile);
    const good = await new TestLog().grow(3).toCosign(0);
    const hash = Buffer.alloc(32).toString('base64');
    const bodies = [
      '',
      'old 0\n',
      good.replace('old 0', 'old 00'),
      good.replace('old 0', 'old -1'),
      good.replace('old 0\n', `old 0\n${`${hash}\n`.repeat(64)}`),
      good.replaceAll('\n', '\r\n'),
      good.slice(0, -1),
      `${good}\n`,
      good.replace('\u2014', '-'),
      new Uint8Array(randomBytes(300)),
    ];
    for (const body of bodies) {
      const answer = await witness.ask(body, { 'content-type': 'application/json' });
      expect(answer).toMatchObject({ status: 400, text: 'MALFORMED\n' });
    }
    const large = await witness.ask(`${good}${' '.repeat(MAX_REQUEST_BYTES)}`);
    expect(large).toMatchObject({ status: 413, text: 'BODY_TOO_LARGE\n' });
    expect((await witness.ask(good, { 'content-type': 'application/json' })).status).toBe(200);
    const metrics = await (await fetch(`${witness.base}/metrics`)).text();
    expect(metrics).toContain(`belgi_notary_answers_total{outcome="MALFORMED",service="witness"} ${bodies.length}`);
    expect(metrics).toContain('belgi_notary_answers_total{outcome="SIGNED",service="witness"} 1');
    expect(metrics).toContain('belgi_notary_signed_entries{service="witness"} 3');
    expect(JSON.stringify(witness.lines)).not.toContain(hash);
  });
});
