import type { TestSystem } from '../system/create-system.js';
import { SmallDisk } from './full-disk.js';
import type { SecondReplica } from './second-replica.js';

/** What goes wrong, and goes right again. */
export interface Fault {
  readonly what: string;
  /**
   * @param spread has both replicas asked again: what went away is not come back to by itself, while the other answers
   * @returns false: it cannot be done on this machine
   */
  befalls(system: TestSystem, replica: SecondReplica, spread: () => void): Promise<boolean>;
}

/** How long something is away, in ms. */
const AWAY_MS = 3_000;
const LONG_MS = 10_000;
const CLOCK_AHEAD_MS = 5 * 60_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Each in its turn, under steady bidding (issue: kill and restart, stillness, a full disk, a wrong clock, a cut network). */
export const faults: readonly Fault[] = [
  {
    what: 'a replica of auction is killed (kill -9)',
    async befalls(_system, replica, spread) {
      await replica.kill();
      await pause(AWAY_MS);
      await replica.start();
      spread();
      return true;
    },
  },
  {
    what: 'PostgreSQL is killed (kill -9)',
    befalls: (system) => killed(system, 'postgres'),
  },
  {
    what: 'nats-server is killed (kill -9)',
    befalls: (system) => killed(system, 'nats'),
  },
  {
    what: 'a replica of auction stands still for 10 s (SIGSTOP)',
    async befalls(_system, replica) {
      replica.signal('SIGSTOP');
      await pause(LONG_MS);
      replica.signal('SIGCONT');
      return true;
    },
  },
  {
    what: 'the disk of the event store is full for 10 s',
    async befalls(system) {
      const disk = await SmallDisk.under(system);
      if (disk === undefined) return false;
      try {
        disk.fill();
        await pause(LONG_MS);
        await disk.empty();
      } finally {
        await disk.remove();
      }
      return true;
    },
  },
  {
    what: 'the clock of a replica of auction is 5 minutes ahead',
    async befalls(_system, replica, spread) {
      await replica.stop();
      await replica.start({ shiftMs: CLOCK_AHEAD_MS });
      spread();
      await pause(LONG_MS);
      await replica.stop();
      await replica.start();
      return true;
    },
  },
  {
    what: 'the network between a replica of auction and PostgreSQL is cut for 10 s',
    async befalls(_system, replica) {
      replica.database.cut();
      await pause(LONG_MS);
      replica.database.mend();
      return true;
    },
  },
];

async function killed(system: TestSystem, name: 'postgres' | 'nats'): Promise<boolean> {
  await system.kill(name);
  await pause(AWAY_MS);
  await system.restart(name);
  return true;
}
