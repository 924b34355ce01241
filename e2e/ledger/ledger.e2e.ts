import { execFile } from 'node:child_process';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkoutFolder } from '@belgi/local';
import { aCitizen, anAgency, createSystem, type TestSystem, waitFor } from '@belgi/testkit';
import {
  consistencyPath,
  decodeBase64,
  encodeBase64,
  type Hash,
  rootOf,
  TILE_WIDTH,
  tiledReader,
  tilePath,
  tilesOf,
} from '@belgi/tlog';
import {
  type Checkpoint,
  verifyCheckpoint,
  verifyConsistency,
  verifyCosignatures,
  verifyInclusion,
} from '@belgi/tlog/verify';
import { request } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { filesOnLetter, PERIOD } from '../lawful-disclosure/official-letter.js';

/**
 * The ledger as a stranger sees it, through the gateway alone: the signed checkpoint, the keys and the tiles. What
 * privacy says about it is believed nowhere.
 */
let system: TestSystem;
let first: Checkpoint;
beforeAll(async () => {
  system = await createSystem();
}, 300_000);
afterAll(() => system?.stop());

/** Longer than the ten seconds in which a checkpoint is promised: the machine is busy. */
const CHECKPOINT_DEADLINE_MS = 60_000;

async function fetched(path: string): Promise<Buffer> {
  const { statusCode, body } = await request(`${system.urls.gateway}${path}`);
  const bytes = Buffer.from(await body.arrayBuffer());
  if (statusCode !== 200) throw new Error(`${path}: ${statusCode}`);
  return bytes;
}

/** Downloads every tile of a tree. */
async function readerOf(size: number) {
  const tiles = new Map<string, Hash[]>();
  for (const tile of tilesOf(size)) {
    const bytes = await fetched(`/ledger${tilePath(tile)}`);
    const hashes = Array.from({ length: tile.width }, (_, at) => new Uint8Array(bytes.subarray(32 * at, 32 * at + 32)));
    tiles.set(`${tile.level}/${tile.index}`, hashes);
  }
  return tiledReader((level, from, count) => {
    const index = Math.floor(from / TILE_WIDTH);
    const start = from - index * TILE_WIDTH;
    return (tiles.get(`${level}/${index}`) ?? []).slice(start, start + count);
  });
}

/** The checkpoint in force, verified: signed by the log, cosigned by the witness, and the root of the tiles. */
async function verified(atLeast: number): Promise<Checkpoint> {
  const [log = '', witness = ''] = (await fetched('/ledger/keys')).toString('utf8').trim().split('\n');
  return waitFor(async () => {
    const note = await fetched('/ledger/checkpoint');
    const signed = await verifyCheckpoint(note, log, 'belgi.local/ledger');
    if (!signed.ok) throw new Error(signed.wrong);
    const cosigned = await verifyCosignatures(note, { witnesses: [witness], quorum: 1 });
    if (!cosigned.ok || signed.proved.size < atLeast) throw new Error('not yet, or not cosigned');
    return signed.proved;
  }, CHECKPOINT_DEADLINE_MS);
}

const bytes = (text: string): Hash => decodeBase64(text) as Hash;
async function signedTree(note: string): Promise<Checkpoint> {
  const [log = ''] = (await fetched('/ledger/keys')).toString('utf8').split('\n');
  const outcome = await verifyCheckpoint(note, log);
  if (!outcome.ok) throw new Error(outcome.wrong);
  return outcome.proved;
}

const entries = async () => {
  const row = await system.databases.privacy.one<{ count: number }>(
    'SELECT count(*)::int AS count FROM ledger_entries',
  );
  return row?.count ?? 0;
};

it('has every entry under a signed and cosigned checkpoint that follows from its tiles', async () => {
  await aCitizen(system).verified();
  const count = await entries();
  expect(count).toBeGreaterThan(0);
  first = await verified(count);
  expect(await rootOf(await readerOf(first.size), first.size)).toEqual(first.root);
});

it.each(['signer', 'witness', 'privacy'] as const)(
  'goes on after kill -9 of %s, and is the same tree',
  async (victim) => {
    const registered = aCitizen(system)
      .verified()
      .catch(() => undefined);
    await system.kill(victim);
    await system.restart(victim);
    if ((await registered) === undefined) await waitFor(() => aCitizen(system).verified(), CHECKPOINT_DEADLINE_MS);
    const next = await verified(await entries());
    expect(next.size).toBeGreaterThan(first.size);
    const reader = await readerOf(next.size);
    expect(await rootOf(reader, next.size)).toEqual(next.root);
    const path = await consistencyPath(reader, first.size, next.size);
    expect(await verifyConsistency({ from: first, to: next, path })).toMatchObject({ ok: true });
    first = next;
  },
);

it('proves a leaf and the growth through the graph, to anybody', async () => {
  const { ledger } = await system.graph.ask(
    'query Ledger($size: Int!) { ledger { checkpoint size rootHash inclusion(leafIndex: 1) { leafIndex leafHash treeSize path checkpoint } consistency(from: 1, to: $size) } }',
    { size: first.size },
  );
  const { size, root } = await signedTree(ledger.checkpoint);
  expect(ledger).toMatchObject({ size, rootHash: encodeBase64(root) });
  const { leafIndex, leafHash, treeSize, path, checkpoint } = ledger.inclusion;
  expect({ leafIndex, treeSize, checkpoint }).toEqual({ leafIndex: 1, treeSize: size, checkpoint: ledger.checkpoint });
  const claim = { leafHash: bytes(leafHash), index: 1, size, path: path.map(bytes), root };
  expect(await verifyInclusion(claim)).toMatchObject({ ok: true });
  const leaf = await (await readerOf(size))(0, 0);
  const growth = { from: { size: 1, root: leaf }, to: first, path: ledger.consistency.map(bytes) };
  expect(await verifyConsistency(growth)).toMatchObject({ ok: true });

  const beyond = '{ ledger { inclusion(leafIndex: 1000000) { leafIndex } } }';
  await expect(system.graph.ask(beyond)).rejects.toMatchObject({ codes: ['NOT_IN_TREE'] });
});

it('shows nothing but hashes of what it holds', async () => {
  expect(await fetched('/ledger/tile/0/000.p/1')).toHaveLength(32);
  for (const path of ['/ledger/entries/000', '/ledger/tile/0/999', '/ledger/']) {
    expect((await request(`${system.urls.gateway}${path}`)).statusCode).toBe(404);
  }
});

interface Answer {
  readonly exitCode: number;
  readonly rows: Record<string, string>[];
  readonly summary: string;
}
/** `pnpm ops …` as an operator runs it over this system. */
async function ops(...words: string[]): Promise<Answer> {
  const { databaseUrls, secrets } = system.settings;
  const env = { PATH: '', DATABASE_URL_PRIVACY: databaseUrls.privacy, MASTER_KEYS: secrets.masterKeys.privacy };
  const program = join(checkoutFolder(), 'deploy/ops/dist/main.js');
  return new Promise((done) => {
    execFile(process.execPath, [program, ...words, '--json'], { env }, (error, stdout) =>
      done({ ...JSON.parse(stdout), exitCode: error === null ? 0 : Number(error.code) }),
    );
  });
}

/** With the keys that anybody may fetch. */
async function audit(): Promise<Answer> {
  const keys = join(system.home, 'ledger-keys.txt');
  await writeFile(keys, await fetched('/ledger/keys'));
  return ops('ledger', 'audit', '--keys', keys);
}

it('holds the public report to what it says: an altered request is named', async () => {
  const agency = await anAgency(system).named('Body of inquiry');
  const asked = { subjectPins: ['21503197700001'], categories: ['NAME'], period: PERIOD };
  const { request: filed } = await filesOnLetter(system, agency, asked);
  expect(await ops('transparency', 'reconcile')).toMatchObject({
    ...{ exitCode: 0, rows: [] },
    summary: 'the ledger has 1 requests, 0 decisions and revocations, 0 reads, 0 delayed notices; the register agrees.',
  });
  const { privacy } = system.databases;
  await privacy.query('ALTER TABLE disclosure_requests DISABLE TRIGGER USER');
  await privacy.query(`UPDATE disclosure_requests SET agency_name = 'Nobody' WHERE id = $1`, [filed.id]);
  expect(await ops('transparency', 'reconcile')).toMatchObject({
    exitCode: 1,
    rows: [{ table: 'disclosure_requests', row: filed.id, column: 'agency_name' }],
  });
  expect(Buffer.from(await fetched('/policy/transparency')).toString()).toContain('<table>');
});

// From here on the ledger of this system is not true any more.
it('is audited while it runs: nothing is wrong, until a row is altered behind its back, and then that row is named', async () => {
  const sound = await audit();
  expect(sound).toMatchObject({ exitCode: 0, rows: [] });
  expect(sound.summary).toContain('nothing is wrong');
  expect(sound.summary).not.toContain('sealed');

  const { privacy } = system.databases;
  await privacy.query('ALTER TABLE ledger_entries DISABLE TRIGGER USER');
  const altered = await privacy.one<{ id: string }>(
    `UPDATE ledger_entries SET kind = 'CONSENT_RENEWED'
     WHERE id = (SELECT id FROM ledger_entries WHERE kind = 'CONSENT_GIVEN' ORDER BY id LIMIT 1) RETURNING id`,
  );
  await privacy.query('ALTER TABLE ledger_entries ENABLE TRIGGER USER');
  const found = await audit();
  expect(found.exitCode).toBe(1);
  expect(found.rows).toEqual([
    {
      table: 'ledger_entries',
      row: altered?.id,
      column: 'kind',
      problem: expect.stringContaining('not what the entry says'),
    },
  ]);
});

/** What the ledger is made of, with its columns; the number of a checkpoint is the database's own. */
const LEDGER_TABLES = [
  'ledger_entries',
  'ledger_queue',
  'ledger_leaves',
  'ledger_nodes',
  'ledger_tree',
  'ledger_checkpoints',
];

/** Keeps the ledger as it is, as a backup does. @returns the size that its last checkpoint has */
async function backUp(): Promise<number> {
  const { privacy } = system.databases;
  for (const table of LEDGER_TABLES) await privacy.query(`CREATE TABLE backup_${table} AS TABLE ${table}`);
  const last = await privacy.one<{ size: number }>('SELECT max(size)::int AS size FROM backup_ledger_checkpoints');
  return last?.size ?? 0;
}

/** Puts the ledger back to what the backup holds, past every trigger. */
async function restore(): Promise<void> {
  const { privacy } = system.databases;
  for (const table of LEDGER_TABLES) {
    await privacy.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await privacy.query(`DELETE FROM ${table}`);
  }
  for (const table of LEDGER_TABLES)
    await privacy.query(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM backup_${table}`);
  for (const table of LEDGER_TABLES) await privacy.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
}

/** Privacy says so of its checkpoints to whoever watches it. */
async function complainsOf(what: RegExp): Promise<void> {
  await waitFor(async () => {
    const { body } = await request(`${system.serviceUrl('privacy')}/health/ready`);
    const { checks } = (await body.json()) as { checks: Record<string, { detail?: string }> };
    const detail = checks['ledger-checkpoints']?.detail ?? 'nothing';
    if (!what.test(detail)) throw new Error(`says: ${detail}`);
    return true;
  }, CHECKPOINT_DEADLINE_MS);
}

// t0 a backup; t1 the tree grows, is signed and cosigned; t2 the backup comes back, and the tree grows otherwise.
it('a database that was set back is found by the signer, and by the witness where the signer was set back with it', async () => {
  const file = join(system.home, 'signer/last-signed');
  await verified(1);
  await system.kill('privacy');
  const kept = await backUp();
  await copyFile(file, `${file}.backup`);
  await system.restart('privacy');
  await aCitizen(system).verified();
  await verified(kept + 1);

  await system.kill('privacy');
  await restore();
  await system.restart('privacy');
  await aCitizen(system).verified();
  await complainsOf(/the signer signed/);

  await system.kill('signer');
  await copyFile(`${file}.backup`, file);
  await system.restart('signer');
  await aCitizen(system).verified();
  await complainsOf(/the witness signed/);
  // Nothing of the other tree was published: what is served is what both signed before.
  const note = await fetched('/ledger/checkpoint');
  const [log = ''] = (await fetched('/ledger/keys')).toString('utf8').trim().split('\n');
  const served = await verifyCheckpoint(note, log, 'belgi.local/ledger');
  expect(served.ok && served.proved.size).toBe(kept);
});
