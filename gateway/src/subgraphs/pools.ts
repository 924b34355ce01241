import { Pool } from 'undici';

/** The four services behind the gateway. */
export const SERVICES = ['identity', 'privacy', 'auction', 'notify'] as const;
export type ServiceName = (typeof SERVICES)[number];
export const isServiceName = (name: string): name is ServiceName => (SERVICES as readonly string[]).includes(name);

/** Sockets to one service from one gateway process. */
const CONNECTIONS = 128;
/**
 * Idle sockets are closed by us after this time, long before the services' 75 s: whoever closes first never writes
 * into a socket that the other side is closing.
 */
const KEEP_ALIVE_MS = 4_000;
const CONNECT_TIMEOUT_MS = 2_000;

export type Pools = Readonly<Record<ServiceName, Pool>> & { close(): Promise<void> };

/**
 * One pool of keep-alive connections per service.
 * @param maxAnswerBytes larger answers are cut off; -1: no limit, for answers that are streamed through
 */
export function openPools(origins: Readonly<Record<ServiceName, string>>, maxAnswerBytes: number): Pools {
  const open = (service: ServiceName) =>
    new Pool(new URL(origins[service]).origin, {
      connections: CONNECTIONS,
      pipelining: 1,
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveMaxTimeout: KEEP_ALIVE_MS,
      connect: { timeout: CONNECT_TIMEOUT_MS },
      // Deadlines belong to a request, not to a pool: each call brings its own signal.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxResponseSize: maxAnswerBytes,
    });
  const pools = {
    identity: open('identity'),
    privacy: open('privacy'),
    auction: open('auction'),
    notify: open('notify'),
  };
  return {
    ...pools,
    close: async () => {
      await Promise.all(Object.values(pools).map((pool) => pool.close()));
    },
  };
}
