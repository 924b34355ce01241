import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLots } from '../lots/lot.store.js';
import { openAuction, type TestAuction } from '../testing/open-auction.js';
import { answerLotPolicy } from './answer.js';
import { currentPolicy } from './lot-policy.store.js';

let auction: TestAuction;
beforeAll(async () => {
  auction = await openAuction();
});
afterAll(() => auction[Symbol.asyncDispose]());

const adopt = (wish: unknown, dryRun = false) => answerLotPolicy(auction.database, JSON.stringify({ wish, dryRun }));
const inMinutes = async (minutes: number) =>
  new Date((await auction.database.now()).getTime() + minutes * 60_000).toISOString();

describe('a default for new lots', () => {
  it('is adopted from an instant on; what it leaves out stays, and published lots keep theirs', async () => {
    const before = await currentPolicy(auction.database);
    const published = await auction.aLot();
    const effectiveAt = await inMinutes(30);
    const wish = {
      ...{ effectiveAt, step: '70000', stepBands: [{ from: '1000000', step: '90000' }] },
      ...{ paymentDays: 7, reminderHours: [24] },
    };
    const { findings, adopted, current, later } = await adopt(wish);
    expect(findings).toEqual([]);
    expect(adopted).toMatchObject({ version: before.version + 1, effectiveAt });
    expect(current.version).toBe(before.version);
    expect(later).toEqual([adopted]);
    await auction.time.advance({ minutes: 31 });
    expect(await currentPolicy(auction.database)).toEqual({
      ...before,
      ...{ version: before.version + 1, stepMinor: 70_000n },
      ...{ stepBands: [{ from: 1_000_000n, step: 90_000n }], paymentDays: 7, reminderHours: [24] },
    });
    expect((await findLots(auction.database, [published.id]))[0]?.policy).toEqual(published.policy);
  });

  it('is told and not written on a dry run', async () => {
    const { version } = await currentPolicy(auction.database);
    expect((await adopt({ strikeLimit: 5 }, true)).adopted).toMatchObject({ version: version + 1 });
    expect((await currentPolicy(auction.database)).version).toBe(version);
  });

  it.each([
    ['a rule that there is not', { stepp: '1' }, ''],
    ['money that is a number', { step: 50_000 }, 'step'],
    ['an amount beyond all money', { step: '9'.repeat(18) }, 'step'],
    ['a share of all', { depositShareBasisPoints: 10_000 }, 'depositShareBasisPoints'],
    ['a day that is no instant', { effectiveAt: '2030-01-01' }, 'effectiveAt'],
    ['what has passed', { effectiveAt: '2020-01-01T00:00:00Z', paymentDays: 9 }, 'effectiveAt'],
    ['bands in another order', { stepBands: [bandOf(9), bandOf(8)] }, 'stepBands'],
    ['a band with a smaller step', { stepBands: [{ from: '1000000', step: '1' }] }, 'stepBands'],
    ['a reminder before the term', { paymentDays: 1, reminderHours: [24] }, 'reminderHours'],
    ['a hard stop within one extension', { softCloseExtensionSeconds: 600, hardStopSeconds: 599 }, 'hardStopSeconds'],
    ['nothing new', {}, ''],
  ])('is refused with its rule for %s, and nothing is written', async (_, wish, rule) => {
    const { version } = await currentPolicy(auction.database);
    const { findings, adopted } = await adopt(wish);
    expect(adopted).toBeNull();
    expect(findings.map((finding) => finding.rule)).toContain(rule);
    expect((await currentPolicy(auction.database)).version).toBe(version);
  });

  it('is adopted by one of two who do so at once, or by one after the other', async () => {
    const { version } = await currentPolicy(auction.database);
    const outcomes = await Promise.allSettled([adopt({ strikeLimit: 4 }), adopt({ strikeLimit: 6 })]);
    const adopted = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.adopted?.version] : []));
    expect(adopted.toSorted()).toEqual([version + 1, version + 2].slice(0, adopted.length));
    for (const one of outcomes.filter(({ status }) => status === 'rejected'))
      expect(one).toMatchObject({ reason: { message: expect.stringContaining('meanwhile') } });
  });
});

function bandOf(millions: number) {
  return { from: `${millions}000000`, step: `${100 - millions}0000` };
}
