import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Gathering } from './gathering.js';

interface Job {
  readonly key: string;
  readonly index: number;
}

describe('jobs that gather', () => {
  it('all run, those of one key in order and in different batches, batches one at a time and by key', async () => {
    const jobs = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), turns: fc.nat(4) }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), jobs, async (limit, list) => {
        const batches: (readonly Job[])[] = [];
        let running = 0;
        const gathering = new Gathering<Job>(
          limit,
          ({ key }) => key,
          async (batch) => {
            running += 1;
            expect(running).toBe(1);
            for (let turn = 0; turn < (list[batch[0]?.index ?? 0]?.turns ?? 0); turn += 1) await Promise.resolve();
            batches.push(batch);
            running -= 1;
          },
        );
        for (const [index, { key }] of list.entries()) await gathering.add({ key, index });
        await gathering.idle();
        for (const batch of batches) {
          expect(batch.length).toBeLessThanOrEqual(limit);
          expect(batch.map(({ key }) => key)).toEqual([...new Set(batch.map(({ key }) => key))].sort());
        }
        const ran = Object.groupBy(batches.flat(), ({ key }) => key);
        const given = Object.groupBy(
          list.map(({ key }, index) => ({ key, index })),
          ({ key }) => key,
        );
        expect({ ...ran }).toEqual({ ...given });
      }),
    );
  });

  it('are taken in while a batch is under way, as many as the next one may have', async () => {
    const turns = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const batches: string[][] = [];
    const gathering = new Gathering<string>(
      2,
      (key) => key,
      async (batch) => {
        batches.push([...batch]);
        await turns[batches.length - 1]?.promise;
      },
    );
    const adding = (async () => {
      for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) await gathering.add(key);
    })();
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(batches).toEqual([['a', 'b']]);
    turns[0]?.resolve();
    await new Promise(setImmediate);
    expect(batches).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    turns[1]?.resolve();
    await adding;
    await gathering.idle();
    expect(batches).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ]);
  });

  it('wait for nobody, and go together when a batch was under way', async () => {
    const batches: string[][] = [];
    const first = Promise.withResolvers<void>();
    const gathering = new Gathering<string>(
      10,
      (key) => key,
      async (batch) => {
        batches.push([...batch]);
        if (batches.length === 1) await first.promise;
      },
    );
    await gathering.add('z');
    await new Promise(setImmediate);
    expect(batches).toEqual([['z']]);
    for (const key of ['c', 'a', 'b']) await gathering.add(key);
    first.resolve();
    await gathering.idle();
    expect(batches).toEqual([['z'], ['a', 'b', 'c']]);
  });
});
