import { accessSync, constants } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from '@nats-io/transport-node';
import { inheritedEnvironment, programFolders } from '../environment.js';
import { type Child, lastLogLines, startChild } from '../processes/child.js';
import { natsConfiguration } from './nats-configuration.js';
import type { NatsUser } from './nats-permissions.js';

const START_TIMEOUT_MS = 20_000;
const START_POLL_MS = 20;

export interface NatsOptions {
  /** Holds the configuration and `store/`. */
  readonly folder: string;
  readonly port: number;
  readonly passwords: Readonly<Record<NatsUser, string>>;
  readonly logFile: string;
}

export interface NatsServer {
  readonly port: number;
  readonly url: string;
  readonly process: Child;
  stop(): Promise<void>;
}

/** Starts nats-server with JetStream on 127.0.0.1. Returns when JetStream answers. */
export async function startNats(options: NatsOptions): Promise<NatsServer> {
  const configuration = join(options.folder, 'nats-server.conf');
  await mkdir(options.folder, { recursive: true });
  const storeFolder = join(options.folder, 'store');
  const text = natsConfiguration({ port: options.port, storeFolder, passwords: options.passwords });
  await writeFile(configuration, text, { mode: 0o600 });
  await chmod(configuration, 0o600); // an older file keeps its mode when written again
  const child = await startChild({
    name: 'nats',
    command: findNatsServer(),
    args: ['--config', configuration],
    env: inheritedEnvironment(),
    cwd: options.folder,
    logFile: options.logFile,
  });
  const url = `nats://127.0.0.1:${options.port}`;
  await untilAnswers(url, options.passwords.ops, child);
  return {
    port: options.port,
    url,
    process: child,
    async stop() {
      await child.stop();
    },
  };
}

/** The program's path. @throws with one line saying how to get it */
export function findNatsServer(): string {
  for (const folder of programFolders()) {
    const file = join(folder, 'nats-server');
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Look in the next folder.
    }
  }
  const hint = process.platform === 'darwin' ? 'brew install nats-server' : 'apt-get install nats-server';
  throw new Error(`nats-server was not found. Install it (${hint}) or set NATS_URL to a server of your own.`);
}

async function untilAnswers(url: string, password: string, child: Child): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const failure = await tryJetStream(url, password);
    if (failure === undefined) return;
    if (!child.alive || Date.now() > deadline) {
      await child.stop();
      throw new Error(`nats-server did not start (${failure}):\n${lastLogLines(child.logFile).join('\n')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, START_POLL_MS));
  }
}

async function tryJetStream(url: string, password: string): Promise<string | undefined> {
  try {
    const connection = await connect({ servers: url, user: 'ops', pass: password, reconnect: false, timeout: 2_000 });
    try {
      await connection.request('$JS.API.INFO', '', { timeout: 2_000 });
      return undefined;
    } finally {
      await connection.close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
