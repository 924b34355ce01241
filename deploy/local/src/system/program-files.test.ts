import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkoutFolder } from '../checkout.js';
import { programNames } from './names.js';
import { filesOf, inputOf, isFresh } from './program-files.js';

describe('a bundle', () => {
  let bundle: string;
  beforeEach(() => {
    bundle = mkdtempSync(join(tmpdir(), 'belgi-bundle-'));
  });
  afterEach(() => rmSync(bundle, { recursive: true }));

  const root = checkoutFolder();
  const [changedMs, bytes] = inputOf(join(root, 'package.json'));
  const isFreshWith = (inputs: unknown) => {
    writeFileSync(join(bundle, 'inputs.json'), typeof inputs === 'string' ? inputs : JSON.stringify(inputs));
    return isFresh({ folder: '', script: '', bundle });
  };

  it('is fresh while nothing has changed that it was made from', () => {
    expect(isFreshWith({ root, files: { 'package.json': [changedMs, bytes] } })).toBe(true);
  });

  it.each([
    ['a file that changed later', { root, files: { 'package.json': [changedMs - 1, bytes] } }],
    ['a file of another size', { root, files: { 'package.json': [changedMs, bytes + 1] } }],
    ['a file that is gone', { root, files: { 'gone.json': [changedMs, bytes] } }],
    ['another checkout', { root: '/elsewhere', files: {} }],
    ['half a list', `{"root":${JSON.stringify(root)},"files":{`],
  ])('is stale with %s', (_, inputs) => {
    expect(isFreshWith(inputs)).toBe(false);
  });

  it('that is not there is not fresh', () => {
    expect(isFresh({ folder: '', script: '', bundle: join(bundle, 'none') })).toBe(false);
  });
});

it('of each program lies beside its script', () => {
  for (const name of programNames) {
    const { folder, script, bundle } = filesOf(name);
    expect(script.startsWith(`${folder}/dist/`) && bundle === script.replace('.js', '.bundle')).toBe(true);
  }
});
