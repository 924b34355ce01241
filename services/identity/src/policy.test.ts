import { printMatrix } from '@belgi/access';
import { expect, test } from 'vitest';
import { policy } from './policy.js';

test('the matrix that is committed is the one in force', async () => {
  await expect(printMatrix(policy)).toMatchFileSnapshot('./policy.matrix.txt');
});
