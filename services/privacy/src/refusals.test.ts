import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { refusals } from './refusals.js';

/** A refusal that no test provokes may be one that no caller can meet, or one that nobody has thought through. */
it('are each provoked by a test', () => {
  const here = import.meta.dirname;
  const tests = globSync('**/*.test.ts', { cwd: here }).map((file) => readFileSync(`${here}/${file}`, 'utf8'));
  const text = tests.join('\n');
  expect(refusals.codes.filter((code) => !new RegExp(`'${code}'`).test(text))).toEqual([]);
});
