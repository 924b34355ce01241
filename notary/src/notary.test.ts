import { mkdir, rm } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TestLog } from './testing/log.js';
import { startNotary, temporaryFolder } from './testing/running.js';

describe.each(['signer', 'witness'] as const)('a %s', (role) => {
  const body = (log: TestLog, ...rest: Parameters<TestLog['toSign']>) =>
    role === 'signer' ? log.toSign(...rest) : log.toCosign(...rest);

  it('signs one of two that ask at once for different trees', async () => {
    await using folder = await temporaryFolder();
    await using notary = await startNotary(role, folder.dataFile);
    const log = new TestLog().grow(4);
    await notary.ask(await body(log, 0));
    const forks = Array.from({ length: 8 }, (_, n) => log.fork(4).grow(n + 1));
    const answers = await Promise.all(forks.map(async (fork) => notary.ask(await body(fork, 4))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
    const signed = forks[answers.findIndex(({ status }) => status === 200)];
    expect(await notary.file()).toBe(signed?.text());
    expect(answers.find(({ status }) => status === 409)?.text).toBe(`${signed?.size}\n`);
  });

  it('remembers what it signed when it starts again', async () => {
    await using folder = await temporaryFolder();
    const log = new TestLog().grow(6);
    {
      await using notary = await startNotary(role, folder.dataFile);
      await notary.ask(await body(log, 0));
    }
    await using notary = await startNotary(role, folder.dataFile);
    expect((await notary.ask(await body(new TestLog().grow(9), 0))).status).toBe(409);
    expect((await notary.ask(await body(log.fork(5).grow(4), 6))).status).toBe(422);
    expect((await notary.ask(await body(log, 6))).status).toBe(200);
    expect((await notary.ask(await body(log.grow(2), 6))).status).toBe(200);
  });

  it('goes on with a client that lost an answer: 409 tells it the size', async () => {
    await using folder = await temporaryFolder();
    const log = new TestLog().grow(6);
    {
      await using notary = await startNotary(role, folder.dataFile);
      await notary.ask(await body(log, 0));
      await notary.ask(await body(log.grow(3), 6));
    }
    await using notary = await startNotary(role, folder.dataFile);
    const lost = await notary.ask(await body(log.grow(1), 6));
    expect([lost.status, lost.text]).toEqual([409, '9\n']);
    expect((await notary.ask(await body(log, Number(lost.text)))).status).toBe(200);
  });

  it('signs nothing that it cannot record, and goes on when it can', async () => {
    await using folder = await temporaryFolder();
    await using notary = await startNotary(role, folder.dataFile);
    const log = new TestLog().grow(3);
    await notary.ask(await body(log, 0));
    const before = await notary.file();
    // In the way of the temporary file, as a full or read-only disk would be; root writes past permissions.
    await mkdir(`${folder.dataFile}.new`);
    log.grow(2);
    expect(await notary.ask(await body(log, 3))).toMatchObject({ status: 503, text: 'NOT_RECORDED\n' });
    expect(await notary.file()).toBe(before);
    await rm(`${folder.dataFile}.new`, { recursive: true });
    expect((await notary.ask(await body(log, 3))).status).toBe(200);
  });

  it('is ready while its file is there', async () => {
    await using folder = await temporaryFolder();
    await using notary = await startNotary(role, folder.dataFile);
    expect((await fetch(`${notary.base}/health/live`)).status).toBe(200);
    expect((await fetch(`${notary.base}/health/ready`)).status).toBe(200);
    await rm(folder.dataFile);
    expect((await fetch(`${notary.base}/health/ready`)).status).toBe(503);
  });

  it('signs true extensions and nothing else, whatever is said in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        await using folder = await temporaryFolder();
        let notary = await startNotary(role, folder.dataFile);
        try {
          let last = new TestLog();
          for (const { says, more, at, restart } of steps) {
            const { tree, from = last.size, path } = SPEECHES[says](last, more, at);
            const { status } = await notary.ask(await body(tree, from, path === undefined ? {} : { path }));
            const isTrue = from === last.size && beginsWith(tree, last) && path === undefined;
            if (status === 200) expect({ says, from, isTrue }).toEqual({ says, from, isTrue: true });
            else
              expect({ says, isTrue, refused: [400, 409, 422].includes(status) }).toEqual({
                says,
                isTrue: false,
                refused: true,
              });
            if (status === 200) last = tree;
            expect(await notary.file()).toBe(last.text());
            if (!restart) continue;
            await notary.stop();
            notary = await startNotary(role, folder.dataFile);
          }
        } finally {
          await notary.stop();
        }
      }),
      { numRuns: 60 },
    );
  });
});

interface Speech {
  readonly tree: TestLog;
  readonly from?: number;
  readonly path?: readonly Uint8Array[];
}

/** What a log may say after `last` was signed; only the first is sure to be true. */
const SPEECHES = {
  growth: (last: TestLog, more: number): Speech => ({ tree: last.fork(last.size).grow(more) }),
  /** With a proof that is right for the other history. */
  fork: (last: TestLog, more: number, at: number): Speech => ({ tree: last.fork(at % (last.size + 1)).grow(more) }),
  beginning: (last: TestLog, _more: number, at: number): Speech => ({ tree: last.fork(at % (last.size + 1)) }),
  /** True growth, from a size that is not the last. */
  otherOld: (last: TestLog, more: number, at: number): Speech => ({ tree: last.fork(last.size).grow(more), from: at }),
  /** A beginning, called an extension of itself. */
  smaller: (last: TestLog, _more: number, at: number): Speech => {
    const tree = last.fork(at % (last.size + 1));
    return { tree, from: tree.size };
  },
  wrongPath: (last: TestLog, more: number): Speech => ({
    tree: last.fork(last.size).grow(more + 1),
    path: [last.root(), last.root()],
  }),
};

const step = fc.record({
  says: fc.constantFrom(...(Object.keys(SPEECHES) as (keyof typeof SPEECHES)[])),
  more: fc.nat({ max: 9 }),
  at: fc.nat({ max: 40 }),
  restart: fc.boolean(),
});

const beginsWith = (tree: TestLog, last: TestLog): boolean =>
  tree.size >= last.size && last.leaves.every((leaf, index) => leaf === tree.leaves[index]);
