import { z } from 'zod';
import { newId } from './id.js';

/** The five processes that may own facts or consume them. */
export const serviceNames = ['identity', 'privacy', 'auction', 'notify'] as const;
export type ServiceName = (typeof serviceNames)[number];

/**
 * One kind of fact: `<service>.<noun>.<id>.<fact>.v<n>`.
 * State-carrying: `data` holds the state the fact establishes, so that a consumer applies whatever is newer
 * than what it has and order never matters (ARCHITECTURE, Events).
 */
export interface FactType<Data = unknown> {
  /** CloudEvents `type`, e.g. `auction.lot.bid-accepted.v1`. */
  readonly type: string;
  readonly service: ServiceName;
  readonly noun: string;
  readonly fact: string;
  readonly version: number;
  readonly schema: z.ZodType<Data>;
  /** The JetStream subject of this fact about one aggregate. */
  subject(aggregateId: string): string;
  /** Data checked against the schema; throws `ZodError` on anything unknown or missing. */
  parse(data: unknown): Data;
}

/** A fact on its way into the outbox. */
export interface OutgoingFact<Data = unknown> {
  /** UUIDv7; becomes the outbox row's id and `Nats-Msg-Id`. */
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  /** `<service>.<noun>.<id>`: what the relay claims as a whole. */
  readonly aggregate: string;
  readonly aggregateId: string;
  /** The aggregate's version that this fact establishes; rises by one per fact. */
  readonly aggregateVersion: number;
  readonly data: Data;
}

/** What an aggregate id may be made of: a token of a NATS subject. */
const SUBJECT_TOKEN = /^[A-Za-z0-9_-]{1,64}$/;

const registry = new Map<string, FactType>();

/**
 * Declares a fact. Its name is fixed for ever; a changed shape is a new version in a new file. Only an optional field may
 * be added, and its consumers, which refuse what they do not know, are released before its producer.
 */
export function defineFact<Shape extends z.ZodRawShape>(definition: {
  service: ServiceName;
  noun: string;
  fact: string;
  version: number;
  schema: z.ZodObject<Shape>;
}): FactType<z.infer<z.ZodObject<Shape>>> {
  type Data = z.infer<z.ZodObject<Shape>>;
  const { service, noun, fact, version } = definition;
  const schema = definition.schema.strict() as unknown as z.ZodType<Data>;
  const type = `${service}.${noun}.${fact}.v${version}`;
  const factType: FactType<Data> = {
    type,
    service,
    noun,
    fact,
    version,
    schema,
    subject: (aggregateId) => {
      if (!SUBJECT_TOKEN.test(aggregateId))
        throw new TypeError(`${type}: not usable in a subject: an id must match ${SUBJECT_TOKEN}`);
      return `${service}.${noun}.${aggregateId}.${fact}.v${version}`;
    },
    parse: (data) => schema.parse(data),
  };
  registry.set(type, factType as FactType);
  return factType;
}

/** Every declared fact, by its type. */
export function allFacts(): readonly FactType[] {
  return [...registry.values()].sort((a, b) => a.type.localeCompare(b.type));
}

export function factOfType(type: string): FactType | undefined {
  return registry.get(type);
}

/** A fact ready for `tx.publish`; the data is validated here so that a wrong fact never commits. */
export function outgoing<Data>(
  factType: FactType<Data>,
  aggregateId: string,
  aggregateVersion: number,
  data: Data,
): OutgoingFact<Data> {
  return {
    id: newId(),
    type: factType.type,
    subject: factType.subject(aggregateId),
    aggregate: `${factType.service}.${factType.noun}.${aggregateId}`,
    aggregateId,
    aggregateVersion,
    data: factType.parse(data),
  };
}
