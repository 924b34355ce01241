import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { som } from './order-page.js';
import { type Order, Orders } from './orders.js';
import { signature } from './webhook.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'belgi-bank-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const order: Order = { orderId: 'o1', amount: '100000', returnUrl: 'http://localhost', state: 'open' };

test.each([
  ['1', '0.01 som'],
  ['100', '1.00 som'],
  ['1250000', '12\u202f500.00 som'],
  ['100000000099', '1\u202f000\u202f000\u202f000.99 som'],
])('%s tyiyn are %s', (tyiyn, text) => expect(som(tyiyn)).toBe(text));

test('a restart forgets neither orders nor reports that were not confirmed', () => {
  const file = join(folder, 'orders.json');
  const report = { eventId: 'e1', orderId: 'o1', kind: 'paid', amount: '100000' } as const;
  new Orders(file).put({ ...order, state: 'paid' }, report);
  const after = new Orders(file);
  expect(after.find('o1')?.state).toBe('paid');
  expect(after.undelivered()).toEqual([report]);
  after.delivered('e1');
  expect(new Orders(file).undelivered()).toEqual([]);
});

test('a report is signed over its timestamp and its body', () => {
  const expected = createHmac('sha256', 'secret').update('1700000000.{}').digest('hex');
  expect(signature('secret', '1700000000', '{}')).toBe(`v1=${expected}`);
  expect(signature('secret', '1700000001', '{}')).not.toBe(`v1=${expected}`);
});
