import { EMPTY_ROOT, leafHash } from '@belgi/tlog';
import { describe, expect, it } from 'vitest';
import { judgeGrowth, type Tree } from './growth.js';
import { TestLog } from './testing/log.js';

const log = new TestLog().grow(9);
const at = (size: number): Tree => ({ size, root: log.root(size) });
const other = leafHash(Buffer.from('another history'));

describe('a log may grow', () => {
  it.each([
    [0, 0],
    [0, 5],
    [5, 5],
    [5, 9],
    [8, 9],
  ])('from %i to %i', async (from, to) => {
    expect(await judgeGrowth(at(from), { from, to: at(to), path: await log.path(from, to) })).toEqual({
      extends: true,
    });
  });

  it.each([
    ['shrink', 5, { from: 5, to: at(4) }, 'SHRINKS'],
    ['grow from a smaller size than the last', 5, { from: 4, to: at(9) }, 'OLD_SIZE_DIFFERS'],
    ['grow from a larger one', 5, { from: 6, to: at(9) }, 'OLD_SIZE_DIFFERS'],
    ['begin anew', 5, { from: 0, to: at(9) }, 'OLD_SIZE_DIFFERS'],
    ['have two roots at one size', 5, { from: 5, to: { size: 5, root: other } }, 'FORKED'],
    [
      'have two roots at one size, whatever path',
      5,
      { from: 5, to: { size: 5, root: other }, path: [other] },
      'FORKED',
    ],
    ['have a root without entries', 0, { from: 0, to: { size: 0, root: other } }, 'FORKED'],
    ['grow without a path', 5, { from: 5, to: at(9) }, 'NOT_AN_EXTENSION'],
    ['grow by another path', 5, { from: 5, to: at(9), path: [other, other, other] }, 'NOT_AN_EXTENSION'],
    ['stay by a path', 5, { from: 5, to: at(5), path: [EMPTY_ROOT] }, 'NOT_AN_EXTENSION'],
    ['begin by a path', 0, { from: 0, to: at(9), path: [EMPTY_ROOT] }, 'NOT_AN_EXTENSION'],
  ] as const)('and not %s', async (_, last, growth, why) => {
    const verdict = await judgeGrowth(at(last), { path: [], ...growth });
    expect(verdict).toMatchObject({ extends: false, why });
  });
});
