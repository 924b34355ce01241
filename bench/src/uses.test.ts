import { expect, it } from 'vitest';
import { type Applied, type Use, usesAfterAcknowledgement } from './uses.js';

const applied = (epoch: number, state: Applied['state'], at: number, service: Applied['service'] = 'auction') => ({
  ...{ service, citizenId: 'c', epoch, state, at },
});
const use = (at: number, service: Applied['service'] = 'auction', citizenId = 'c'): Use => ({
  ...{ service, citizenId, what: 'bid', at },
});
const left = [applied(1, 'GIVEN', 10), applied(2, 'WITHDRAWN', 20)];

it('names what was done with whoever had left, and nothing else', () => {
  expect(usesAfterAcknowledgement(left, [use(15), use(20), use(21)])).toEqual([use(21)]);
  expect(usesAfterAcknowledgement(left, [use(21, 'notify'), use(21, 'auction', 'other')])).toEqual([]);
  expect(usesAfterAcknowledgement([], [use(1)])).toEqual([]);
});

it('ends with a new consent', () => {
  const back = [...left, applied(3, 'GIVEN', 30)];
  expect(usesAfterAcknowledgement(back, [use(25), use(31)])).toEqual([use(25)]);
});

it('goes by the newest epoch, in whatever order they were applied', () => {
  const late = [applied(2, 'WITHDRAWN', 20), applied(1, 'GIVEN', 25)];
  expect(usesAfterAcknowledgement(late, [use(26)])).toEqual([use(26)]);
  const overtaken = [applied(3, 'GIVEN', 20), applied(2, 'WITHDRAWN', 25)];
  expect(usesAfterAcknowledgement(overtaken, [use(26)])).toEqual([]);
});
