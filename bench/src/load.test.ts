import { expect, it } from 'vitest';
import { closedLoop, inParallel, openLoop } from './load.js';

it('calls as often as asked, never more side by side than callers', async () => {
  let now = 0;
  let most = 0;
  const callers = new Set<number>();
  const load = await closedLoop({ callers: 4, operations: 50 }, async (caller) => {
    callers.add(caller);
    most = Math.max(most, ++now);
    await Promise.resolve();
    now -= 1;
  });
  expect(load.latenciesMs).toHaveLength(50);
  expect([...callers]).toEqual([0, 1, 2, 3]);
  expect(most).toBe(4);
});

it('ends in time, and ends by the first failure', async () => {
  const soon = await closedLoop({ callers: 1, operations: 1e9, atMostSeconds: 0.02 }, () => Promise.resolve());
  expect(soon.latenciesMs.length).toBeGreaterThan(0);
  const failing = closedLoop({ callers: 2, operations: 10 }, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
});

it('keeps the order of what it sets up side by side', async () => {
  expect(await inParallel(5, 2, async (index) => index * 10)).toEqual([0, 10, 20, 30, 40]);
});

it('begins on its own time, and waits for the last answer', async () => {
  let running = 0;
  let most = 0;
  const answer = Promise.withResolvers<void>();
  const load = await openLoop({ perSecond: 10_000, operations: 30 }, async (index) => {
    most = Math.max(most, ++running);
    // Nobody is answered before all have come: a closed loop would wait for ever.
    if (index === 29) answer.resolve();
    await answer.promise;
  });
  expect(most).toBe(30);
  expect(load.latenciesMs).toHaveLength(30);
  await expect(openLoop({ perSecond: 1_000, operations: 2 }, () => Promise.reject(new Error('no')))).rejects.toThrow(
    'no',
  );
});
