import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Journeys that take minutes begin first, so that none of them is left to run alone at the end. */
const LONGEST = ['e2e/tour/', 'e2e/crash/', 'e2e/my-data/', 'e2e/erasure/', 'e2e/npm-start/', 'e2e/ledger/'];
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = LONGEST.findIndex((folder) => moduleId.includes(folder));
      return place === -1 ? LONGEST.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

/** Files by suffix: what a test needs is in its name (see STYLE, "How it is tested"). */
const everywhere = (suffix: string) => [
  `{gateway,notary,packages,services,deploy,tools,bench}/**/src/**/*.${suffix}.ts`,
  `tools/**/*.${suffix}.{ts,mjs}`,
];
const shared = {
  resolve: {
    alias: [
      // Vite would take graphql's ESM copy while CommonJS packages load the other: "another module or realm".
      { find: /^graphql$/, replacement: 'graphql/index.js' },
      {
        find: /^@belgi\/(contracts|runtime|database|messaging|access|subgraph|testkit|tlog|statistics|proof|export)$/,
        replacement: `${import.meta.dirname}/packages/$1/src/index.ts`,
      },
      { find: /^@belgi\/tlog\/verify$/, replacement: `${import.meta.dirname}/packages/tlog/src/verify/index.ts` },
      { find: /^@belgi\/local$/, replacement: `${import.meta.dirname}/deploy/local/src/index.ts` },
    ],
  },
};
/** One PostgreSQL per run, shared by every project that wants one. */
const globalSetup = `${import.meta.dirname}/packages/testkit/src/global-setup.ts`;
const never = ['**/node_modules/**', '**/dist/**'];

export default defineConfig({
  test: {
    // Vitest leaves a core to itself; most of what runs here waits for PostgreSQL and NATS, which leave it to us.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    // Unit and database tests share modules within a worker (`isolate: false`): most of their time went into loading the
    // same six hundred modules for each file. So a module keeps no state of a test: what a test makes, it makes in itself.
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          isolate: false,
          include: everywhere('test'),
          exclude: [...never, '**/*.db.test.ts'],
          // Finds what hangs. Vitest's own 5 s would time property tests on a machine that is busy with others.
          testTimeout: 30_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'db',
          globalSetup,
          isolate: false,
          include: everywhere('db.test'),
          exclude: [...never, '**/*.race.db.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'race',
          globalSetup,
          include: everywhere('race.db.test'),
          exclude: never,
          testTimeout: 90_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        ...shared,
        test: {
          name: 'e2e',
          globalSetup,
          include: ['e2e/**/*.e2e.ts'],
          exclude: never,
          testTimeout: 180_000,
          // A whole system starts in seconds; on a machine that is busy with other things, in minutes.
          hookTimeout: 300_000,
          // Half of a journey is waiting: for the next checkpoint, for a process that was killed. A second one uses the time;
          // a third would want memory (a system is ten processes) and a third core.
          maxWorkers: 2,
        },
      },
    ],
  },
});
