import type { OutboxRow } from '@belgi/database';
import { headers, type MsgHdrs } from '@nats-io/transport-node';

/** CloudEvents 1.0 in binary mode: attributes as `ce-` headers, the data alone as the payload. */
const SPEC_VERSION = '1.0';

/** A message as it came: what a handler's event is made of and what a dead letter keeps. */
export interface RawEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string;
}

/** What a handler gets. */
export interface FactEvent<Data> {
  /** UUIDv7 of the fact; the same at every delivery. */
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly aggregateId: string;
  /** The aggregate's version that the fact establishes: apply it only where it is newer than what you have. */
  readonly version: number;
  /** When it was committed, by the owner's database clock. */
  readonly time: Date;
  readonly data: Data;
  /** W3C traceparent of the work that published it. */
  readonly trace: string | undefined;
}

export function headersOf(row: OutboxRow): MsgHdrs {
  const [service] = row.type.split('.');
  const all = headers();
  all.set('ce-specversion', SPEC_VERSION);
  all.set('ce-id', row.id);
  all.set('ce-source', `/belgi/${service}`);
  all.set('ce-type', row.type);
  all.set('ce-subject', row.aggregateId);
  all.set('ce-time', row.createdAt.toISOString());
  all.set('ce-aggregateversion', String(row.aggregateVersion));
  all.set('content-type', 'application/json');
  if (row.trace) all.set('traceparent', row.trace);
  return all;
}

export function rawEventOf(message: { subject: string; headers: MsgHdrs | undefined; string(): string }): RawEvent {
  const all: Record<string, string> = {};
  for (const [name, values] of message.headers ?? []) all[name.toLowerCase()] = values[0] ?? '';
  return {
    id: all['ce-id'] ?? '',
    type: all['ce-type'] ?? '',
    subject: message.subject,
    headers: all,
    payload: message.string(),
  };
}

/** Throws on a header that is missing or malformed; the data is not validated yet. */
export function eventOf(raw: RawEvent): FactEvent<unknown> {
  const time = new Date(raw.headers['ce-time'] ?? '');
  const version = Number(raw.headers['ce-aggregateversion']);
  const aggregateId = raw.headers['ce-subject'];
  if (Number.isNaN(time.getTime()) || !Number.isSafeInteger(version) || !aggregateId)
    throw new TypeError(`${raw.type}: CloudEvents headers are missing or malformed`);
  const { id, type, subject } = raw;
  return {
    id,
    type,
    subject,
    aggregateId,
    version,
    time,
    data: JSON.parse(raw.payload),
    trace: raw.headers['traceparent'],
  };
}
