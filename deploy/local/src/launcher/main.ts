import { join } from 'node:path';
import { type Demo, ensureDemo, hasDemo } from '../demo/demo.js';
import { isFree, PortTakenError } from '../processes/ports.js';
import type { Death } from '../processes/supervisor.js';
import { writePrivately } from '../system/secrets.js';
import { natsAccess } from '../system/settings.js';
import { type Command, type LocalSystem, startLocal } from '../system/start-local.js';
import { type LauncherEnvironment, LauncherSettingsError, readLauncherEnvironment } from './environment.js';
import { HomeInUseError, type HomeLock, lockHome } from './home-lock.js';
import { readyTable } from './ready-table.js';
import { stopSignal } from './shutdown.js';
import { survivesClosedTerminal, Terminal } from './terminal.js';

/** After a crash the guards of its processes need a moment to stop them. */
const LEFTOVERS_DEADLINE_MS = 15_000;
const LEFTOVERS_POLL_MS = 100;

/** The first edition of the policy, and staff. Citizens come through the front door (demo/). */
const DEMO_COMMANDS: readonly Command[] = [
  { program: 'privacy', args: ['seed'] },
  { program: 'identity', args: ['seed'] },
];

const terminal = new Terminal();
survivesClosedTerminal();
process.exit(await main());

/** @returns the exit code: 0 when it was stopped, 1 when it could not start */
async function main(): Promise<number> {
  let lock: HomeLock | undefined;
  try {
    const environment = readLauncherEnvironment();
    lock = lockHome(environment.home);
    if (lock.afterCrash) await untilLeftoversAreGone(environment);
    await runUntilStopped(environment);
    return 0;
  } catch (error) {
    terminal.line(`\n${explain(error)}`);
    return 1;
  } finally {
    lock?.release();
  }
}

async function runUntilStopped(environment: LauncherEnvironment): Promise<void> {
  let system: LocalSystem | undefined;
  const stop = stopSignal(() => {
    terminal.line('Once more: killing what still runs.');
    void system?.stop(0);
    if (!system) process.exit(1); // the guards kill what was started
  });
  try {
    await start(environment, stop, (started) => {
      system = started;
    });
    await new Promise<void>((resolve) => {
      if (stop.aborted) resolve();
      stop.addEventListener('abort', () => resolve());
    });
  } catch (error) {
    if (!stop.aborted) throw error;
  } finally {
    if (system || stop.aborted) terminal.line('\nStopping …');
    await system?.stop();
    if (system || stop.aborted) terminal.line('Stopped. Nothing is left running.');
  }
}

async function start(
  environment: LauncherEnvironment,
  stop: AbortSignal,
  onStarted: (system: LocalSystem) => void,
): Promise<void> {
  let system: LocalSystem | undefined;
  const onDeath = (death: Death): void => {
    terminal.death(death);
    void system?.whenReady(death.name as never).then(
      () => terminal.line(`  ${death.name} is back.`),
      (error: Error) => terminal.line(`! ${error.message}`),
    );
  };
  system = await startLocal({
    home: environment.home,
    ports: environment.ports,
    mode: 'development',
    logLevel: environment.logLevel,
    demo: environment.demo,
    programs: environment.programs,
    databases: { urls: environment.databaseUrls, migrated: false },
    ...(environment.natsUrl === undefined ? {} : { natsUrl: environment.natsUrl }),
    commands: environment.makesDemo && !hasDemo(environment.home) ? DEMO_COMMANDS : [],
    restarts: true,
    durable: true,
    signal: stop,
    onStep: (step) => terminal.step(step),
    onDeath,
  });
  onStarted(system);
  writePrivately(join(environment.home, 'local.json'), description(system));
  const demo = environment.makesDemo ? await Promise.race([demoOf(system), untilAborted(stop)]) : undefined;
  terminal.step('ready');
  terminal.line(`\n${readyTable(environment.home, system, demo)}\n`);
}

/** A system without demo data is worth more than none: a failure is told, and the system stays. */
async function demoOf(system: LocalSystem): Promise<Demo | undefined> {
  try {
    return await ensureDemo(system, (step) => terminal.step(step));
  } catch (error) {
    terminal.line(`! The demo data is not complete: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

/** For `pnpm ops` and curious people; holds passwords, hence mode 0600. */
function description({ settings, urls }: LocalSystem): unknown {
  return {
    urls,
    databases: settings.databaseUrls,
    nats: natsAccess(settings, 'ops'),
  };
}

async function untilLeftoversAreGone(environment: LauncherEnvironment): Promise<void> {
  const ports = Object.values(environment.ports).filter((port) => port !== 0);
  const deadline = Date.now() + LEFTOVERS_DEADLINE_MS;
  for (const port of ports) {
    while (!(await isFree(port)) && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, LEFTOVERS_POLL_MS));
    }
  }
}

/** Expected trouble is one line; anything else comes with its stack. */
function explain(error: unknown): string {
  if (error instanceof PortTakenError || error instanceof HomeInUseError || error instanceof LauncherSettingsError)
    return error.message;
  return error instanceof Error ? `Belgi could not start: ${error.message}` : String(error);
}
