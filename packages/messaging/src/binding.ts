import type { ConsumerDefinition } from '@belgi/contracts';
import { AckPolicy, type ConsumerMessages, DeliverPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { errors, type NatsConnection, nanos } from '@nats-io/transport-node';
import type { Connection } from './connection.js';

/** Unacknowledged for this long, in ms, a message goes to another replica: a killed process holds up nothing longer. */
const ACK_WAIT_MS = 10_000;
/** Messages asked for at once; the library asks for more as they come. What waits in a process that dies comes again after ACK_WAIT_MS. */
const FETCH_AHEAD = 16;
/** Two missed in a row mean that the consumer may be gone: it is made anew. In ms. */
const HEARTBEAT_MS = 2_500;
const PULL_EXPIRES_MS = 30_000;
/** A consumer that can send refuses a wrong request at once. */
const REFUSAL_TIMEOUT_MS = 2_000;

/** The consumer does not answer: it is away, or mute and deleted. Binding again makes it anew. */
export class SilentConsumerError extends Error {
  override readonly name = 'SilentConsumerError';
}

/** Makes the durable consumer unless it is there, and binds to it. @throws SilentConsumerError */
export async function bind(nc: NatsConnection, definition: ConsumerDefinition): Promise<ConsumerMessages> {
  const { name, stream, filter } = definition;
  const manager = await jetstreamManager(nc, { checkAPI: false });
  const { created } = await manager.consumers.add(stream, {
    durable_name: name,
    filter_subject: filter,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ACK_WAIT_MS),
    deliver_policy: DeliverPolicy.All,
    max_deliver: -1, // counted by us: the server would drop the message without a trace
  });
  if (!(await canSend(nc, definition))) {
    await deleteMute(nc, definition, created);
    throw new SilentConsumerError(`${name} sends nothing`);
  }
  const consumer = await jetstream(nc).consumers.get(stream, name);
  return consumer.consume({
    max_messages: FETCH_AHEAD,
    expires: PULL_EXPIRES_MS,
    idle_heartbeat: HEARTBEAT_MS,
    bind: true, // we look after the consumer ourselves: the library waits 30 s between its own checks
  });
}

/** Ends the iteration when the server is lost or the consumer vanished; the caller binds anew. */
export function stopWhenLost(messages: ConsumerMessages, connection: Connection): () => void {
  const forget = connection.onDown(() => messages.stop());
  void (async () => {
    for await (const status of messages.status())
      if (['consumer_deleted', 'heartbeats_missed', 'no_responders'].includes(status.type)) messages.stop();
  })();
  return forget;
}

/**
 * nats-server before 2.9.15 shows a stream before it can send. A consumer made at that moment is mute: it counts as
 * delivered what it never sends, until the server starts anew. So each is asked first, by a request for messages that is
 * none: it takes no message, and is refused (400) by a consumer that can send.
 */
async function canSend(nc: NatsConnection, { name, stream }: ConsumerDefinition): Promise<boolean> {
  try {
    await nc.request(`$JS.API.CONSUMER.MSG.NEXT.${stream}.${name}`, '{', { timeout: REFUSAL_TIMEOUT_MS });
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}

/** Only the one that was asked, and only if nothing was ever acknowledged by it: all that it holds is sent again. */
async function deleteMute(nc: NatsConnection, { name, stream }: ConsumerDefinition, created: string): Promise<void> {
  const manager = await jetstreamManager(nc, { checkAPI: false });
  const now = await manager.consumers.info(stream, name);
  if (now.created === created && now.ack_floor.consumer_seq === 0) await manager.consumers.delete(stream, name);
}
