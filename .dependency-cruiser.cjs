// Who may import whom (STYLE, "Who may import whom"). Each rule says its sentence when it is broken.
const { readdirSync } = require('node:fs');
const { builtinModules } = require('node:module');
const { join } = require('node:path');

const SERVICES = ['identity', 'privacy', 'auction', 'notify'];
const TEST = '\\.(test|e2e)\\.ts$';
/** Packages appear by path (resolved through the workspace) or by name (built, but not resolvable). */
const packages = (...names) =>
  `^(packages/(${names.join('|')})/|@belgi/(${names.join('|')})$|node_modules/@belgi/(${names.join('|')})/)`;
const LIBRARIES = 'pg|typeorm|undici|fastify|nodemailer|graphql|type-graphql|dataloader|@nats-io';
const IO_MODULES = [
  `^(${LIBRARIES})(/|$)`,
  `node_modules/(${LIBRARIES})/`,
  '^(fs|fs/promises|net|http|https|tls|dns|child_process|worker_threads)$',
];
const ROLE = /^(.+)\.(entity|store|events)\.ts$/;

/**
 * The domain files: those that share their noun with a store, entity or events, and every policy.ts and refusals.ts.
 * `bid.ts` beside `bid.store.ts` is one; `place-bid.ts` is a use case.
 */
function domainFiles() {
  const found = ['^services/[a-z]+/src/policy\\.ts$', '^services/[a-z]+/src/refusals\\.ts$'];
  for (const service of SERVICES) {
    const src = join(__dirname, 'services', service, 'src');
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
    for (const noun of new Set(files.flatMap((file) => ROLE.exec(file)?.[1] ?? []))) {
      const domain = [noun, noun.replace(/s$/, '')].find((stem) => files.includes(`${stem}.ts`));
      if (domain !== undefined) found.push(`^services/${service}/src/${domain}\\.ts$`);
    }
  }
  return found;
}
const DOMAIN = domainFiles();
/** Silences the telemetry of @apollo/gateway right where it is constructed. */
const GRAPH = '^gateway/src/graph/graph\\.ts$';

/** A layer of packages and what it may stand on. */
const LAYERS = {
  contracts: [],
  runtime: [],
  access: ['contracts'],
  database: ['contracts', 'runtime'],
  messaging: ['contracts', 'runtime', 'database'],
  subgraph: ['contracts', 'runtime', 'access'],
  tlog: [],
  statistics: ['contracts'],
  export: ['contracts', 'database', 'messaging'],
  proof: ['tlog'],
};

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'Everything imported exists and stands in the package.json of who imports it.',
      severity: 'error',
      from: { pathNot: TEST },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'resolvable-file',
      comment: 'Everything imported exists.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'domain-is-pure',
      comment: 'A domain file imports contract ids only: a rule that needs I/O is not a rule yet.',
      severity: 'error',
      from: { path: DOMAIN, pathNot: TEST },
      to: {
        path: [
          packages('database', 'messaging', 'runtime', 'testkit', 'local'),
          ...IO_MODULES,
          '\\.(store|entity|resolver|type|reference|subscriber)\\.ts$',
          '/(environment|compose|main|subgraph|data-source)\\.ts$',
        ],
      },
    },
    {
      name: 'resolvers-and-subscribers-translate',
      comment:
        'Resolvers, references and subscribers translate: at most one named statement of a store, no entity, no connection (decision 0013).',
      severity: 'error',
      from: { path: '\\.(resolver|reference|subscriber)\\.ts$' },
      to: { path: ['\\.entity\\.ts$', '^(pg|typeorm)(/|$)', 'node_modules/(pg|typeorm)/'] },
    },
    {
      name: 'stores-know-no-graph',
      comment: 'A store knows rows: no GraphQL type, no resolver, no use of the graph.',
      severity: 'error',
      from: { path: '\\.(store|entity)\\.ts$' },
      to: {
        path: [
          '\\.(type|resolver|reference|subscriber)\\.ts$',
          packages('subgraph', 'messaging'),
          '^(graphql|type-graphql)$',
        ],
      },
    },
    {
      name: 'only-main-composes',
      comment: 'compose.ts is the only place that knows every name in its process; only main.ts asks it.',
      severity: 'error',
      from: { pathNot: ['/main\\.ts$', TEST, '/testing/'] },
      to: { path: '/src/compose\\.ts$' },
    },
    {
      name: 'environment-is-handed-down',
      comment: 'The environment is read in main.ts, compose.ts and commands and handed down as values.',
      severity: 'error',
      from: {
        path: '^(services|gateway|notary)/',
        pathNot: ['/(main|compose|environment|command)\\.ts$', '\\.command\\.ts$', GRAPH, TEST, '/testing/'],
      },
      to: { path: '/environment\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    ...SERVICES.map((service) => ({
      name: `${service}-stands-alone`,
      comment: 'Services never import each other: what one must know of another arrives as an event or a ticket.',
      severity: 'error',
      from: { path: `^services/${service}/` },
      to: {
        path: `^(services/(?!${service}/)|@belgi/(?!${service}$)(${SERVICES.join('|')})$|gateway/|@belgi/gateway$)`,
      },
    })),
    {
      name: 'gateway-imports-no-service',
      comment: 'The gateway imports no service.',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: `^(services/|@belgi/(${SERVICES.join('|')})$)` },
    },
    {
      name: 'notary-stands-apart',
      comment:
        'The notary stands on access, runtime and tlog alone: what shares code with those it checks errs with them.',
      severity: 'error',
      from: { path: '^notary/', pathNot: TEST },
      to: {
        path: '^(packages/|services/|gateway/|deploy/|@belgi/|node_modules/@belgi/)',
        pathNot: packages('access', 'runtime', 'tlog'),
      },
    },
    {
      name: 'nobody-imports-the-notary',
      comment: 'The notary is asked over HTTP: whoever imported it could take its key along.',
      severity: 'error',
      from: { pathNot: '^notary/' },
      to: { path: '^(notary/|@belgi/notary$)' },
    },
    {
      name: 'packages-import-neither',
      comment: 'Packages import neither services nor the gateway.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: `^(services/|gateway/|e2e/|bench/|@belgi/(${SERVICES.join('|')}|gateway)$)` },
    },
    {
      name: 'testkit-is-for-tests',
      comment: 'testkit is never imported from src; only tests have it.',
      severity: 'error',
      from: {
        path: '^(services|gateway|notary|packages|deploy)/',
        pathNot: ['^packages/testkit/', TEST, '/testing/', '^deploy/chaos/'],
      },
      to: { path: packages('testkit') },
    },
    {
      name: 'verify-runs-anywhere',
      comment: '@belgi/tlog/verify runs in a browser too: nothing it reaches may be of Node.',
      severity: 'error',
      from: { path: '^packages/tlog/src/verify/', pathNot: TEST },
      to: { path: `^(node:)?(${builtinModules.join('|')})$`, reachable: true },
    },
    {
      name: 'proof-runs-anywhere',
      comment: '@belgi/proof runs in a browser too, its command line aside: nothing it reaches may be of Node.',
      severity: 'error',
      from: { path: '^packages/proof/src/', pathNot: [TEST, '/cli/', '/testing/'] },
      to: { path: `^(node:)?(${builtinModules.join('|')})$`, reachable: true },
    },
    ...Object.entries(LAYERS).map(([name, below]) => ({
      name: `${name}-stands-on-${below.join('-') || 'nothing'}`,
      comment: `packages/${name} may import ${below.length === 0 ? 'no other package' : below.join(', ')} of ours.`,
      severity: 'error',
      from: { path: `^packages/${name}/`, pathNot: TEST },
      to: {
        path: '^(packages/|@belgi/|deploy/|node_modules/@belgi/)',
        pathNot: packages(name, ...below),
      },
    })),
  ],
  options: {
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: ['(^|/)dist/.*\\.test\\.'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
    reporterOptions: { text: { highlightFocused: true } },
  },
};
