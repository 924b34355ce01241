import { consumers } from '@belgi/contracts';
import type { NatsUser } from '@belgi/local';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestNats, type TestNats } from './test-nats.js';

let nats: TestNats;
const open: NatsConnection[] = [];

beforeAll(async () => {
  nats = await createTestNats();
  const ops = await connection('ops');
  const manager = await jetstreamManager(ops);
  for (const [name, subject] of Object.entries({
    AUCTION: 'auction.>',
    PRIVACY: 'privacy.>',
    IDENTITY: 'identity.>',
  })) {
    await manager.streams.add({ name, subjects: [subject] });
  }
});
afterAll(async () => {
  await Promise.all(open.map((each) => each.close()));
  await nats.close();
});

async function connection(user: NatsUser): Promise<NatsConnection> {
  const access = nats.as(user);
  const made = await connect({
    servers: access.url,
    user,
    pass: access.password,
    inboxPrefix: `_INBOX_${user}`,
    reconnect: false,
  });
  open.push(made);
  return made;
}

/** The attack each test tells: a service that was taken over reaches for what is not its own. */
describe('a service on NATS', () => {
  test('publishes its own facts', async () => {
    const answer = await jetstream(await connection('auction')).publish('auction.lot.1.lot-opened.v1', '{}');
    expect(answer.stream).toBe('AUCTION');
  });

  test.each([
    'privacy.consent.1.consent-given.v1',
    'identity.account.1.account-verified.v1',
    'auctioneer.lot.1.lot-opened.v1',
  ])('cannot publish %s in the name of another', async (subject) => {
    const publishing = jetstream(await connection('auction')).publish(subject, '{}', { timeout: 1_000 });
    await expect(publishing).rejects.toThrow(/permission/i);
  });

  test('uses its own consumer and acknowledges', async () => {
    const own = consumers.find((each) => each.name === 'auction-privacy-consent');
    const auction = await connection('auction');
    const manager = await jetstreamManager(auction, { checkAPI: false });
    await manager.consumers.add(own?.stream ?? '', {
      durable_name: own?.name ?? '',
      filter_subject: own?.filter ?? '',
      ack_policy: 'explicit',
    });
    await jetstream(await connection('privacy')).publish('privacy.consent.1.consent-given.v1', '{"epoch":1}');
    const consumer = await jetstream(auction).consumers.get('PRIVACY', 'auction-privacy-consent');
    const message = await consumer.next({ expires: 5_000 });
    expect(message?.subject).toBe('privacy.consent.1.consent-given.v1');
    expect(await message?.ackAck()).toBe(true);
  });

  test('cannot take messages from the consumer of another', async () => {
    const notify = await connection('notify');
    const asking = notify.request('$JS.API.CONSUMER.MSG.NEXT.PRIVACY.auction-privacy-consent', '', { timeout: 1_000 });
    await expect(asking).rejects.toThrow(/permission/i);
  });

  test('cannot delete the consumer of another', async () => {
    const notify = await connection('notify');
    const deleting = notify.request('$JS.API.CONSUMER.DELETE.PRIVACY.auction-privacy-consent', '', { timeout: 1_000 });
    await expect(deleting).rejects.toThrow(/permission/i);
  });

  test.each(['privacy', 'notify'] as const)(
    'cannot learn who took part: %s has no consumer for it, nor may it listen',
    async (user) => {
      const { stream, name, filter } = consumers.find((each) => each.name === 'identity-auction-statistics') ?? {};
      const other = await connection(user);
      for (const subject of [
        `$JS.API.CONSUMER.CREATE.${stream}.${user}-auction-statistics.${filter}`,
        `$JS.API.CONSUMER.MSG.NEXT.${stream}.${name}`,
      ])
        await expect(other.request(subject, '', { timeout: 1_000 })).rejects.toThrow(/permission/i);
      const subscription = other.subscribe('auction.statistics.>');
      await expect(subscription[Symbol.asyncIterator]().next()).rejects.toThrow(/permission/i);
    },
  );

  test('cannot make a consumer of its name with a wider filter', async () => {
    const manager = await jetstreamManager(await connection('auction'), { checkAPI: false, timeout: 1_000 });
    const widening = manager.consumers.add('PRIVACY', {
      durable_name: 'auction-privacy-consent',
      ack_policy: 'explicit',
    });
    await expect(widening).rejects.toThrow(/permission/i);
  });

  test.each(['$JS.API.STREAM.DELETE.PRIVACY', '$JS.API.STREAM.PURGE.PRIVACY', '$JS.API.STREAM.DELETE.AUCTION'])(
    'cannot call %s',
    async (subject) => {
      const calling = (await connection('auction')).request(subject, '', { timeout: 1_000 });
      await expect(calling).rejects.toThrow(/permission/i);
    },
  );

  test('cannot listen to the answers given to another', async () => {
    const subscription = (await connection('auction')).subscribe('_INBOX_privacy.>');
    await expect(subscription[Symbol.asyncIterator]().next()).rejects.toThrow(/permission/i);
  });

  test('asks identity what it may ask, and nobody else does', async () => {
    const identity = await connection('identity');
    identity.subscribe('ask.identity.contact', {
      callback: (_, message) => {
        message.respond('known');
      },
    });
    await identity.flush();
    const answer = await (await connection('notify')).request('ask.identity.contact', '', { timeout: 2_000 });
    expect(answer.string()).toBe('known');
    const auction = (await connection('auction')).request('ask.identity.contact', '', { timeout: 1_000 });
    await expect(auction).rejects.toThrow(/permission/i);
  });

  test('the gateway follows live subjects and publishes nothing', async () => {
    const gateway = await connection('gateway');
    const live = gateway.subscribe('auction.lot.>', { max: 1 });
    await gateway.flush();
    await jetstream(await connection('auction')).publish('auction.lot.2.lot-opened.v1', '{}');
    const first = await live[Symbol.asyncIterator]().next();
    expect(first.value?.subject).toBe('auction.lot.2.lot-opened.v1');
    await expect(gateway.request('auction.lot.2.lot-opened.v1', '', { timeout: 1_000 })).rejects.toThrow(/permission/i);
  });
});
