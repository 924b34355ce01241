import { defineConfig } from 'vitest/config';

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
const journeys = {
  globalSetup,
  testTimeout: 180_000,
  // A whole system starts in seconds; on a machine that is busy with other things, in minutes.
  hookTimeout: 300_000,
};
/** Journeys that count what they do in seconds, or start the product as a stranger would: one at a time. */
const alone = ['e2e/{crash,npm-start}/**/*.e2e.ts'];

export default defineConfig({
  test: {
    // Vitest leaves a core to itself; most of what runs here waits for PostgreSQL and NATS, which leave it to us.
    maxWorkers: '100%',
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
      { ...shared, test: { name: 'e2e', ...journeys, include: ['e2e/**/*.e2e.ts'], exclude: [...never, ...alone] } },
      {
        ...shared,
        // After the others, where both are asked for.
        test: {
          ...{ name: 'e2e-alone', ...journeys, include: alone, exclude: never, fileParallelism: false },
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
