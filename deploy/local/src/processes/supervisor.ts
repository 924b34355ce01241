import { type Child, type ChildExit, lastLogLines } from './child.js';

export const FIRST_BACK_OFF_MS = 500;
export const LONGEST_BACK_OFF_MS = 30_000;
/** A process that stayed up this long has earned a fresh start of its back-off. */
export const STEADY_MS = 60_000;

export type SupervisorState =
  | { readonly is: 'stopped' }
  | { readonly is: 'running'; readonly child: Child; readonly since: number }
  | { readonly is: 'backing-off'; readonly timer: NodeJS.Timeout };

export interface SupervisorOptions {
  readonly name: string;
  readonly start: () => Promise<Child>;
  /** false: a process that dies stays dead until `start()` is called again (tests). */
  readonly restarts: boolean;
  /** Died without being asked to; `againInMs` is undefined when it is not restarted. */
  readonly onDeath: (death: Death) => void;
  readonly firstBackOffMs?: number;
}

export interface Death {
  readonly name: string;
  readonly exit: ChildExit | { readonly failure: string };
  readonly lastLines: readonly string[];
  readonly againInMs: number | undefined;
}

/** Keeps one process running: reports a death with its last words and starts it again, later each time. */
export class Supervisor {
  #state: SupervisorState = { is: 'stopped' };
  #deaths = 0;
  #stopping = false;
  #starting: Promise<void> | undefined;

  constructor(private readonly options: SupervisorOptions) {}

  get name(): string {
    return this.options.name;
  }

  get state(): SupervisorState {
    return this.#state;
  }

  /** In a row, without a steady time in between. */
  get deaths(): number {
    return this.#deaths;
  }

  get child(): Child | undefined {
    return this.#state.is === 'running' ? this.#state.child : undefined;
  }

  /** @throws when the first start fails; later ones are retried */
  start(): Promise<void> {
    this.#stopping = false;
    if (this.#state.is === 'backing-off') clearTimeout(this.#state.timer);
    this.#starting = this.#start();
    return this.#starting;
  }

  async #start(): Promise<void> {
    const child = await this.options.start();
    this.#state = { is: 'running', child, since: Date.now() };
    void child.exited.then((exit) => this.#died(child, exit));
  }

  #died(child: Child, exit: ChildExit): void {
    const since = this.#state.is === 'running' ? this.#state.since : Date.now();
    this.#state = { is: 'stopped' };
    if (this.#stopping) return;
    if (Date.now() - since > STEADY_MS) this.#deaths = 0;
    this.#again(exit, lastLogLines(child.logFile));
  }

  #again(exit: Death['exit'], lastLines: readonly string[]): void {
    const againInMs = this.options.restarts ? this.#backOffMs() : undefined;
    this.#deaths++;
    this.options.onDeath({ name: this.name, exit, lastLines, againInMs });
    if (againInMs === undefined) return;
    const timer = setTimeout(() => {
      this.#state = { is: 'stopped' };
      this.#starting = this.#start().catch((error: unknown) => {
        if (!this.#stopping) this.#again({ failure: error instanceof Error ? error.message : String(error) }, []);
      });
    }, againInMs);
    this.#state = { is: 'backing-off', timer };
  }

  #backOffMs(): number {
    const first = this.options.firstBackOffMs ?? FIRST_BACK_OFF_MS;
    return Math.min(first * 2 ** this.#deaths, LONGEST_BACK_OFF_MS);
  }

  /** Stops it and leaves nothing running, also when it is being started at this moment. */
  async stop(graceMs?: number): Promise<void> {
    this.#stopping = true;
    if (this.#state.is === 'backing-off') {
      clearTimeout(this.#state.timer);
      this.#state = { is: 'stopped' };
    }
    await this.#starting?.catch(() => undefined);
    if (this.#state.is === 'running') await this.#state.child.stop(graceMs);
    this.#state = { is: 'stopped' };
  }

  /** kill -9 without a word, as a crash would. With `restarts` it comes back by itself. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.child;
    if (!child) return;
    if (!this.options.restarts) this.#stopping = true;
    child.kill(signal);
    await child.exited;
  }
}
