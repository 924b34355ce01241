import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type NatsServer, type NatsUser, natsUsers, startNats } from '@belgi/local';

export interface NatsAccess {
  readonly url: string;
  readonly user: NatsUser;
  readonly password: string;
}

export interface TestNats extends AsyncDisposable {
  readonly url: string;
  /** Connection details of a service, the gateway, or `ops` who may do everything. */
  as(user: NatsUser): NatsAccess;
  /** kill -9: what was acknowledged but not synced may be lost, as on a power cut. */
  kill(): Promise<void>;
  /** Starts it again on the same port and store. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A nats-server of its own for one test file, configured like the real one: same users, same permissions.
 * It starts in some 50 ms and takes 15 MB, so files need not share one and cannot meet; and it may be killed.
 */
export async function createTestNats(): Promise<TestNats> {
  const folder = mkdtempSync(join(tmpdir(), 'belgi-nats-'));
  const passwords = Object.fromEntries(natsUsers.map((user) => [user, randomBytes(12).toString('hex')])) as Record<
    NatsUser,
    string
  >;
  const options = { folder, port: await freePort(), passwords, logFile: join(folder, 'nats.log') };
  let server: NatsServer = await startNats(options);
  const close = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    url: server.url,
    as: (user) => ({ url: server.url, user, password: passwords[user] }),
    async kill() {
      server.process.kill('SIGKILL');
      await server.process.exited;
    },
    async start() {
      server = await startNats(options);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
