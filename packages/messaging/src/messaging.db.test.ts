import { randomUUID } from 'node:crypto';
import { ConsentGivenV1, ContactOfCitizen, outgoing } from '@belgi/contracts';
import {
  type Database,
  listDeadLetters,
  migrate,
  openDatabase,
  outboxStatus,
  requeueDeadLetters,
  sql,
} from '@belgi/database';
import { createLogger, createMetrics, currentTrace, withTrace } from '@belgi/runtime';
import { createTestDatabase, createTestNats, type TestDatabase, type TestNats, waitFor } from '@belgi/testkit';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  AskError,
  type ConsumeOptions,
  connectMessaging,
  type Handler,
  MAX_ATTEMPTS,
  type Messaging,
  on,
} from './index.js';

const logger = createLogger({ service: 'test', level: 'silent' });
const metrics = createMetrics('test');
const QUICK = { backOffMs: [1] };
let nats: TestNats;
let ops: NatsConnection;
let servers: TestDatabase[] = [];
let privacyDb: Database;
let auctionDb: Database;
let open: Messaging[] = [];

const consentGiven = (citizenId: string, epoch: number) =>
  outgoing(ConsentGivenV1, citizenId, epoch, {
    citizenId,
    epoch,
    state: 'GIVEN',
    edition: 1,
    locale: 'KY',
    textSha256: 'a'.repeat(64),
    at: '2024-01-01T00:00:00.000Z',
  });
const messagingOf = async (service: 'privacy' | 'auction' | 'identity' | 'notify'): Promise<Messaging> => {
  const { url, user, password } = nats.as(service);
  const messaging = await connectMessaging({ url, user, password, service, logger, metrics });
  open.push(messaging);
  return messaging;
};
const database = async (name: string): Promise<Database> => {
  const server = await createTestDatabase({
    name,
    template: { key: 'database', fill: (url) => migrate({ url, logger }) },
  });
  servers.push(server);
  return openDatabase({ url: server.url, applicationName: 'test', poolSize: 6, logger, production: false });
};
const consume = (messaging: Messaging, handler: Handler, more: Partial<ConsumeOptions> = {}) =>
  messaging.consume({
    consumer: 'auction-privacy-consent',
    database: auctionDb,
    handlers: [handler],
    ...QUICK,
    ...more,
  });
const handled = () => auctionDb.query<{ id: string; epoch: number }>(sql`SELECT id, epoch FROM handled ORDER BY n`);
const noteHandled = on(ConsentGivenV1, async (tx, { data }) => {
  await tx.query(sql`INSERT INTO handled (id, epoch) VALUES (${data.citizenId}, ${data.epoch})`);
});

beforeAll(async () => {
  nats = await createTestNats();
});
afterAll(() => nats.close());
beforeEach(async () => {
  const access = nats.as('ops');
  ops = await connect({ servers: access.url, user: access.user, pass: access.password });
  const manager = await jetstreamManager(ops);
  for await (const stream of manager.streams.list()) await manager.streams.delete(stream.config.name);
  [privacyDb, auctionDb] = await Promise.all([database('privacy'), database('auction')]);
  await auctionDb.query(sql`CREATE TABLE handled (n serial, id uuid NOT NULL, epoch int NOT NULL)`);
});
afterEach(async () => {
  await ops.close();
  await Promise.all(open.map((messaging) => messaging.close()));
  await Promise.all([privacyDb.close(), auctionDb.close()]);
  await Promise.all(servers.map((server) => server.close()));
  open = [];
  servers = [];
});

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
    consume(await messagingOf('auction'), handler); // the stream does not exist yet
    (await messagingOf('privacy')).startOutbox(privacyDb);
    const fact = consentGiven(citizen, 1);
    const trace = 'c'.repeat(32);
    await withTrace(`00-${trace}-${'d'.repeat(16)}-01`, () => privacyDb.transaction((tx) => tx.publish(fact)));
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
    (await messagingOf('privacy')).startOutbox(privacyDb);
    const fact = consentGiven(randomUUID(), 4);
    await privacyDb.transaction((tx) => tx.publish(fact));
    await waitFor(async () => (await outboxStatus(privacyDb)).unpublished === 0);
    const message = await (await jetstreamManager(ops)).streams.getMessage('PRIVACY', { seq: 1 });
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
    (await messagingOf('privacy')).startOutbox(privacyDb);
    await privacyDb.transaction((tx) => tx.publish(consentGiven(randomUUID(), 1)));
    const isOut = () => waitFor(async () => (await outboxStatus(privacyDb)).unpublished === 0);
    await isOut();
    await privacyDb.query(sql`UPDATE outbox SET published_at = NULL`);
    await isOut();
    const stream = await (await jetstreamManager(ops)).streams.info('PRIVACY');
    expect(stream.state.messages).toBe(1);
  });

  it('has its effect once, however often it is delivered', async () => {
    consume(await messagingOf('auction'), noteHandled);
    (await messagingOf('privacy')).startOutbox(privacyDb);
    const citizen = randomUUID();
    await privacyDb.transaction((tx) => tx.publish(consentGiven(citizen, 1)));
    await waitFor(async () => (await handled()).length === 1);
    // Far outside the stream's window of message ids: the same event under another message id.
    const manager = await jetstreamManager(ops);
    const first = await manager.streams.getMessage('PRIVACY', { seq: 1 });
    if (!first) throw new Error('the stream is empty');
    for (let n = 0; n < 5; n += 1) {
      first.header.set('Nats-Msg-Id', randomUUID());
      await manager.jetstream().publish(first.subject, first.data, { headers: first.header });
    }
    await privacyDb.transaction((tx) => tx.publish(consentGiven(citizen, 2)));
    await waitFor(async () => (await handled()).some(({ epoch }) => epoch === 2));
    expect(await handled()).toEqual([
      { id: citizen, epoch: 1 },
      { id: citizen, epoch: 2 },
    ]);
  });

  it('that no handler wants is stepped over without a row', async () => {
    const messaging = await messagingOf('auction');
    messaging.consume({ consumer: 'auction-privacy-consent', database: auctionDb, handlers: [] });
    (await messagingOf('privacy')).startOutbox(privacyDb);
    await privacyDb.transaction((tx) => tx.publish(consentGiven(randomUUID(), 1)));
    const manager = await jetstreamManager(ops);
    await waitFor(
      async () => (await manager.consumers.info('PRIVACY', 'auction-privacy-consent')).ack_floor.stream_seq === 1,
    );
    expect(await auctionDb.query(sql`SELECT event_id FROM inbox`)).toEqual([]);
  });
});

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
    consume(await messagingOf('auction'), failing);
    (await messagingOf('privacy')).startOutbox(privacyDb);
    const fact = consentGiven(citizen, 1);
    await privacyDb.transaction((tx) => tx.publish(fact));
    const [letter] = await waitFor(async () => {
      const letters = await listDeadLetters(auctionDb);
      return letters.length > 0 ? letters : undefined;
    });
    expect(attempts).toBe(MAX_ATTEMPTS);
    expect(letter).toMatchObject({
      consumer: 'auction-privacy-consent',
      eventId: fact.id,
      attempts: 8,
      error: 'Error: no such edition',
    });
    expect(await handled()).toEqual([]);

    // Requeued while still broken: dead again. Requeued when repaired: done.
    await requeueDeadLetters(auctionDb, { eventId: fact.id });
    await waitFor(async () => (await listDeadLetters(auctionDb)).some((one) => one.attempts === 9 && !one.requeuedAt));
    isBroken = false;
    await requeueDeadLetters(auctionDb);
    await waitFor(async () => (await listDeadLetters(auctionDb)).length === 0);
    expect(await handled()).toEqual([{ id: citizen, epoch: 1 }]);
  });

  it('does not keep the other events waiting', async () => {
    const [bad, good] = [randomUUID(), randomUUID()];
    const failing = on(ConsentGivenV1, async (tx, event) => {
      if (event.aggregateId === bad) throw new Error('bad');
      await noteHandled.run(tx, event);
    });
    consume(await messagingOf('auction'), failing, { backOffMs: [60_000] });
    (await messagingOf('privacy')).startOutbox(privacyDb);
    await privacyDb.transaction((tx) => tx.publish(consentGiven(bad, 1), consentGiven(good, 1)));
    await waitFor(async () => (await handled()).length === 1);
  });

  it('is refused at the start when the consumer would never feed it', async () => {
    const messaging = await messagingOf('auction');
    expect(() =>
      messaging.consume({ consumer: 'auction-identity-account', database: auctionDb, handlers: [noteHandled] }),
    ).toThrow(/never receives privacy.consent.given.v1/);
  });
});

describe('the server', () => {
  it('may come after the process', async () => {
    await nats.kill();
    const [auction, privacy] = [await messagingOf('auction'), await messagingOf('privacy')];
    consume(auction, noteHandled);
    privacy.startOutbox(privacyDb);
    await privacyDb.transaction((tx) => tx.publish(consentGiven(randomUUID(), 1)));
    await expect(auction.ping()).rejects.toThrow('NATS is away');
    await nats.start();
    await waitFor(async () => (await handled()).length === 1);
    await auction.ping();
  });

  it('may lose a consumer: it is made anew and nothing is handled twice', async () => {
    consume(await messagingOf('auction'), noteHandled);
    (await messagingOf('privacy')).startOutbox(privacyDb);
    const citizen = randomUUID();
    await privacyDb.transaction((tx) => tx.publish(consentGiven(citizen, 1)));
    await waitFor(async () => (await handled()).length === 1);
    await (await jetstreamManager(ops)).consumers.delete('PRIVACY', 'auction-privacy-consent');
    await privacyDb.transaction((tx) => tx.publish(consentGiven(citizen, 2)));
    await waitFor(async () => (await handled()).length === 2);
    expect((await handled()).map(({ epoch }) => epoch)).toEqual([1, 2]);
  });

  it('may lose a stream: it is made anew and publishing goes on', async () => {
    consume(await messagingOf('auction'), noteHandled);
    (await messagingOf('privacy')).startOutbox(privacyDb);
    const citizen = randomUUID();
    await privacyDb.transaction((tx) => tx.publish(consentGiven(citizen, 1)));
    await waitFor(async () => (await handled()).length === 1);
    await (await jetstreamManager(ops)).streams.delete('PRIVACY');
    await privacyDb.transaction((tx) => tx.publish(consentGiven(citizen, 2)));
    await waitFor(async () => (await handled()).length === 2);
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
    (await messagingOf('identity')).answer(ContactOfCitizen, async () => {
      trace = currentTrace()?.split('-')[1];
      return { found: true as const, locale: 'RU' as const, phone: '+996700000000', email: null, code: null };
    });
    const notify = await messagingOf('notify');
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
    (await messagingOf('identity')).answer(ContactOfCitizen, handler);
    const notify = await messagingOf('notify');
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
    const notify = await messagingOf('notify');
    await waitFor(() => notify.ping().then(() => true));
    await expect(notify.ask(ContactOfCitizen, request)).rejects.toMatchObject({ code: 'ASK_UNREACHABLE' });
    const malformed = { ...request, about: { citizenId: 'x' } };
    await expect(notify.ask(ContactOfCitizen, malformed)).rejects.toMatchObject({ code: 'ASK_MALFORMED' });
  });
});
