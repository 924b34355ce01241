import { expect, it } from 'vitest';
import { outcomeOf } from './sms-hook-way.js';

it.each([200, 202])('%i is taken', (status) => {
  expect(outcomeOf(status)).toEqual({ outcome: 'accepted' });
});

it.each([302, 401, 402, 408, 425, 429, 500, 502, 503, 504])('%i is the trouble of the provider', (status) => {
  expect(outcomeOf(status)).toEqual({ outcome: 'away', code: `HTTP_${status}` });
});

it.each([400, 403, 404, 413, 422])('%i is a no for good', (status) => {
  expect(outcomeOf(status)).toEqual({ outcome: 'refused', permanent: true, code: `HTTP_${status}` });
});
