import { EntryForfeitedV1, type EntryStateData, EntryWonV1, type FactType, newId, outgoing } from '@belgi/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { hears, inboxOf } from '../testing/hearing.js';
import { entryHandlers } from './entry.subscriber.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await createFixture();
});
afterAll(() => fixture.close());

/** The last word of a fact about an entry whose winner owes, or owed, 11 700 som. */
async function toldOf(
  fact: FactType<EntryStateData & { depositHeld?: boolean | undefined }>,
  deposit: { depositHeld?: boolean },
) {
  const citizenId = await fixture.citizen();
  const entryId = newId();
  const won = fact.type === EntryWonV1.type;
  const state: EntryStateData = {
    entryId,
    lotId: newId(),
    citizenId,
    bidderNumber: 417,
    state: won ? 'WON' : 'FORFEITED',
    plateNumber: '01 KG 777 AAA',
    currentPrice: '1170000',
    amountDue: won ? '1170000' : null,
    dueAt: won ? '2026-11-22T06:30:00.000Z' : null,
    certificateNumber: null,
  };
  await hears(fixture, entryHandlers(fixture.sender), outgoing(fact, entryId, 5, { ...state, ...deposit }));
  const [notice] = await inboxOf(fixture, citizenId);
  return `${notice?.title} ${notice?.body}`;
}

// The untruth: a winner whose deposit the bank gave back is told that it will be, or was, kept.
it.each([EntryWonV1, EntryForfeitedV1])('tells a winner without a deposit that none is kept: $type', async (fact) => {
  const told = await toldOf(fact, { depositHeld: false });
  expect(told).toContain('No deposit of yours');
  expect(told).toContain('the right to the plate is lost');
  expect(told).not.toMatch(/deposit (is )?kept/i);
});

it.each([EntryWonV1, EntryForfeitedV1])('tells a winner whose deposit is held that it is kept: $type', async (fact) => {
  expect(await toldOf(fact, { depositHeld: true })).toMatch(/deposit is kept/);
  // Published before these facts said it.
  expect(await toldOf(fact, {})).toMatch(/deposit is kept/);
});
