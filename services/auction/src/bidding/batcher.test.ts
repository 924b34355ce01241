import { describe, expect, it } from 'vitest';
import { createBatcher } from './batcher.js';

/** A runner whose batches end when the test says so. */
function held() {
  const batches: { lotId: string; items: number[]; end: () => void }[] = [];
  const run = (lotId: string, items: readonly number[]) =>
    new Promise<number[]>((resolve) => {
      batches.push({ lotId, items: [...items], end: () => resolve(items.map((item) => item * 10)) });
    });
  return { batches, run };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the batcher', () => {
  it('sends the first at once and gathers the rest until it returns', async () => {
    const { batches, run } = held();
    const batcher = createBatcher({ run });
    const answers = [1, 2, 3].map((item) => batcher.submit('a', item));
    expect(batches.map((batch) => batch.items)).toEqual([[1]]);
    batches[0]?.end();
    await settled();
    expect(batches.map((batch) => batch.items)).toEqual([[1], [2, 3]]);
    batches[1]?.end();
    expect(await Promise.all(answers)).toEqual([10, 20, 30]);
    await batcher.idle();
  });

  it('keeps lots apart, up to the batches in flight', async () => {
    const { batches, run } = held();
    const batcher = createBatcher({ run, maxInFlight: 2 });
    const answers = ['a', 'b', 'c'].map((lot, index) => batcher.submit(lot, index));
    expect(batches.map((batch) => batch.lotId)).toEqual(['a', 'b']);
    batches[0]?.end();
    await settled();
    expect(batches.map((batch) => batch.lotId)).toEqual(['a', 'b', 'c']);
    for (const batch of batches) batch.end();
    await Promise.all(answers);
  });

  it('answers BUSY when too many wait, having decided nothing', async () => {
    const { batches, run } = held();
    const batcher = createBatcher({ run, maxWaiting: 1 });
    const answers = [1, 2, 3].map((item) => batcher.submit('a', item));
    expect(await answers[2]).toBe('BUSY');
    batches[0]?.end();
    await settled();
    batches[1]?.end();
    expect(await Promise.all(answers)).toEqual([10, 20, 'BUSY']);
  });

  it('takes no more than a batch holds', async () => {
    const { batches, run } = held();
    const batcher = createBatcher({ run, maxBatch: 2 });
    const answers = [1, 2, 3, 4].map((item) => batcher.submit('a', item));
    for (let index = 0; index < 3; index++) {
      batches[index]?.end();
      await settled();
    }
    expect(batches.map((batch) => batch.items)).toEqual([[1], [2, 3], [4]]);
    await Promise.all(answers);
  });

  it('fails a whole batch together and goes on with the next', async () => {
    let calls = 0;
    const batcher = createBatcher<number, number>({
      run: async (_lot, items) => {
        calls += 1;
        if (calls === 1) throw new Error('the database is away');
        return items.map(() => 1);
      },
    });
    const first = batcher.submit('a', 1);
    const second = batcher.submit('a', 2);
    await expect(first).rejects.toThrow('away');
    expect(await second).toBe(1);
  });
});
