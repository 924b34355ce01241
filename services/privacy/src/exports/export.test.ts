import type { ServiceName } from '@belgi/contracts';
import { describe, expect, it } from 'vitest';
import {
  EXPORTS_PER_WEEK,
  FRESH_SIGN_IN_MS,
  type KeptExport,
  LINKS_PER_EXPORT,
  PART_TERM_MS,
  refuseLink,
  refuseOrder,
  stateOf,
} from './export.js';

const now = new Date('2026-11-24T06:00:00Z');
const ago = (ms: number) => new Date(now.getTime() - ms);
const kept = (change: Partial<KeptExport> = {}): KeptExport => ({
  id: 'e',
  citizenId: 'c',
  orderedAt: ago(1_000),
  expiresAt: new Date('2026-12-01T06:00:00Z'),
  readyAt: null,
  givenUpAt: null,
  arrived: new Map(),
  ...change,
});
const ready = kept({ readyAt: ago(500) });
const late = kept({ orderedAt: ago(PART_TERM_MS + 1) });
const fresh = { signedInAt: ago(FRESH_SIGN_IN_MS), now };

describe('ordering', () => {
  it.each([
    ['SIGN_IN_AGAIN', [], { signedInAt: null, now }],
    ['SIGN_IN_AGAIN', [kept()], { signedInAt: ago(FRESH_SIGN_IN_MS + 1), now }],
    ['EXPORT_RUNS', [ready, kept(), ready], fresh],
    ['EXPORT_LIMIT', Array(EXPORTS_PER_WEEK).fill(ready), fresh],
    [undefined, Array(EXPORTS_PER_WEEK - 1).fill(ready), fresh],
    [undefined, [late], fresh],
    [undefined, [], fresh],
  ] as const)('%s', (expected, those, at) => {
    expect(refuseOrder(those, at)).toBe(expected);
  });
});

describe('a link', () => {
  it.each([
    ['SIGN_IN_AGAIN', ready, { signedInAt: ago(FRESH_SIGN_IN_MS + 1), now, links: 0 }],
    ['EXPORT_NOT_READY', undefined, { ...fresh, links: 0 }],
    ['EXPORT_NOT_READY', kept(), { ...fresh, links: 0 }],
    ['EXPORT_NOT_READY', kept({ readyAt: now, expiresAt: now }), { ...fresh, links: 0 }],
    ['EXPORT_LINK_LIMIT', ready, { ...fresh, links: LINKS_PER_EXPORT }],
    [undefined, ready, { ...fresh, links: LINKS_PER_EXPORT - 1 }],
  ] as const)('%s', (expected, one, at) => {
    expect(refuseLink(one, at)).toBe(expected);
  });
});

describe('how far an export is', () => {
  const arrived = new Map<ServiceName, Date>([['auction', ago(900)]]);
  const states = (one: KeptExport) => {
    const { state, parts } = stateOf(one, now);
    return [state, ...parts.map((part) => part.state)];
  };

  it('is told by service, in their order', () => {
    expect(states(kept({ arrived }))).toEqual(['WRITING', 'WRITING', 'WRITING', 'READY', 'WRITING']);
    expect(stateOf(kept({ arrived }), now).parts[2]).toEqual({ service: 'auction', state: 'READY', readyAt: ago(900) });
  });

  it('is a failure of those that did not come in time, or were given up', () => {
    expect(states({ ...late, arrived })).toEqual(['FAILED', 'FAILED', 'FAILED', 'READY', 'FAILED']);
    expect(states(kept({ givenUpAt: now, arrived }))).toEqual(['FAILED', 'FAILED', 'FAILED', 'READY', 'FAILED']);
  });
});
