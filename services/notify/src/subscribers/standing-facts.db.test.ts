import {
  EntryCreatedV1,
  LotPausedV1,
  LotResumedV1,
  newId,
  type OutgoingFact,
  outgoing,
  StandingStrikeGivenV1,
} from '@belgi/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tellMany } from '../broadcasts/tell-many.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { hears, inboxOf } from '../testing/hearing.js';
import { entryHandlers } from './entry.subscriber.js';
import { lotHandlers } from './lot.subscriber.js';
import { standingHandlers } from './standing.subscriber.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await createFixture();
});
afterAll(() => fixture.close());

const tells = (fact: OutgoingFact) =>
  hears(fixture, [...standingHandlers(fixture.sender), ...lotHandlers, ...entryHandlers(fixture.sender)], fact);

function enters(citizenId: string, lotId: string): Promise<void> {
  const entry = {
    ...{
      entryId: newId(),
      lotId,
      citizenId,
      bidderNumber: 417,
      state: 'ENTERED' as const,
      plateNumber: '01 KG 777 AAA',
    },
    ...{ currentPrice: null, amountDue: null, dueAt: null, certificateNumber: null },
  };
  return tells(outgoing(EntryCreatedV1, entry.entryId, 1, entry));
}

it.each([
  ['a strike alone', 2, null, 'Strikes that count now: 2'],
  ['a strike during a block', 1, '2027-01-01T00:00:00.000Z', 'Strikes that count now: 1'],
  ['one that brings a block', 0, '2027-01-01T00:00:00.000Z', 'for some months'],
  ['one that brings a block for good', 0, '9999-12-31T00:00:00.000Z', 'in no auction any more'],
] as const)(
  'tells what follows a strike, that no person decided it, and how to appeal: %s',
  async (_, strikes, until, says) => {
    const citizenId = await fixture.citizen();
    const about = { citizenId, strikeId: newId(), lotId: newId(), plateNumber: '01 KG 777 AAA' };
    await tells(outgoing(StandingStrikeGivenV1, citizenId, 1, { ...about, strikes, blockedUntil: until }));
    const [notice] = await inboxOf(fixture, citizenId);
    expect(notice?.body).toContain(says);
    expect(notice?.body).toContain('No person decided this');
    expect(notice?.body).toContain('appeal in your account within 30 days');
  },
);

it('tells everybody who entered that bidding is paused and why, and that it goes on and until when', async () => {
  const lotId = newId();
  const people = [await fixture.citizen(), await fixture.citizen()];
  for (const citizenId of people) await enters(citizenId, lotId);
  const lot = {
    ...{
      lotId,
      plateId: newId(),
      plateNumber: '01 KG 777 AAA',
      saleMode: 'AUCTION' as const,
      startPrice: '100',
      step: '10',
    },
    ...{ currentPrice: null, leadingBidderNumber: null, bidCount: 0, opensAt: '2026-11-01T06:00:00.000Z' },
    ...{ closesAt: '2026-11-22T06:30:00.000Z', hardStopAt: '2026-11-22T08:30:00.000Z' },
  };
  await tells(outgoing(LotPausedV1, lotId, 3, { ...lot, state: 'PAUSED', reason: 'the bank does not answer' }));
  await tells(outgoing(LotResumedV1, lotId, 4, { ...lot, state: 'OPEN' }));
  while (await tellMany(fixture.sender, fixture.sender.database));
  for (const citizenId of people) {
    const told = (await inboxOf(fixture, citizenId)).map(({ kind, body }) => [kind, body]);
    expect(told.map(([kind]) => kind).sort()).toEqual(['LOT_PAUSED', 'LOT_RESUMED']);
    expect(told.find(([kind]) => kind === 'LOT_PAUSED')?.[1]).toContain('the bank does not answer');
  }
});
