import { randomUUID } from 'node:crypto';
import { ConsentGivenV1 } from '@belgi/contracts';
import { buryDeadLetter, listDeadLetters, requeueDeadLetters, sql } from '@belgi/database';
import { createTestDatabase, createTestNats, type TestNats, waitFor } from '@belgi/testkit';
import { jetstreamManager } from '@nats-io/jetstream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MAX_ATTEMPTS, on } from './index.js';
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

/** Failures of events that are neither handled nor dead. */
const counted = () => fixture.auctionDb.query(sql`SELECT failures FROM inbox_failures`);

describe('a handler that fails', () => {
  it('leaves nothing behind, is tried eight times, then the event is dead with its error, and can be requeued', async () => {
    const citizen = randomUUID();
    let attempts = 0;
    let isBroken = true;
    const failing = on(ConsentGivenV1, async (tx, event) => {
      attempts += 1;
      await noteHandled.run(tx, event);
      if (isBroken) throw new Error('no such edition');
    });
    fixture.consume(await fixture.messagingOf('auction'), failing);
    (await fixture.messagingOf('privacy')).startOutbox(fixture.privacyDb);
    const fact = consentGiven(citizen, 1);
    await fixture.privacyDb.transaction((tx) => tx.publish(fact));
    const [letter] = await waitFor(async () => {
      const letters = await listDeadLetters(fixture.auctionDb);
      return letters.length > 0 ? letters : undefined;
    });
    expect(attempts).toBe(MAX_ATTEMPTS);
    expect(letter).toMatchObject({
      consumer: 'auction-privacy-consent',
      eventId: fact.id,
      attempts: 8,
      error: 'Error: no such edition',
    });
    expect(await fixture.handled()).toEqual([]);

    // Requeued while still broken: dead again. Requeued when repaired: done.
    await requeueDeadLetters(fixture.auctionDb, { eventId: fact.id });
    await waitFor(async () =>
      (await listDeadLetters(fixture.auctionDb)).some((one) => one.attempts === 9 && !one.requeuedAt),
    );
    isBroken = false;
    await requeueDeadLetters(fixture.auctionDb);
    await waitFor(async () => (await listDeadLetters(fixture.auctionDb)).length === 0);
    expect(await fixture.handled()).toEqual([{ id: citizen, epoch: 1 }]);
  });

  // t0: the database goes away, for longer than eight deliveries; t1: it is back, and the handler fails once, as it may
  // while a fact of another stream is missing. That is the first failure, not the eleventh.
  it('has as many attempts after an outage as before it', async () => {
    const citizen = randomUUID();
    const outage = MAX_ATTEMPTS + 2;
    let attempts = 0;
    const failing = on(ConsentGivenV1, async (tx, event) => {
      attempts += 1;
      if (attempts <= outage) await tx.query(sql`SELECT pg_terminate_backend(pg_backend_pid())`);
      if (attempts < outage + MAX_ATTEMPTS) throw new Error('no such edition');
      await noteHandled.run(tx, event);
    });
    fixture.consume(await fixture.messagingOf('auction'), failing);
    (await fixture.messagingOf('privacy')).startOutbox(fixture.privacyDb);
    await fixture.privacyDb.transaction((tx) => tx.publish(consentGiven(citizen, 1)));
    await waitFor(async () => (await fixture.handled()).length === 1);
    expect(attempts).toBe(outage + MAX_ATTEMPTS);
    expect(await listDeadLetters(fixture.auctionDb, { resolved: true })).toEqual([]);
    expect(await counted()).toEqual([]);
  });

  it('has its attempts counted over replicas, restarts and a consumer made anew', async () => {
    let attempts = 0;
    const [first, second] = [await fixture.messagingOf('auction'), await fixture.messagingOf('auction')];
    const failing = on(ConsentGivenV1, async () => {
      attempts += 1;
      if (attempts === 2) void first.close();
      if (attempts === 4) {
        await (await jetstreamManager(fixture.ops)).consumers.delete('PRIVACY', 'auction-privacy-consent');
        fixture.consume(await fixture.messagingOf('auction'), failing);
      }
      throw new Error('no such edition');
    });
    for (const replica of [first, second]) fixture.consume(replica, failing);
    (await fixture.messagingOf('privacy')).startOutbox(fixture.privacyDb);
    await fixture.privacyDb.transaction((tx) => tx.publish(consentGiven(randomUUID(), 1)));
    await waitFor(async () => (await listDeadLetters(fixture.auctionDb)).length === 1);
    expect(attempts).toBe(MAX_ATTEMPTS);
    expect(await counted()).toEqual([]);
  });

  // t0: the event is buried; t1: the process dies before the server hears of it, which delivers again; t2: it works.
  it('ends the dead letter when it succeeds after all', async () => {
    const fact = consentGiven(randomUUID(), 1);
    let attempts = 0;
    const flaky = on(ConsentGivenV1, async () => {
      attempts += 1;
      if (attempts === 1) throw new Error('not yet');
    });
    const letter = { eventId: fact.id, type: fact.type, subject: fact.subject, headers: {}, payload: '{}' };
    await buryDeadLetter(fixture.auctionDb, {
      ...letter,
      consumer: 'auction-privacy-consent',
      attempts: 8,
      error: 'old',
    });
    fixture.consume(await fixture.messagingOf('auction'), flaky);
    (await fixture.messagingOf('privacy')).startOutbox(fixture.privacyDb);
    await fixture.privacyDb.transaction((tx) => tx.publish(fact));
    await waitFor(async () => (await listDeadLetters(fixture.auctionDb)).length === 0);
    expect(attempts).toBe(2);
  });

  it('is not called for what is no event, which is dead after as many attempts, once', async () => {
    fixture.consume(await fixture.messagingOf('auction'), noteHandled);
    (await fixture.messagingOf('privacy')).startOutbox(fixture.privacyDb);
    await fixture.privacyDb.transaction((tx) => tx.publish(consentGiven(randomUUID(), 1)));
    await waitFor(async () => (await fixture.handled()).length === 1);
    const manager = await jetstreamManager(fixture.ops);
    const message = await manager.streams.getMessage('PRIVACY', { seq: 1 });
    message?.header.set('ce-id', 'no id');
    message?.header.delete('Nats-Msg-Id');
    if (message) await manager.jetstream().publish(message.subject, message.data, { headers: message.header });
    await waitFor(async () => (await listDeadLetters(fixture.auctionDb)).length > 0);
    expect(await listDeadLetters(fixture.auctionDb)).toMatchObject([
      { attempts: MAX_ATTEMPTS, headers: { 'ce-id': 'no id' } },
    ]);
    expect(await counted()).toEqual([]);
  });

  it('does not keep the other events waiting', async () => {
    const [bad, good] = [randomUUID(), randomUUID()];
    const failing = on(ConsentGivenV1, async (tx, event) => {
      if (event.aggregateId === bad) throw new Error('bad');
      await noteHandled.run(tx, event);
    });
    fixture.consume(await fixture.messagingOf('auction'), failing, { backOffMs: [60_000] });
    (await fixture.messagingOf('privacy')).startOutbox(fixture.privacyDb);
    await fixture.privacyDb.transaction((tx) => tx.publish(consentGiven(bad, 1), consentGiven(good, 1)));
    await waitFor(async () => (await fixture.handled()).length === 1);
  });
});
