import { inspect } from 'node:util';

/** Long enough for a loaded machine with 2 cores, short enough that a broken test says so. */
const DEFAULT_DEADLINE_MS = 20_000;
const POLL_MS = 25;

type Truthy<T> = Exclude<T, false | 0 | 0n | '' | null | undefined>;

/**
 * Waits until a condition holds: it answers something truthy, without throwing. Tests wait for conditions, never for time.
 * @returns what the condition answered
 * @throws after the deadline, with the condition's last error or answer
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  deadlineMs = DEFAULT_DEADLINE_MS,
): Promise<Truthy<T>> {
  const deadline = Date.now() + deadlineMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await condition();
      if (answer) return answer as Truthy<T>;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) {
      const seen = last instanceof Error ? last.message : inspect(last, { depth: 4 });
      throw new Error(`Waited ${deadlineMs} ms in vain; last: ${seen}`, { cause: last });
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
