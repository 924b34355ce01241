import { describe, expect, it } from 'vitest';
import { type Grant, MAX_REPEATS } from './disclosure.js';
import { decideRead, type EarlierRead, refuseToken } from './read.js';

const at = (hour: number) => new Date(Date.UTC(2026, 0, 10, hour));

describe('reading', () => {
  const grant: Grant = {
    id: 'g',
    agencyId: 'agency',
    categories: ['NAME'],
    period: null,
    validFrom: at(1),
    validUntil: at(20),
    readsCap: 2,
    readsUsed: 1,
    revokedAt: null,
  };
  const earlier: EarlierRead = { sameBody: true, repeats: 0 };
  const read = { agencyId: 'agency', grant, earlier: undefined, subjectInGrant: true, now: at(10) };
  it.each([
    ['a key used for something else', { earlier: { ...earlier, sameBody: false } }, 'KEY_REUSED'],
    ['a key repeated once too often', { earlier: { ...earlier, repeats: MAX_REPEATS } }, 'KEY_REUSED'],
    ['the last repeat', { earlier: { ...earlier, repeats: MAX_REPEATS - 1 } }, 'REPEAT'],
    ['no such grant', { grant: undefined }, 'GRANT_UNKNOWN'],
    ["another agency's grant", { agencyId: 'other' }, 'GRANT_UNKNOWN'],
    ['too early', { now: new Date(at(1).getTime() - 1) }, 'GRANT_NOT_YET'],
    ['the first millisecond', { now: at(1) }, 'COUNT'],
    ['the last millisecond', { now: new Date(at(20).getTime() - 1) }, 'COUNT'],
    ['too late', { now: at(20) }, 'GRANT_EXPIRED'],
    ['revoked', { grant: { ...grant, revokedAt: at(9) } }, 'GRANT_REVOKED'],
    ['spent', { grant: { ...grant, readsUsed: 2 } }, 'GRANT_SPENT'],
    ['another person', { subjectInGrant: false }, 'SUBJECT_NOT_IN_GRANT'],
    ['a repeat of the last read', { earlier, grant: { ...grant, readsUsed: 2 } }, 'REPEAT'],
    ['a repeat after the term', { earlier, now: at(21) }, 'GRANT_EXPIRED'],
    ['a repeat after days', { earlier, now: at(80), grant: { ...grant, validUntil: at(100) } }, 'REPEAT'],
    ['a repeat once revoked', { earlier, grant: { ...grant, revokedAt: at(9) } }, 'GRANT_REVOKED'],
    ['within scope', {}, 'COUNT'],
  ])('%s', (_case, change, outcome) => {
    expect(decideRead({ ...read, ...change })).toBe(outcome);
  });

  it.each([
    ['the grant that it was asked for', ['g', 'h'], undefined],
    ['another grant', ['h'], 'GRANT_NOT_IN_TOKEN'],
    ['no grant', [], 'GRANT_NOT_IN_TOKEN'],
  ])('with a token for %s', (_case, grants, outcome) => {
    expect(refuseToken(grants, 'g')).toBe(outcome);
  });
});
