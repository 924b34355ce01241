import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Urgency } from './urgency.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Whether `promise` is over without any time passing. */
async function isOver(promise: Promise<void>): Promise<boolean> {
  let over = false;
  void promise.then(() => {
    over = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  return over;
}

it('keeps nobody while nothing urgent is being done', async () => {
  expect(await isOver(new Urgency().pause())).toBe(true);
});

it('keeps other work until the last urgent one is done, also when it fails', async () => {
  const urgency = new Urgency();
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const running = [urgency.run(() => first.promise), urgency.run(() => second.promise)];
  const pauses = [urgency.pause(), urgency.pause()];
  first.resolve();
  expect(await Promise.all(pauses.map(isOver))).toEqual([false, false]);
  second.reject(new Error('away'));
  await expect(running[1]).rejects.toThrow('away');
  expect(await Promise.all(pauses.map(isOver))).toEqual([true, true]);
  expect(await isOver(urgency.pause())).toBe(true);
});

it('keeps other work the next time too, after a time when nobody waited', async () => {
  const urgency = new Urgency();
  await urgency.run(async () => undefined);
  const next = Promise.withResolvers<void>();
  void urgency.run(() => next.promise);
  const pause = urgency.pause();
  expect(await isOver(pause)).toBe(false);
  next.resolve();
  expect(await isOver(pause)).toBe(true);
});

it('slows other work down in a storm and does not stop it', async () => {
  const urgency = new Urgency();
  void urgency.run(() => new Promise(() => undefined));
  const pause = urgency.pause();
  await vi.advanceTimersByTimeAsync(249);
  expect(await isOver(pause)).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await isOver(pause)).toBe(true);
});
