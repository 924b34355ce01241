import { randomUUID } from 'node:crypto';
import { consumers, streams } from '@belgi/contracts';
import { createTestDatabase, createTestNats, type TestNats, waitFor } from '@belgi/testkit';
import { AckPolicy, type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { connect, errors, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { consentGiven, createFixture, noteHandled } from './testing/fixture.js';

let nats: TestNats;
beforeAll(async () => {
  nats = await createTestNats();
});
afterAll(() => nats.close());

const NAME = 'auction-privacy-consent';
const { stream: STREAM, filter } = consumers.find(({ name }) => name === NAME) as (typeof consumers)[number];
const DURABLE = { durable_name: NAME, filter_subject: filter, ack_policy: AckPolicy.Explicit, max_deliver: -1 };
const subjects = [...(streams.find(({ name }) => name === STREAM)?.subjects ?? [])];
/** nats-server has the fault up to here; later ones are asked as often and have none. */
const HAS_FAULT = /^2\.9\.(\d|1[0-4])$/;
/** Where it has it, one try in some fifty shows it. */
const TRIES = 1_500;
/** Services that ask for their consumer at that moment. */
const ASKING = 4;

const connectAs = ({ url, user, password }: ReturnType<TestNats['as']>) =>
  connect({ servers: url, user, pass: password, inboxPrefix: `_INBOX_${user}` });

async function isMute(ops: NatsConnection): Promise<boolean> {
  try {
    await ops.request(`$JS.API.CONSUMER.MSG.NEXT.${STREAM}.${NAME}`, '{', { timeout: 1_000 });
    return false;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return true;
    throw error;
  }
}

/** Has stream and consumer made at the same moment, until nats-server makes a consumer that sends nothing. */
async function makeMuteConsumer(ops: NatsConnection): Promise<boolean> {
  const { streams: stream } = await jetstreamManager(ops);
  const asking = await Promise.all(Array.from({ length: ASKING }, () => connectAs(nats.as('ops'))));
  const managers = await Promise.all(asking.map((connection) => jetstreamManager(connection, { checkAPI: false })));
  const add = async ({ consumers }: JetStreamManager): Promise<void> => {
    while (!(await consumers.add(STREAM, DURABLE).catch(() => undefined)));
  };
  try {
    for (let n = 0; n < TRIES; n += 1) {
      await Promise.all([stream.add({ name: STREAM, subjects }), ...managers.map(add)]);
      if (await isMute(ops)) return true;
      await stream.delete(STREAM);
    }
    return false;
  } finally {
    await Promise.all(asking.map((connection) => connection.close()));
  }
}

// t0: a service asks for its consumer while the owner of the stream makes that; t1: nats-server 2.9.10 answers both, and
// the consumer has no way out. Facts that it counts as delivered reach nobody, and a new binding hears nothing either.
it('makes a mute consumer anew', async () => {
  const fixture = await createFixture({ nats, createDatabase: createTestDatabase });
  const version = fixture.ops.info?.version ?? '';
  expect({ version, isMute: await makeMuteConsumer(fixture.ops) }).toEqual({
    version,
    isMute: HAS_FAULT.test(version),
  });
  (await fixture.messagingOf('privacy')).startOutbox(fixture.privacyDb);
  fixture.consume(await fixture.messagingOf('auction'), noteHandled);
  const citizen = randomUUID();
  await fixture.privacyDb.transaction((tx) => tx.publish(consentGiven(citizen, 1)));
  await waitFor(async () => (await fixture.handled()).length === 1);
  expect(await fixture.handled()).toEqual([{ id: citizen, epoch: 1 }]);
  await fixture.close();
});
