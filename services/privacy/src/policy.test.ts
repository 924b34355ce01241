import { readFileSync } from 'node:fs';
import { printMatrix } from '@belgi/access';
import { expect, it } from 'vitest';
import { policy } from './policy.js';

it('is the committed matrix: whoever changes a rule shows it (node dist/main.js print-policy)', () => {
  expect(printMatrix(policy)).toBe(readFileSync(new URL('policy.matrix.txt', import.meta.url), 'utf8'));
});
