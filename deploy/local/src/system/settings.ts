import type { ServiceName } from '@belgi/contracts';
import type { NatsUser } from '../servers/nats-permissions.js';
import type { Ports } from './names.js';
import type { Secrets } from './secrets.js';

/** All that is known before the first of our programs starts. */
export interface Settings {
  /** The data folder. */
  readonly home: string;
  readonly mode: 'development' | 'test';
  readonly logLevel: string;
  /** Allows demo data, and what serves nothing else: staff with known passwords, a bank that only the demo's lots name. */
  readonly demo: boolean;
  readonly ports: Ports;
  readonly secrets: Secrets;
  readonly databaseUrls: Readonly<Record<ServiceName, string>>;
  readonly natsUrl: string;
  /** Connections per service; tests have many systems on one server. */
  readonly poolSize: number;
  /** Added to one program's environment, e.g. a shorter term in a test. */
  readonly extra: Readonly<Partial<Record<string, Readonly<Record<string, string>>>>>;
}

/** Between our processes: an address, not a name, so that IPv6 in the hosts file changes nothing. */
export function internalUrl(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** For people. */
export function publicUrl(port: number): string {
  return `http://localhost:${port}`;
}

export interface NatsAccess {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/**
 * How a user reaches NATS. A server of our own knows each user; the URL of another server may carry one user for
 * all (`nats://user:password@host`), and a server without users takes any.
 */
export function natsAccess({ natsUrl, secrets }: Pick<Settings, 'natsUrl' | 'secrets'>, user: NatsUser): NatsAccess {
  const [first = ''] = natsUrl.split(',');
  const { username, password } = new URL(first);
  if (username === '') return { url: natsUrl, user, password: secrets.nats[user] };
  const withoutUser = natsUrl.replace(/\/\/[^@/,]*@/g, '//');
  return { url: withoutUser, user: decodeURIComponent(username), password: decodeURIComponent(password) };
}
