import { randomUUID } from 'node:crypto';
import { ConsentGivenV1 } from '@belgi/contracts';
import { consumeOnce, listDeadLetters, sql } from '@belgi/database';
import { createTestDatabase, createTestNats, type TestNats, waitFor } from '@belgi/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { on } from './index.js';
import { consentGiven, createFixture, type Fixture, noteHandled } from './testing/fixture.js';

let nats: TestNats;
let fixture: Fixture;

beforeAll(async () => {
  nats = await createTestNats();
});
afterAll(() => nats.close());
beforeEach(async () => {
  fixture = await createFixture({ nats, createDatabase: createTestDatabase });
});
afterEach(() => fixture.close());

/** `citizens` give their consent before anybody listens, so that all of it is there at once. */
async function tell(citizens: readonly string[]): Promise<void> {
  (await fixture.messagingOf('privacy')).startOutbox(fixture.privacyDb);
  await fixture.privacyDb.transaction((tx) => tx.publish(...citizens.map((id) => consentGiven(id, 1))));
  await waitFor(
    async () => (await fixture.privacyDb.query(sql`SELECT FROM outbox WHERE published_at IS NULL`)).length === 0,
  );
}

describe('events that are handled together', () => {
  it('share their transactions and are each handled once', async () => {
    const citizens = Array.from({ length: 40 }, () => randomUUID());
    await tell(citizens);
    await fixture.auctionDb.query(sql`ALTER TABLE handled ADD COLUMN transaction xid8 DEFAULT pg_current_xact_id()`);
    fixture.consume(await fixture.messagingOf('auction'), noteHandled, { together: true });
    await waitFor(async () => (await fixture.handled()).length === citizens.length);
    const row = await fixture.auctionDb.one<{ transactions: bigint; citizens: bigint }>(
      sql`SELECT count(DISTINCT transaction) AS transactions, count(DISTINCT id) AS citizens FROM handled`,
    );
    expect(row?.citizens).toBe(40n);
    expect(row?.transactions).toBeLessThanOrEqual(10n);
  });

  it('are handled without the one that fails, which is tried eight times and is dead', async () => {
    const citizens = Array.from({ length: 12 }, () => randomUUID());
    const [bad] = citizens;
    const failing = on(ConsentGivenV1, async (tx, event) => {
      await noteHandled.run(tx, event);
      if (event.aggregateId === bad) throw new Error('bad');
    });
    await tell(citizens);
    fixture.consume(await fixture.messagingOf('auction'), failing, { together: true });
    const [letter] = await waitFor(async () => {
      const letters = await listDeadLetters(fixture.auctionDb);
      return letters.length > 0 ? letters : undefined;
    });
    expect(letter).toMatchObject({ attempts: 8, error: 'Error: bad' });
    expect((await fixture.handled()).map(({ id }) => id).sort()).toEqual(citizens.slice(1).sort());
  });

  it('are handled without the one whose statement fails, whatever its own handler makes of that', async () => {
    const citizens = Array.from({ length: 5 }, () => randomUUID()).sort();
    const failing = on(ConsentGivenV1, async (tx, event) => {
      if (event.aggregateId === citizens[2]) await tx.query(sql`SELECT 1 / 0`).catch(() => undefined);
      await noteHandled.run(tx, event);
    });
    await tell(citizens);
    fixture.consume(await fixture.messagingOf('auction'), failing, { together: true });
    await waitFor(async () => (await listDeadLetters(fixture.auctionDb)).length === 1);
    const without = citizens.filter((_, place) => place !== 2);
    expect((await fixture.handled()).map(({ id }) => id).sort()).toEqual(without);
  });

  // The attack: whoever can hold one row, as a slow mail does, keeps everybody's withdrawal from being applied.
  it('do not wait for the one whose row somebody else holds', async () => {
    const citizens = Array.from({ length: 12 }, () => randomUUID()).sort();
    const [held = ''] = citizens;
    await fixture.auctionDb.query(sql`CREATE TABLE people (id uuid PRIMARY KEY)`);
    await fixture.auctionDb.query(sql`INSERT INTO people SELECT unnest(${citizens}::uuid[])`);
    const locking = on(ConsentGivenV1, async (tx, event) => {
      await tx.query(sql`SELECT FROM people WHERE id = ${event.aggregateId} FOR UPDATE`);
      await noteHandled.run(tx, event);
    });
    await tell(citizens);
    const isHeld = Promise.withResolvers<void>();
    const letGo = Promise.withResolvers<void>();
    const holder = fixture.auctionDb.transaction(async (tx) => {
      await tx.query(sql`SELECT FROM people WHERE id = ${held} FOR UPDATE`);
      isHeld.resolve();
      await letGo.promise;
    });
    await isHeld.promise;
    fixture.consume(await fixture.messagingOf('auction'), locking, { together: true });
    await waitFor(async () => (await fixture.handled()).length === citizens.length - 1);
    expect((await fixture.handled()).map(({ id }) => id)).not.toContain(held);
    letGo.resolve();
    await holder;
    await waitFor(async () => (await fixture.handled()).length === citizens.length);
    expect(await listDeadLetters(fixture.auctionDb, { resolved: true })).toEqual([]);
  });

  it('are not handled again by whoever gets them twice', async () => {
    const citizens = [randomUUID(), randomUUID()] as const;
    await tell(citizens);
    const [known] = await fixture.privacyDb.query<{ id: string }>(
      sql`SELECT id FROM outbox WHERE aggregate_id = ${citizens[0]}`,
    );
    await fixture.auctionDb.transaction((tx) => consumeOnce(tx, 'auction-privacy-consent', known?.id ?? ''));
    fixture.consume(await fixture.messagingOf('auction'), noteHandled, { together: true });
    await waitFor(async () => (await fixture.handled()).length > 0);
    expect(await fixture.handled()).toEqual([{ id: citizens[1], epoch: 1 }]);
  });
});
