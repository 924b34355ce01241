import { randomInt } from 'node:crypto';
import type { ProcessName } from '@belgi/local';
import type { TestSystem } from '../system/create-system.js';

/** In this order for the first round, so that a short storm hits what matters for a bid; then at random. */
const VICTIMS: readonly ProcessName[] = ['auction', 'nats', 'postgres', 'notify', 'gateway', 'privacy', 'identity'];
const PEACE_MS = [500, 2_500] as const;
const DEAD_MS = [50, 1_500] as const;

/** Kills one process after another with SIGKILL and starts it again. @returns how often each died */
export async function rampage(system: TestSystem, stop: AbortSignal): Promise<Record<string, number>> {
  const deaths: Record<string, number> = {};
  for (let round = 0; !stop.aborted; round++) {
    await pause(PEACE_MS);
    const victim = VICTIMS[round < VICTIMS.length ? round : randomInt(VICTIMS.length)] as ProcessName;
    if (!system.local.running.includes(victim)) continue;
    await system.kill(victim);
    deaths[victim] = (deaths[victim] ?? 0) + 1;
    await pause(DEAD_MS);
    await system.restart(victim);
  }
  return deaths;
}

function pause([least, most]: readonly [number, number]): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, randomInt(least, most)));
}
