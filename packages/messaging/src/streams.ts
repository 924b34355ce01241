import { STREAM_RETENTION_DAYS, type StreamDefinition } from '@belgi/contracts';
import { DiscardPolicy, JetStreamApiError, jetstreamManager, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { type NatsConnection, nanos } from '@nats-io/transport-node';

const DAY_MS = 86_400_000;
/** How long a message id is remembered, in ms: longer than a relay is ever away between publish and mark. */
const DUPLICATE_WINDOW_MS = 600_000;
/** JetStream API codes: "stream not found", "stream name already in use" with another configuration. */
const STREAM_NOT_FOUND = 10059;
const STREAM_NAME_IN_USE = 10058;

export function isMissingStream(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === STREAM_NOT_FOUND;
}

/**
 * Makes the stream unless it is there. What operations changed on it (replicas, limits) stays.
 * `checkAPI: false`: a service may not ask for the account's information.
 */
export async function ensureStream(nc: NatsConnection, stream: StreamDefinition, replicas: number): Promise<void> {
  const manager = await jetstreamManager(nc, { checkAPI: false });
  try {
    await manager.streams.info(stream.name);
  } catch (error) {
    if (!isMissingStream(error)) throw error;
    await manager.streams
      .add({
        name: stream.name,
        subjects: [...stream.subjects],
        storage: StorageType.File,
        retention: RetentionPolicy.Limits,
        discard: DiscardPolicy.Old,
        max_age: nanos(STREAM_RETENTION_DAYS * DAY_MS),
        duplicate_window: nanos(DUPLICATE_WINDOW_MS),
        num_replicas: replicas,
      })
      .catch((failure: unknown) => {
        // Another replica was faster.
        if (!(failure instanceof JetStreamApiError && failure.code === STREAM_NAME_IN_USE)) throw failure;
      });
  }
}
