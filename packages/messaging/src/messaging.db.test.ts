import { randomUUID } from 'node:crypto';
import { ConsentGivenV1, ContactOfCitizen } from '@belgi/contracts';
import { outboxStatus, sql } from '@belgi/database';
import { currentTrace, withTrace } from '@belgi/runtime';
import { createTestDatabase, createTestNats, type TestNats, waitFor } from '@belgi/testkit';
import { jetstreamManager } from '@nats-io/jetstream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AskError, on } from './index.js';
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

describe('a fact', () => {
  it('goes from the transaction of one service into the transaction of another, with its trace', async () => {
    const citizen = randomUUID();
    const seen: unknown[] = [];
    const handler = on(ConsentGivenV1, async (_, event) => {
      seen.push({
        ...event,
        time: event.time instanceof Date,
        trace: event.trace?.split('-')[1],
        current: currentTrace()?.split('-')[1],
      });
    });
    fixture.consume(await fixture.messagingOf('auction'), handler); // the stream does not exist yet
    (await fixture.messagingOf('privacy')).startOutbox(fixture.privacyDb);
    const fact = consentGiven(citizen, 1);
    const trace = 'c'.repeat(32);
    await withTrace(`00-${trace}-${'d'.repeat(16)}-01`, () => fixture.privacyDb.transaction((tx) => tx.publish(fact)));
    await waitFor(() => seen.length === 1);
    expect(seen[0]).toEqual({
      id: fact.id,
      type: 'privacy.consent.given.v1',
      subject: `privacy.consent.${citizen}.given.v1`,
      aggregateId: citizen,
      version: 1,
      time: true,
      data: fact.data,
      trace,
      current: trace,
    });
  });

  it('is a CloudEvent on the wire', async () => {
    (await fixture.messagingOf('privacy')).startOutbox(fixture.privacyDb);
    const fact = consentGiven(randomUUID(), 4);
    await fixture.privacyDb.transaction((tx) => tx.publish(fact));
    await waitFor(async () => (await outboxStatus(fixture.privacyDb)).unpublished === 0);
    const message = await (await jetstreamManager(fixture.ops)).streams.getMessage('PRIVACY', { seq: 1 });
    const headers = Object.fromEntries([...(message?.header ?? [])].map(([name, [value]]) => [name, value]));
    expect(headers).toMatchObject({
      'ce-specversion': '1.0',
      'ce-id': fact.id,
      'ce-source': '/belgi/privacy',
      'ce-type': 'privacy.consent.given.v1',
      'ce-subject': fact.aggregateId,
      'ce-aggregateversion': '4',
      'content-type': 'application/json',
      'Nats-Msg-Id': fact.id,
    });
    expect(message?.json()).toEqual(fact.data);
  });

  it('is stored once when the relay dies between publishing and marking', async () => {
    (await fixture.messagingOf('privacy')).startOutbox(fixture.privacyDb);
    await fixture.privacyDb.transaction((tx) => tx.publish(consentGiven(randomUUID(), 1)));
    const isOut = () => waitFor(async () => (await outboxStatus(fixture.privacyDb)).unpublished === 0);
    await isOut();
    await fixture.privacyDb.query(sql`UPDATE outbox SET published_at = NULL`);
    await isOut();
    const stream = await (await jetstreamManager(fixture.ops)).streams.info('PRIVACY');
    expect(stream.state.messages).toBe(1);
  });

  it('has its effect once, however often it is delivered', async () => {
    fixture.consume(await fixture.messagingOf('auction'), noteHandled);
    (await fixture.messagingOf('privacy')).startOutbox(fixture.privacyDb);
    const citizen = randomUUID();
    await fixture.privacyDb.transaction((tx) => tx.publish(consentGiven(citizen, 1)));
    await waitFor(async () => (await fixture.handled()).length === 1);
    // Far outside the stream's window of message ids: the same event under another message id.
    const manager = await jetstreamManager(fixture.ops);
    const first = await manager.streams.getMessage('PRIVACY', { seq: 1 });
    if (!first) throw new Error('the stream is empty');
    for (let n = 0; n < 5; n += 1) {
      first.header.set('Nats-Msg-Id', randomUUID());
      await manager.jetstream().publish(first.subject, first.data, { headers: first.header });
    }
    await fixture.privacyDb.transaction((tx) => tx.publish(consentGiven(citizen, 2)));
    await waitFor(async () => (await fixture.handled()).some(({ epoch }) => epoch === 2));
    expect(await fixture.handled()).toEqual([
      { id: citizen, epoch: 1 },
      { id: citizen, epoch: 2 },
    ]);
  });

  it('that is urgent is handled while a crowd has all the other connections', async () => {
    const crowd = Promise.withResolvers<void>();
    const requests = Array.from({ length: 20 }, () => fixture.auctionDb.transaction(() => crowd.promise));
    fixture.consume(await fixture.messagingOf('auction'), noteHandled, { urgent: true });
    (await fixture.messagingOf('privacy')).startOutbox(fixture.privacyDb);
    await fixture.privacyDb.transaction((tx) => tx.publish(consentGiven(randomUUID(), 1)));
    const handled = sql`SELECT 1 AS one FROM handled`;
    await waitFor(async () => (await fixture.auctionDb.reserved.one(handled)) !== undefined);
    crowd.resolve();
    await Promise.allSettled(requests);
  });

  it('that no handler wants is stepped over without a row', async () => {
    const messaging = await fixture.messagingOf('auction');
    messaging.consume({ consumer: 'auction-privacy-consent', database: fixture.auctionDb, handlers: [] });
    (await fixture.messagingOf('privacy')).startOutbox(fixture.privacyDb);
    await fixture.privacyDb.transaction((tx) => tx.publish(consentGiven(randomUUID(), 1)));
    const manager = await jetstreamManager(fixture.ops);
    await waitFor(
      async () => (await manager.consumers.info('PRIVACY', 'auction-privacy-consent')).ack_floor.stream_seq === 1,
    );
    expect(await fixture.auctionDb.query(sql`SELECT event_id FROM inbox`)).toEqual([]);
  });
});

describe('the server', () => {
  it('may come after the process', async () => {
    await nats.kill();
    const [auction, privacy] = [await fixture.messagingOf('auction'), await fixture.messagingOf('privacy')];
    fixture.consume(auction, noteHandled);
    privacy.startOutbox(fixture.privacyDb);
    await fixture.privacyDb.transaction((tx) => tx.publish(consentGiven(randomUUID(), 1)));
    await expect(auction.ping()).rejects.toThrow('NATS is away');
    await nats.start();
    await waitFor(async () => (await fixture.handled()).length === 1);
    await auction.ping();
  });

  it('may lose a consumer: it is made anew and nothing is handled twice', async () => {
    fixture.consume(await fixture.messagingOf('auction'), noteHandled);
    (await fixture.messagingOf('privacy')).startOutbox(fixture.privacyDb);
    const citizen = randomUUID();
    await fixture.privacyDb.transaction((tx) => tx.publish(consentGiven(citizen, 1)));
    await waitFor(async () => (await fixture.handled()).length === 1);
    await (await jetstreamManager(fixture.ops)).consumers.delete('PRIVACY', 'auction-privacy-consent');
    await fixture.privacyDb.transaction((tx) => tx.publish(consentGiven(citizen, 2)));
    await waitFor(async () => (await fixture.handled()).length === 2);
    expect((await fixture.handled()).map(({ epoch }) => epoch)).toEqual([1, 2]);
  });

  it('may lose a stream: it is made anew and publishing goes on', async () => {
    fixture.consume(await fixture.messagingOf('auction'), noteHandled);
    (await fixture.messagingOf('privacy')).startOutbox(fixture.privacyDb);
    const citizen = randomUUID();
    await fixture.privacyDb.transaction((tx) => tx.publish(consentGiven(citizen, 1)));
    await waitFor(async () => (await fixture.handled()).length === 1);
    await (await jetstreamManager(fixture.ops)).streams.delete('PRIVACY');
    await fixture.privacyDb.transaction((tx) => tx.publish(consentGiven(citizen, 2)));
    await waitFor(async () => (await fixture.handled()).length === 2);
  });
});

describe('a question', () => {
  const request = {
    about: { citizenId: randomUUID() },
    basis: { purpose: 'COMMUNICATION' as const },
    case: 'notice-1',
  };

  it('is answered, under the trace of the asker', async () => {
    let trace: string | undefined;
    (await fixture.messagingOf('identity')).answer(ContactOfCitizen, async () => {
      trace = currentTrace()?.split('-')[1];
      return { found: true as const, locale: 'RU' as const, phone: '+996700000000', email: null, code: null };
    });
    const notify = await fixture.messagingOf('notify');
    const ask = () => notify.ask(ContactOfCitizen, request, { timeoutMs: 5_000 });
    const answer = await waitFor(() => withTrace(`00-${'e'.repeat(32)}-${'d'.repeat(16)}-01`, ask));
    expect(answer).toEqual({ found: true, locale: 'RU', phone: '+996700000000', email: null, code: null });
    expect(trace).toBe('e'.repeat(32));
  });

  it.each([
    ['that fails', async () => Promise.reject(new Error('secret detail')), 'ASK_FAILED'],
    ['that answers nonsense', async () => ({ found: 'perhaps' }) as never, 'ASK_FAILED'],
    ['that never answers', () => new Promise<never>(() => undefined), 'ASK_TIMED_OUT'],
  ])('to an answerer %s ends with a code and no detail', async (_, handler, code) => {
    (await fixture.messagingOf('identity')).answer(ContactOfCitizen, handler);
    const notify = await fixture.messagingOf('notify');
    const failure = await waitFor(async () => {
      const caught: unknown = await notify
        .ask(ContactOfCitizen, request, { timeoutMs: 300 })
        .catch((error: unknown) => error);
      return caught instanceof AskError && caught.code !== 'ASK_UNREACHABLE' ? caught : undefined;
    });
    expect(failure.code).toBe(code);
    expect(failure.message).toBe(`ask.identity.contact: ${code}`);
  });

  it('that nobody answers, or that is malformed, says so', async () => {
    const notify = await fixture.messagingOf('notify');
    await waitFor(() => notify.ping().then(() => true));
    await expect(notify.ask(ContactOfCitizen, request)).rejects.toMatchObject({ code: 'ASK_UNREACHABLE' });
    const malformed = { ...request, about: { citizenId: 'x' } };
    await expect(notify.ask(ContactOfCitizen, malformed)).rejects.toMatchObject({ code: 'ASK_MALFORMED' });
  });
});

it('refuses a handler that the consumer would never feed', async () => {
  const messaging = await fixture.messagingOf('auction');
  expect(() =>
    messaging.consume({ consumer: 'auction-identity-account', database: fixture.auctionDb, handlers: [noteHandled] }),
  ).toThrow(/never receives privacy.consent.given.v1/);
});
