import { readFileSync } from 'node:fs';
import { uncovered } from '@belgi/export';
import { expect, it } from 'vitest';
import { myData } from './declaration.js';

const schema = readFileSync(new URL('../../schema.sql', import.meta.url), 'utf8');

it('every column that is stored is given to the person it is about, or withheld for a reason', () => {
  expect(uncovered(schema, myData)).toEqual([]);
});
