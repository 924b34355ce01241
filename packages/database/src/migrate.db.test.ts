import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@belgi/runtime';
import { createTestDatabase, type TestDatabase } from '@belgi/testkit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AppliedMigration, appliedMigrations, dumpSchema, migrate, sql, withConnection } from './index.js';

const logger = createLogger({ service: 'test', level: 'silent' });
let server: TestDatabase;
let directory: string;
const write = (name: string, text: string) => writeFile(join(directory, name), text);
const run = () => migrate({ url: server.url, directory, logger });
/** The package's own. */
const OWN = ['0000_foundation.sql', '0000_inbox_failures.sql', '0000_persons_erased.sql', '0000_retention.sql'];
const applied = (): Promise<AppliedMigration[]> => withConnection(server.url, appliedMigrations);

beforeEach(async () => {
  server = await createTestDatabase({ name: 'migrate' });
  directory = await mkdtemp(join(tmpdir(), 'belgi-migrations-'));
});
afterEach(async () => {
  await server.close();
  await rm(directory, { recursive: true });
});

it('applies the package first, then the service, in the order of names, once', async () => {
  await write('0002_b.sql', 'CREATE TABLE b (id int REFERENCES a (id));');
  await write('0001_a.sql', 'CREATE TABLE a (id int PRIMARY KEY, at timestamptz DEFAULT app_now());');
  expect((await run()).applied).toEqual([...OWN, '0001_a.sql', '0002_b.sql']);
  expect((await run()).applied).toEqual([]);
  expect((await applied()).map(({ name }) => name)).toEqual([...OWN, '0001_a.sql', '0002_b.sql']);
});

it('refuses a file that was changed after it was applied', async () => {
  await write('0001_a.sql', 'CREATE TABLE a (id int);');
  await run();
  await write('0001_a.sql', 'CREATE TABLE a (id bigint);');
  await expect(run()).rejects.toThrow(/0001_a.sql was changed/);
});

it('keeps nothing of a file that fails, and everything before it', async () => {
  await write('0001_a.sql', 'CREATE TABLE a (id int);');
  await write('0002_b.sql', 'CREATE TABLE b (id int); SELECT 1 / 0;');
  await expect(run()).rejects.toThrow(/0002_b.sql failed/);
  await write('0002_b.sql', 'CREATE TABLE b (id int);');
  expect((await run()).applied).toEqual(['0002_b.sql']);
});

it('refuses a name that is not NNNN_name.sql, and one that the package has', async () => {
  await write('0000_foundation.sql', 'SELECT 1;');
  await expect(run()).rejects.toThrow(/this name is taken/);
  await rm(join(directory, '0000_foundation.sql'));
  await write('first.sql', 'SELECT 1;');
  await expect(run()).rejects.toThrow(/NNNN_name/);
});

it('leaves alone what a newer release has applied', async () => {
  await write('0001_a.sql', 'CREATE TABLE a (id int);');
  await write('0002_newer.sql', 'CREATE TABLE newer (id int);');
  await run();
  await rm(join(directory, '0002_newer.sql'));
  expect((await run()).applied).toEqual([]);
});

it('dumps a schema that is the same for the same migrations, whatever the data and the clock', async () => {
  const text = `
    CREATE TYPE mood AS ENUM ('b', 'a');
    CREATE TABLE z (id uuid PRIMARY KEY, mood mood NOT NULL DEFAULT 'a', n bigint GENERATED ALWAYS AS IDENTITY,
      twice int GENERATED ALWAYS AS (length(note) * 2) STORED, note text CONSTRAINT z_note_short CHECK (length(note) < 9));
    CREATE INDEX z_note ON z (note) WHERE note IS NOT NULL;
    CREATE FUNCTION no_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append only'; END $$;
    CREATE TRIGGER z_append_only BEFORE UPDATE ON z FOR EACH ROW EXECUTE FUNCTION no_change();
    CREATE VIEW calm AS SELECT id FROM z WHERE mood = 'a';
    COMMENT ON TABLE z IS 'the last one';`;
  await write('0001_z.sql', text);
  await run();
  const dump = await dumpSchema(server.url);
  for (const part of [
    'CREATE TYPE mood',
    'z_note_short',
    'z_append_only',
    'CREATE VIEW calm',
    'app_now',
    'the last one',
  ])
    expect(dump).toContain(part);
  await using other = await createTestDatabase({ name: 'other' });
  await migrate({ url: other.url, directory, logger });
  await withConnection(other.url, (db) => db.query(sql`INSERT INTO z (id) VALUES (gen_random_uuid())`));
  expect(await dumpSchema(other.url)).toBe(dump);
});
