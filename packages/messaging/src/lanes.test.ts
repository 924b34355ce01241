import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Lanes } from './lanes.js';

it('runs each key in order, never more than its limit, and all of them, whatever their durations', async () => {
  const jobs = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), turns: fc.nat(4) }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5 }), jobs, async (limit, list) => {
      const lanes = new Lanes(limit);
      const done: Record<string, number[]> = {};
      const running = new Map<string, number>();
      for (const [index, { key, turns }] of list.entries())
        await lanes.add(key, async () => {
          running.set(key, (running.get(key) ?? 0) + 1);
          expect(running.get(key)).toBe(1);
          expect([...running.values()].reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(limit);
          for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
          running.set(key, 0);
          done[key] = [...(done[key] ?? []), index];
        });
      await lanes.idle();
      const expected = Object.groupBy([...list.keys()], (index) => list[index]?.key ?? '');
      expect(done).toEqual({ ...expected });
    }),
  );
});
