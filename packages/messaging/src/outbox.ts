import { factOfType } from '@belgi/contracts';
import { type OutboxRow, TransportUnavailable } from '@belgi/database';
import { jetstream } from '@nats-io/jetstream';
import { errors } from '@nats-io/transport-node';
import { headersOf } from './cloud-event.js';
import type { Connection } from './connection.js';

/** An acknowledgement takes a millisecond; later than this, in ms, the server is as good as away. */
const ACKNOWLEDGE_TIMEOUT_MS = 5_000;

/** Errors that are about the one message; with any other, the next message would fail as well. */
function isAboutTheMessage(error: unknown): boolean {
  return (
    error instanceof errors.PermissionViolationError ||
    error instanceof errors.InvalidSubjectError ||
    error instanceof errors.InvalidArgumentError // larger than max_payload
  );
}

/**
 * Publishes one outbox row and resolves when JetStream has acknowledged it. `Nats-Msg-Id` is the row's id: sent
 * twice within the stream's window it is stored once.
 * @throws TransportUnavailable while the server or the stream is away
 */
export function publisher(connection: Connection, onMissingStream: () => Promise<void>) {
  return async (row: OutboxRow): Promise<void> => {
    const fact = factOfType(row.type);
    if (!fact) throw new TypeError(`${row.type}: no such fact in the contracts`);
    fact.parse(row.data);
    const nc = connection.live;
    if (!nc) throw new TransportUnavailable('NATS is away');
    try {
      const publishing = jetstream(nc).publish(row.subject, JSON.stringify(row.data), {
        msgID: row.id,
        headers: headersOf(row),
        timeout: ACKNOWLEDGE_TIMEOUT_MS,
      });
      await connection.whileUp(publishing, () => new TransportUnavailable('NATS went away'));
    } catch (cause) {
      if (cause instanceof TransportUnavailable || isAboutTheMessage(cause)) throw cause;
      // Nobody answers on the subject: the stream may be gone.
      await onMissingStream().catch(() => undefined);
      throw new TransportUnavailable('JetStream did not acknowledge', { cause });
    }
  };
}
