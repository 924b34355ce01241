import { sourceFiles } from './tidy-files.mjs';
import { LONG_FILES, rules } from './tidy-rules.mjs';

/** Folders that must say what they are for. */
const WITH_README = /^((?:packages|services)\/[\w-]+|gateway|notary|e2e|bench|deploy)\//;

/**
 * The house rules over every file.
 * @returns {Promise<string[]>} one line per fault
 */
export async function tidy() {
  const files = await sourceFiles();
  const paths = new Set(files.map((file) => file.path));
  const homes = new Set(files.flatMap(({ path }) => WITH_README.exec(path)?.[1] ?? []));
  return [
    ...rules.flatMap((rule) => files.flatMap((file) => rule(file))),
    ...[...homes]
      .filter((home) => !paths.has(`${home}/README.md`))
      .map((home) => `${home}/README.md is missing: say in a few lines why ${home} exists`),
    ...Object.keys(LONG_FILES)
      .filter((path) => !paths.has(path))
      .map((path) => `${path} is gone: take it off the list in tools/check/tidy-rules.mjs`),
    ...migrationGaps([...paths]),
  ];
}

/** Migrations are numbered without gaps, so that two branches cannot both add number 7 unseen.
 * @param {readonly string[]} paths
 */
export function migrationGaps(paths) {
  /** @type {Map<string, number[]>} */
  const numbers = new Map();
  for (const path of paths) {
    const [, home, number] = /^(services\/[\w-]+)\/migrations\/(\d{4})_/.exec(path) ?? [];
    if (home !== undefined && number !== undefined) numbers.set(home, [...(numbers.get(home) ?? []), Number(number)]);
  }
  return [...numbers].flatMap(([home, found]) => {
    const expected =
      found.length === new Set(found).size && Math.max(...found) === found.length && Math.min(...found) === 1;
    return expected ? [] : [`${home}/migrations: number them 0001, 0002, … without gaps or doubles`];
  });
}
