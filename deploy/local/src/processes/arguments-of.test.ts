import { expect, it } from 'vitest';
import { argumentsOf } from './arguments-of.js';

it('tells what a living process was started with', () => {
  expect(argumentsOf(process.pid)).toContain('node');
});

it.each([0, 1, -5, 1.5, Number.NaN, 2 ** 30])('says nothing of %d', (pid) => {
  expect(argumentsOf(pid)).toBe('');
});
