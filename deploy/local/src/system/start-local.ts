import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ServiceName, serviceNames } from '@belgi/contracts';
import { choosePort } from '../processes/ports.js';
import { type Death, Supervisor } from '../processes/supervisor.js';
import { AppliedMigrations } from './migrations.js';
import {
  notaryNames,
  type PortName,
  type Ports,
  type ProcessName,
  type ProgramName,
  portNames,
  portTable,
  programNames,
  standInNames,
} from './names.js';
import { migrate, runCommand, startProgram } from './program.js';
import { allSettled, untilReady, untilRunning } from './ready.js';
import { ensureSecrets } from './secrets.js';
import { type Databases, startDatabases, startMessages } from './servers.js';
import { publicUrl, type Settings } from './settings.js';

export interface LocalOptions {
  /** The data folder; made when missing. */
  readonly home: string;
  /** Wanted ports; 0 = any free one; what is not named has its default. */
  readonly ports: Readonly<Partial<Record<PortName, number>>>;
  readonly mode: Settings['mode'];
  readonly logLevel?: string;
  /** Default: true. */
  readonly demo?: boolean;
  /** Databases that exist elsewhere. `migrated`: they have their tables already. */
  readonly databases?: { readonly urls: Readonly<Partial<Record<ServiceName, string>>>; readonly migrated: boolean };
  /** A nats-server that exists elsewhere. */
  readonly natsUrl?: string;
  /** Which programs; all by default. */
  readonly programs?: readonly ProgramName[];
  /** Run once the databases have their tables, while the programs start, e.g. `privacy seed`. */
  readonly commands?: readonly Command[];
  /** Start again what dies. */
  readonly restarts: boolean;
  /** false: no fsync (tests). */
  readonly durable: boolean;
  readonly poolSize?: number;
  readonly extraEnvironment?: Settings['extra'];
  /** Aborted: what was started is stopped, and the start fails with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onStep?: (step: string) => void;
  readonly onDeath?: (death: Death) => void;
}

export interface Command {
  readonly program: ProgramName;
  readonly args: readonly string[];
}

export interface LocalSystem {
  readonly settings: Settings;
  readonly adminDatabaseUrls: Databases['adminUrls'];
  /** For people: gateway, mailbox, bank, portal. */
  readonly urls: Readonly<Record<'gateway' | 'mailbox' | 'bank' | 'portal', string>>;
  readonly running: readonly ProcessName[];
  /** Ends a process the hard way. */
  kill(name: ProcessName, signal?: NodeJS.Signals): Promise<void>;
  /** Stops it if it runs, starts it, and waits until it is ready. */
  restart(name: ProcessName): Promise<void>;
  whenReady(name: ProcessName): Promise<void>;
  /** Runs a command of a program, e.g. `seed`. @returns its standard output */
  command(name: ProgramName, args: readonly string[]): Promise<string>;
  /** Stops all in order; nothing is left running. `graceMs` per process. */
  stop(graceMs?: number): Promise<void>;
}

/**
 * Brings up a whole system as separate processes: servers, migrations, programs; returns when all are ready.
 * @throws PortTakenError; or an Error with the last log lines of what failed. Nothing is left running then.
 */
export async function startLocal(options: LocalOptions): Promise<LocalSystem> {
  const starting = new Starting(options);
  try {
    return await starting.run();
  } catch (error) {
    await starting.stop();
    throw error;
  }
}

class Starting {
  readonly #supervisors = new Map<ProcessName, Supervisor>();
  readonly #onDeath: (death: Death) => void;

  constructor(private readonly options: LocalOptions) {
    this.#onDeath = options.onDeath ?? (() => undefined);
  }

  #step(step: string): void {
    this.options.signal?.throwIfAborted();
    this.options.onStep?.(step);
  }

  async run(): Promise<LocalSystem> {
    const { options } = this;
    const programs = options.programs ?? programNames;
    mkdirSync(options.home, { recursive: true });
    chmodSync(options.home, 0o711); // as root PostgreSQL runs as another user, who must pass
    // The notaries make no folder of their own: a volume that is not mounted must not look like an empty one.
    for (const name of notaryNames) mkdirSync(join(options.home, name), { recursive: true, mode: 0o700 });
    const ports = await this.#choosePorts(programs);
    const { settings, adminUrls } = await this.#startServers(ports);
    if (!options.databases?.migrated) await this.#migrate(programs, settings);
    await this.#startPrograms(programs, settings);
    return this.#system(settings, adminUrls);
  }

  async #choosePorts(programs: readonly ProgramName[]): Promise<Ports> {
    const unused = new Set<PortName>(programNames.filter((name) => !programs.includes(name)));
    if (!programs.includes('mailbox')) unused.add('smtp');
    if (this.options.natsUrl !== undefined) unused.add('nats');
    if (serviceNames.every((service) => this.options.databases?.urls[service] !== undefined)) unused.add('postgres');
    const chosen: Partial<Record<PortName, number>> = {};
    for (const name of portNames) {
      const wanted = this.options.ports[name] ?? portTable[name].default;
      chosen[name] = unused.has(name) ? wanted : await choosePort(wanted, portTable[name].variable);
    }
    return chosen as Ports;
  }

  async #startServers(ports: Ports): Promise<{ settings: Settings; adminUrls: Databases['adminUrls'] }> {
    const { home, restarts, durable } = this.options;
    const secrets = ensureSecrets(home);
    const keep = (name: ProcessName, supervisor: Supervisor): void => void this.#supervisors.set(name, supervisor);
    const common = { home, ports, secrets, restarts, durable, onDeath: this.#onDeath, keep };
    this.#step('PostgreSQL and NATS');
    const starting = [
      startDatabases(common, this.options.databases?.urls ?? {}),
      startMessages(common, this.options.natsUrl),
    ] as const;
    await allSettled(starting);
    const [databases, natsUrl] = await Promise.all(starting);
    const settings: Settings = {
      home,
      mode: this.options.mode,
      logLevel: this.options.logLevel ?? 'info',
      demo: this.options.demo ?? true,
      ports,
      secrets,
      databaseUrls: databases.urls,
      natsUrl,
      poolSize: this.options.poolSize ?? 12,
      extra: this.options.extraEnvironment ?? {},
    };
    return { settings, adminUrls: databases.adminUrls };
  }

  async #migrate(programs: readonly ProgramName[], settings: Settings): Promise<void> {
    const applied = new AppliedMigrations(settings.home);
    const isOurs = (service: ServiceName): boolean => this.options.databases?.urls[service] === undefined;
    const waiting = serviceNames.filter(
      (service) => programs.includes(service) && !(isOurs(service) && applied.has(service)),
    );
    if (waiting.length === 0) return;
    this.#step('database migrations');
    await allSettled(waiting.map((service) => migrate(service, settings, this.options.signal)));
    applied.note(waiting.filter(isOurs));
  }

  async #startPrograms(programs: readonly ProgramName[], settings: Settings): Promise<void> {
    this.#step(`${programs.length} processes: ${programs.join(', ')}`);
    // One that cannot start keeps others from becoming ready: they need not be waited for.
    const failure = new AbortController();
    const cancelled = AbortSignal.any([failure.signal, ...(this.options.signal ? [this.options.signal] : [])]);
    const bringUp = async (name: ProgramName): Promise<void> => {
      const supervisor = new Supervisor({
        name,
        restarts: this.options.restarts,
        onDeath: this.#onDeath,
        start: () => startProgram(name, settings),
      });
      this.#supervisors.set(name, supervisor);
      await supervisor.start();
      await untilReady(supervisor, name, settings, cancelled);
    };
    const tasks = [
      ...programs.map(bringUp),
      ...(this.options.commands ?? []).map(({ program, args }) => runCommand(program, args, settings, cancelled)),
    ];
    await allSettled(
      tasks.map((task) =>
        task.catch((error: unknown) => {
          failure.abort(error);
          throw failure.signal.reason;
        }),
      ),
    );
  }

  #system(settings: Settings, adminDatabaseUrls: Databases['adminUrls']): LocalSystem {
    const supervisorOf = (name: ProcessName): Supervisor => {
      const supervisor = this.#supervisors.get(name);
      if (!supervisor) throw new Error(`${name} is not part of this system`);
      return supervisor;
    };
    const whenReady = async (name: ProcessName): Promise<void> => {
      if (name === 'nats' || name === 'postgres') await untilRunning(supervisorOf(name));
      else await untilReady(supervisorOf(name), name, settings);
    };
    const { gateway, mailbox, bank, portal } = settings.ports;
    return {
      settings,
      adminDatabaseUrls,
      urls: {
        gateway: publicUrl(gateway),
        mailbox: publicUrl(mailbox),
        bank: publicUrl(bank),
        portal: publicUrl(portal),
      },
      running: [...this.#supervisors.keys()],
      kill: (name, signal) => supervisorOf(name).kill(signal),
      restart: async (name) => {
        await supervisorOf(name).stop();
        await supervisorOf(name).start();
        await whenReady(name);
      },
      whenReady,
      command: (name, args) => runCommand(name, args, settings),
      stop: (graceMs) => this.stop(graceMs),
    };
  }

  /** Who asks is stopped before who is asked: gateway, services, stand-ins, NATS, PostgreSQL. */
  async stop(graceMs?: number): Promise<void> {
    const waves: readonly (readonly ProcessName[])[] = [
      ['gateway'],
      serviceNames,
      notaryNames,
      standInNames,
      ['nats'],
      ['postgres'],
    ];
    for (const wave of waves) {
      await Promise.all(wave.map((name) => this.#supervisors.get(name)?.stop(graceMs)));
    }
  }
}
