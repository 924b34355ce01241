import { expect, it } from 'vitest';
import { Poke } from './poke.js';

const LONG_MS = 60_000;

/** Waits side by side; `woken` counts those that are over, `end` wakes the rest. */
function waiting(poke: Poke, count: number) {
  const stopping = new AbortController();
  let woken = 0;
  const waits = Array.from({ length: count }, () =>
    poke.wait(LONG_MS, stopping.signal).then(() => {
      woken += 1;
    }),
  );
  const seen = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return woken;
  };
  const end = async () => {
    stopping.abort();
    await Promise.all(waits);
  };
  return { seen, end };
}

it('wakes all who wait', async () => {
  const poke = new Poke();
  const { seen, end } = waiting(poke, 3);
  poke.ring();
  expect(await seen()).toBe(3);
  await end();
});

it('wakes one after the other where each rings for the next', async () => {
  const poke = new Poke('one');
  const { seen, end } = waiting(poke, 3);
  for (const woken of [1, 2, 3]) {
    poke.ring();
    expect(await seen()).toBe(woken);
  }
  await end();
});

it.each(['all', 'one'] as const)('keeps a ring that nobody waited for, once (%s)', async (wakes) => {
  const poke = new Poke(wakes);
  poke.ring();
  poke.ring();
  const { seen, end } = waiting(poke, 2);
  expect(await seen()).toBe(1);
  await end();
});
