import { newId, outgoing, WatchToldV1 } from '@belgi/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readInbox } from '../notices/read-inbox.js';
import { createFixture, type Fixture, logger } from '../testing/fixture.js';
import { watchHandlers } from './watch.subscriber.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await createFixture();
});
afterAll(() => fixture.close());

async function hears(citizenId: string, kind: 'PLANNED' | 'OPENED' | 'CLOSES_SOON' | 'CANCELLED'): Promise<void> {
  const fact = outgoing(WatchToldV1, newId(), 1, {
    ...{
      citizenId,
      kind,
      lotId: newId(),
      plateNumber: '01 KG 777 AAA',
      startPrice: '1000000',
      currentPrice: '1250000',
    },
    ...{ opensAt: '2026-11-22T06:00:00.000Z', closesAt: '2026-11-29T06:00:00.000Z' },
  });
  const event = { ...fact, version: 1, time: new Date(), trace: undefined };
  // Once more, as a stream may do it.
  for (const _ of [1, 2])
    await fixture.transaction((tx) => watchHandlers(fixture.sender)[0]?.run(tx, event) ?? Promise.reject());
}

async function inboxOf(citizenId: string) {
  const { database, sealer } = fixture.sender;
  const actor = { kind: 'citizen', id: citizenId, session: 's', restricted: false, consent: null } as const;
  const page = await readInbox({ database, sealer, logger }, actor, 'EN', { first: 10, unreadOnly: false });
  return page.edges.map(({ node }) => node);
}

it.each([
  ['PLANNED', 'WATCHED_PATTERN_PLANNED', 'a combination that you watch'],
  ['OPENED', 'WATCHED_LOT_OPENED', 'is on sale'],
  ['CLOSES_SOON', 'WATCHED_LOT_CLOSES_SOON', 'The price was'],
  ['CANCELLED', 'WATCHED_LOT_CANCELLED', 'was called off'],
] as const)('tells whoever watches, once: %s', async (kind, notice, says) => {
  const citizenId = await fixture.citizen();
  await hears(citizenId, kind);
  const inbox = await inboxOf(citizenId);
  expect(inbox.map((one) => one.kind)).toEqual([notice]);
  expect(inbox[0]?.body).toContain('01 KG 777 AAA');
  expect(inbox[0]?.body).toContain(says);
});
