/**
 * House rules that a pattern can check (STYLE, CONTRIBUTING). A rule is a function from one file to its faults;
 * each fault says where it is and what to do.
 * @typedef {import('./tidy-files.mjs').SourceFile} SourceFile
 * @typedef {(file: SourceFile) => string[]} Rule
 */

/** What may stand between a file's noun and `.ts`. */
const ROLES = new Set([
  'entity',
  'store',
  'type',
  'resolver',
  'reference',
  'events',
  'subscriber',
  // HTTP outside the graph, and the process's own command line.
  'route',
  'command',
  'test',
  'db.test',
  'race.db.test',
  'e2e',
]);
/** A file this long is asked why. Tests are read case by case, so they may be longer. */
const LONG_LINES = 250;
const LONG_TEST_LINES = 400;

/** Longer files that read better whole, with the reason. A file that has become short again must leave the list. */
export const LONG_FILES = /** @type {Readonly<Record<string, string>>} */ ({
  'services/privacy/src/compose.ts': 'the one place that knows every name of its process, read from top to bottom',
  'services/privacy/src/compose.db.test.ts':
    'one process, started once, in the order of a life; two files start it twice',
});

/** Lines in which a secret-like text is public knowledge, with the reason. */
const PUBLIC_TEXTS = /** @type {readonly (readonly [path: string, text: string, why: string])[]} */ ([
  ['packages/access/src/key-set.test.ts', 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', 'the example key of RFC 8037'],
]);

const isTest = (/** @type {string} */ path) =>
  /\.(test|e2e)\.(ts|mjs)$/.test(path) || /(^|\/)(testing|testkit)\//.test(path);
const isOurCode = (/** @type {string} */ path) => /\.(ts|tsx|mjs|cjs|js|jsx)$/.test(path) && !path.endsWith('.d.ts');
const isSource = (/** @type {string} */ path) => /\/src\/.*\.ts$/.test(path) && !path.endsWith('.d.ts');
/** The rules themselves must be able to name what they forbid. */
const isRuleBook = (/** @type {string} */ path) => path.startsWith('tools/check/');

/**
 * A rule about single lines.
 * @param {(path: string) => boolean} where
 * @param {RegExp} pattern
 * @param {string} advice
 * @returns {Rule}
 */
function lines(where, pattern, advice) {
  return (file) => {
    if (!where(file.path)) return [];
    return file.lines.flatMap((line, index) => (pattern.test(line) ? [`${file.path}:${index + 1}: ${advice}`] : []));
  };
}

/** @type {Rule} */
const name = ({ path }) => {
  if (!isSource(path) && !/^(tools|e2e|bench|gateway|deploy)\/.*\.(ts|mjs)$/.test(path)) return [];
  const base = path.slice(path.lastIndexOf('/') + 1).replace(/\.(ts|mjs|d\.ts)$/, '');
  const [noun = '', ...role] = base.split('.');
  const faults = [];
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(noun)) faults.push(`${path}: name it in kebab-case`);
  const roleName = role.join('.');
  if (role.length > 0 && !ROLES.has(roleName) && !/^v\d+$/.test(roleName) && !/^(config|setup)$/.test(roleName)) {
    faults.push(`${path}: ".${roleName}" is not a role; they are ${[...ROLES].join(', ')}`);
  }
  return faults;
};

/** @type {Rule} */
const folders = ({ path }) => {
  if (!/^(services|packages|gateway|notary|deploy|e2e|bench|tools)\//.test(path)) return [];
  const odd = path
    .split('/')
    .slice(0, -1)
    .find((folder) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(folder));
  if (odd !== undefined) return [`${path}: folder "${odd}" is not in kebab-case`];
  const vague = path.split('/').find((folder) => ['common', 'utils', 'shared', 'helpers', 'misc'].includes(folder));
  return vague === undefined ? [] : [`${path}: "${vague}" says nothing; name the folder for what it holds`];
};

/** @type {Rule} */
const length = ({ path, text }) => {
  if (!isOurCode(path)) return [];
  const count = text.trimEnd().split('\n').length;
  const listed = LONG_FILES[path] !== undefined;
  if (count <= (isTest(path) ? LONG_TEST_LINES : LONG_LINES)) {
    return listed ? [`${path} is short again: take it off the list in tools/check/tidy-rules.mjs`] : [];
  }
  if (listed) return [];
  return [
    `${path} has ${count} lines: split it by what it does, or list it with its reason in tools/check/tidy-rules.mjs`,
  ];
};

/** @type {Rule} */
const migrations = ({ path }) => {
  const file = /^(?:services|packages)\/[\w-]+\/migrations\/(.+)$/.exec(path)?.[1];
  return file === undefined || /^\d{4}_[a-z0-9_]+\.sql$/.test(file) ? [] : [`${path}: name it NNNN_what_it_does.sql`];
};

const STATEMENT = /^(select|insert into|update|delete from|with|lock table|truncate|call)\b/i;

/** Every statement opens with its name, which is how it is found in pg_stat_statements and in logs. @type {Rule} */
const namedStatements = ({ path, text }) => {
  if (!path.endsWith('.store.ts')) return [];
  return [...text.matchAll(/(?<![.\w])sql`\s*([\s\S]{0,40})/g)].flatMap((match) => {
    if (!STATEMENT.test(match[1] ?? '')) return [];
    // A statement is what is handed to query(…) or one(…); a part of one stands in a constant or inside ${…}.
    if (!/\(\s*$/.test(text.slice(Math.max(0, match.index - 12), match.index))) return [];
    const line = text.slice(0, match.index).split('\n').length;
    return [`${path}:${line}: open the statement with its name: sql\`/* bids.insert */ …\``];
  });
};

const mayHaveSql = (/** @type {string} */ path) =>
  isSource(path) &&
  !/\.(store|entity)\.ts$/.test(path) &&
  !isTest(path) &&
  !path.startsWith('packages/database/src/sql');

/** @type {Rule} */
const secrets = (file) => {
  if (isRuleBook(file.path) || file.path === 'pnpm-lock.yaml') return [];
  return file.lines.flatMap((line, index) => {
    if (!SECRETS.some((pattern) => pattern.test(line))) return [];
    if (PUBLIC_TEXTS.some(([path, text]) => path === file.path && line.includes(text))) return [];
    return [
      `${file.path}:${index + 1}: this looks like a secret; read it from the environment, or make it when it is needed`,
    ];
  });
};
const SECRETS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /["']?\bd["']?\s*:\s*["'][A-Za-z0-9_-]{43}["']/,
  /\b(AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[abprs]-[A-Za-z0-9-]{10,}|npm_[A-Za-z0-9]{36})\b/,
  /(secret|password|api_?key|master_?key|token)\w*["']?\s*[:=]\s*["'](?=[^"']*\d)(?=[^"']*[A-Za-z])[A-Za-z0-9+/=_-]{24,}["']/i,
  /\/\/[^/\s:@]+:(?=[^@\s]*\d)[A-Za-z0-9+=_-]{16,}@/,
];

/** The rules, in the order in which their faults are told. @type {readonly Rule[]} */
export const rules = [
  name,
  folders,
  length,
  migrations,
  namedStatements,
  lines(
    (path) => (isOurCode(path) || path.endsWith('.sql')) && !isRuleBook(path),
    /\b(TODO|FIXME|HACK)\b/,
    'do it now, or write an issue; notes to later selves are not kept here',
  ),
  lines(
    isTest,
    /\b(it|test|describe)\.(skip|only|todo|fails)\b|\b(xit|xdescribe|fit|fdescribe)\(|\bskipIf\(|\bretry:\s*[1-9]/,
    'no skipped, lone or repeated tests: mend it or delete it',
  ),
  lines(
    (path) => isOurCode(path) && !isRuleBook(path),
    /@ts-(ignore|nocheck)|\bdebugger;/,
    'take it out: it hides a fault',
  ),
  lines(
    (path) =>
      isSource(path) &&
      !path.endsWith('/environment.ts') &&
      !isTest(path) &&
      path !== 'packages/runtime/src/environment.ts',
    /\bprocess\.env\b/,
    "read it in the process's environment.ts and hand it down",
  ),
  lines(
    (path) => /\.(resolver|reference|subscriber)\.ts$/.test(path),
    /\.transaction\(/,
    'a transaction is a use case: <verb>-<noun>.ts (decision 0013)',
  ),
  lines(mayHaveSql, /(?<![.\w])sql`/, 'SQL lives in *.store.ts, *.entity.ts and migrations/'),
  lines(
    mayHaveSql,
    /['"`]\s*(select\s.+\sfrom|insert\s+into|update\s+\w+\s+set|delete\s+from|(create|alter|drop)\s+(table|index|role|database|schema))\b/i,
    'SQL lives in *.store.ts, *.entity.ts and migrations/',
  ),
  lines(
    (path) =>
      /^(services|packages)\/.*\/src\/|^(gateway|notary)\/src\//.test(path) &&
      isSource(path) &&
      !isTest(path) &&
      !path.endsWith('/main.ts'),
    /\bconsole\.(log|info|warn|error|debug)\(/,
    'use the logger: it redacts, and its lines are JSON',
  ),
  lines(
    (path) => !isRuleBook(path) && path !== '.gitignore',
    /(^|[\s"'`=(:])(\/(work|root)\/[a-z]|\/home\/[a-z]+\/|\/Users\/[A-Za-z]+\/|\/tmp\/[a-z]\/|[A-Z]:\\Users\\)/,
    'a path of one machine: make it relative',
  ),
  lines(
    (path) => !isRuleBook(path),
    /https?:\/\/[\w.-]*(registry|artifactory|nexus|verdaccio|npm-proxy)[\w.-]*(?<!registry\.npmjs\.org)(:\d+)?\//i,
    'a registry of one place: packages come from wherever npm is set to',
  ),
  secrets,
];
