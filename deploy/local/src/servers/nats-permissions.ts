import { asks, consumers, type ServiceName, serviceNames, streams } from '@belgi/contracts';

/** Who connects to NATS: the four services, the gateway, and `ops` for the people who run it. */
export const natsUsers = [...serviceNames, 'gateway', 'ops'] as const;
export type NatsUser = (typeof natsUsers)[number];

export interface NatsPermissions {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
  /** May answer a request that reached it, once, whatever its inbox. */
  readonly answers: boolean;
}

/** Facts a visitor may follow live; they hold no personal data (ARCHITECTURE, Live). */
const LIVE_SUBJECTS = ['auction.lot.>', 'notify.notice.>'];

/**
 * What a user may do, derived from the closed tables of `@belgi/contracts`.
 *
 * The attack: a service that was taken over announces "consent given" in privacy's name, or empties another
 * one's queue. It can publish its own subjects and use its own consumers only, and nats-server enforces it.
 */
export function permissionsOf(user: NatsUser): NatsPermissions {
  if (user === 'ops') return { publish: ['>'], subscribe: ['>'], answers: true };
  if (user === 'gateway') return { publish: [], subscribe: ['_INBOX_gateway.>', ...LIVE_SUBJECTS], answers: false };
  return permissionsOfService(user);
}

function permissionsOfService(service: ServiceName): NatsPermissions {
  const own = streams.filter((stream) => stream.owner === service);
  const listens = consumers.filter((consumer) => consumer.service === service);
  const asked = asks.filter((ask) => ask.askedBy.includes(service));
  const answered = asks.filter((ask) => ask.answeredBy === service);
  return {
    publish: [
      ...own.flatMap(({ name, subjects }) => [
        ...subjects,
        ...['CREATE', 'UPDATE', 'INFO'].map((call) => `$JS.API.STREAM.${call}.${name}`),
      ]),
      ...listens.flatMap(({ stream, name, filter }) => [
        // The filter is a part of the subject: a consumer with a wider filter cannot be asked for.
        `$JS.API.CONSUMER.CREATE.${stream}.${name}.${filter}`,
        `$JS.API.CONSUMER.INFO.${stream}.${name}`,
        `$JS.API.CONSUMER.DELETE.${stream}.${name}`,
        `$JS.API.CONSUMER.MSG.NEXT.${stream}.${name}`,
        `$JS.ACK.${stream}.${name}.>`,
      ]),
      ...asked.map((ask) => ask.subject),
    ],
    subscribe: [`_INBOX_${service}.>`, ...answered.map((ask) => ask.subject)],
    answers: answered.length > 0,
  };
}
