import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Child, choosePort, isReady, type Settings, startProgram } from '@belgi/local';
import type { TestSystem } from '../system/create-system.js';
import { waitFor } from '../wait-for.js';
import { TcpRelay } from './tcp-relay.js';

/** A replica that hangs in the middle of something may take its time to come up beside a busy storm. */
const READY_DEADLINE_MS = 60_000;

/** Makes `Date` of a process run ahead, by the milliseconds in SHIFT_MS: what a wrong clock of its machine would do. */
const SHIFTED_CLOCK = `
const shift = Number(process.env.SHIFT_MS);
const now = Date.now;
const Shifted = class Date extends globalThis.Date {
  constructor(...args) { super(...(args.length === 0 ? [now() + shift] : args)); }
  static now() { return now() + shift; }
};
globalThis.Date = Shifted;
`;

/** A second process of the auction beside the system's own, over the same database, which it reaches through a relay. */
export class SecondReplica implements AsyncDisposable {
  #child: Child | undefined;

  private constructor(
    private readonly system: TestSystem,
    readonly port: number,
    /** Between it and PostgreSQL. */
    readonly database: TcpRelay,
  ) {}

  static async start(system: TestSystem): Promise<SecondReplica> {
    const database = await TcpRelay.open();
    database.spreadOver(Number(new URL(system.settings.databaseUrls.auction).port));
    const replica = new SecondReplica(system, await choosePort(0, 'AUCTION_PORT'), database);
    writeFileSync(replica.#shiftedClock, SHIFTED_CLOCK);
    await replica.start();
    return replica;
  }

  get #shiftedClock(): string {
    return join(this.system.home, 'shifted-clock.mjs');
  }

  /** @param shiftMs how far its own clock is ahead */
  async start({ shiftMs = 0 } = {}): Promise<void> {
    const { settings } = this.system;
    const url = new URL(settings.databaseUrls.auction);
    url.port = String(this.database.port);
    const shifted = {
      SHIFT_MS: String(shiftMs),
      NODE_OPTIONS: `--import ${pathToFileURL(this.#shiftedClock).href}`,
    };
    const own: Settings = {
      ...settings,
      ports: { ...settings.ports, auction: this.port },
      databaseUrls: { ...settings.databaseUrls, auction: url.href },
      extra: { ...settings.extra, auction: { ...settings.extra['auction'], ...(shiftMs === 0 ? {} : shifted) } },
    };
    this.#child = await startProgram('auction', own);
    await waitFor(() => isReady('auction', own), READY_DEADLINE_MS);
  }

  /** kill -9. */
  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.#child?.exited;
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child?.kill(signal);
  }

  async stop(): Promise<void> {
    await this.#child?.stop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.database[Symbol.asyncDispose]();
  }
}
