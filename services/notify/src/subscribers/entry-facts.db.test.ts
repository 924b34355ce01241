import {
  EntryForfeitedV1,
  EntryPaymentReturnedV1,
  EntryReservationEndedV1,
  EntryReservedV1,
  type EntryStateData,
  EntryWonV1,
  type FactType,
  newId,
  outgoing,
} from '@belgi/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

describe('of a lot at a fixed price', () => {
  const state = (citizenId: string, running: boolean): EntryStateData => ({
    ...{ entryId: newId(), lotId: newId(), citizenId, bidderNumber: 417, plateNumber: '01 KG 777 AAA' },
    ...{ state: running ? 'RESERVED' : 'RELEASED', currentPrice: '1000000', certificateNumber: null },
    ...{ amountDue: running ? '1000000' : null, dueAt: running ? '2026-11-22T06:45:00.000Z' : null },
  });
  async function told(fact: FactType<EntryStateData>, running: boolean, more: object = {}) {
    const citizenId = await fixture.citizen();
    const data = state(citizenId, running);
    await hears(fixture, entryHandlers(fixture.sender), outgoing(fact, data.entryId, 2, { ...data, ...more }));
    const [notice] = await inboxOf(fixture, citizenId);
    return `${notice?.title} ${notice?.body}`;
  }
  it('tells until when it is held, and for how much it is bought', async () => {
    const text = await told(EntryReservedV1, true);
    expect(text).toContain('10,000 som');
    expect(text).toMatch(/12:45.*you owe nothing/);
  });
  it('tells that the reservation ran out', async () =>
    expect(await told(EntryReservationEndedV1, false)).toContain('for sale again'));
  it.each([
    ['SOLD', 'has bought the plate'],
    ['HELD', 'holds the plate'],
    ['SALE_OVER', 'the sale was over'],
    ['NOT_ENTITLED', 'cannot take part'],
  ])('tells why a payment comes back: %s', async (reason, words) =>
    expect(await told(EntryPaymentReturnedV1, false, { amount: '1000000', reason })).toContain(words),
  );
});
