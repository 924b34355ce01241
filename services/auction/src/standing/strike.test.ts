import { describe, expect, it } from 'vitest';
import { appealReasons, consequenceOf, decideAppealing, outcomeOf, type Strike } from './strike.js';

describe('what follows a strike', () => {
  const after = (strikes: number, blocks: number, strikeLimit = 3) =>
    consequenceOf({ strikes, blocks }, { strikeLimit });
  it.each([
    [1, 0, 'NONE'],
    [3, 0, 'NONE'],
    [4, 0, 'BLOCK'],
    [3, 1, 'NONE'],
    [4, 1, 'BLOCK_FOR_GOOD'],
    [9, 2, 'BLOCK_FOR_GOOD'],
  ] as const)('%i strikes after %i blocks: %s', (strikes, blocks, consequence) =>
    expect(after(strikes, blocks)).toBe(consequence),
  );
  it('is nothing under rules that know no strikes', () => expect(after(9, 9, 0)).toBe('NONE'));
});

describe('an appeal', () => {
  const givenAt = new Date('2026-01-01T00:00:00.000Z');
  const strike: Strike = {
    ...{ id: 's', bidderId: 'ann', entryId: 'e', lotId: 'l', givenAt, liftedAt: null, price: 1n, appeal: null },
  };
  const filed = { filedAt: givenAt, dueAt: givenAt, decidedAt: null, outcome: null, reason: null };
  const appeal = { ground: 'OTHER', reference: null, ...filed } as const;
  const decide = (found: Strike | undefined, reference: string | null = null, day = 1) =>
    decideAppealing(found, { citizenId: 'ann', reference }, new Date(givenAt.getTime() + day * 86_400_000));
  it('is taken once, within thirty days, of a strike that stands and is one’s own', () => {
    expect(decide(strike)).toBe('ALLOWED');
    expect(decide(strike, '7K3F-9QXM-02AB')).toBe('ALLOWED');
    expect(decide(strike, null, 30)).toBe('ALLOWED');
  });
  it.each([
    ['STRIKE_UNKNOWN', undefined, null, 1],
    ['STRIKE_UNKNOWN', { ...strike, bidderId: 'ben' }, null, 1],
    ['STRIKE_UNKNOWN', { ...strike, liftedAt: givenAt }, null, 1],
    ['APPEALED_ALREADY', { ...strike, appeal }, null, 31],
    ['APPEAL_TOO_LATE', strike, 'no reference', 31],
    ['REFERENCE_INVALID', strike, '21503197700001', 1],
  ] as const)('is refused: %s', (code, found, reference, day) => expect(decide(found, reference, day)).toBe(code));
  it('takes the strike back for every reason but that none was shown', () =>
    expect(appealReasons.filter((reason) => outcomeOf(reason) === 'UPHELD')).toEqual(['NO_GROUND_SHOWN']));
});
