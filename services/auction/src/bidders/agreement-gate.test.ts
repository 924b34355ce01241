import { expect, it } from 'vitest';
import { agreementIsAccepted } from './agreement-gate.js';

const now = new Date('2026-11-24T00:00:00Z');
const edition = (number: number, hours: number, material: boolean) => ({
  ...{ number, material },
  effectiveAt: new Date(now.getTime() + hours * 3_600_000),
});
const editions = [edition(1, -9, true), edition(2, -5, true), edition(3, -1, false), edition(4, 1, true)];

it.each([
  ['nobody before an edition is known', 1, [], false],
  ['nobody who accepted none', null, editions, false],
  ['nobody who accepted what a material edition replaced', 1, editions, false],
  ['whoever accepted the last material one, although an editorial one came since', 2, editions, true],
  ['whoever accepted the editorial one', 3, editions, true],
  ['whoever accepted the next one ahead', 4, editions, true],
  ['whoever accepted the first, where none is in force but editorial ones', 1, [edition(1, -9, false)], true],
  ['nobody where the first is still to come', null, [edition(1, 1, true)], false],
] as const)('enters: %s', (_case, accepted, known, expected) => {
  expect(agreementIsAccepted(accepted, known, now)).toBe(expected);
});

it('a material edition asks anew from its very time on', () => {
  const { effectiveAt } = edition(4, 1, true);
  expect(agreementIsAccepted(3, editions, new Date(effectiveAt.getTime() - 1))).toBe(true);
  expect(agreementIsAccepted(3, editions, effectiveAt)).toBe(false);
});
