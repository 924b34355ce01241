import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureSecrets } from './secrets.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'belgi-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const modeOf = (name: string) => statSync(join(folder, name)).mode & 0o777;

test('secrets are readable by their owner only', () => {
  ensureSecrets(folder);
  expect(modeOf('secrets.json')).toBe(0o600);
});

test('a file that was opened to others is closed again', () => {
  ensureSecrets(folder);
  chmodSync(join(folder, 'secrets.json'), 0o644);
  ensureSecrets(folder);
  expect(modeOf('secrets.json')).toBe(0o600);
});

test('secrets stay the same on later starts', () => {
  expect(ensureSecrets(folder)).toEqual(ensureSecrets(folder));
});

test('a name that a newer version added is filled in, the others stay', () => {
  const first = ensureSecrets(folder);
  const { smsHook: _, ...older } = first;
  writeFileSync(join(folder, 'secrets.json'), JSON.stringify(older));
  const second = ensureSecrets(folder);
  expect({ ...second, smsHook: first.smsHook }).toEqual(first);
  expect(second.smsHook).toMatch(/^[0-9a-f]{64}$/);
});

test('a broken file stops the start without being quoted or replaced', () => {
  writeFileSync(join(folder, 'secrets.json'), '{"deployment": "abc');
  expect(() => ensureSecrets(folder)).toThrow(/cannot be read as JSON/);
  expect(() => ensureSecrets(folder)).not.toThrow(/abc/);
  expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).toBe('{"deployment": "abc');
});
