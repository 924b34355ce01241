// Makes of each program a few files, so that it starts in half the time: loading two thousand modules one by one is most of
// what a process does until it is ready. What has not changed is kept. The same code runs as from tsc's own output.
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesOf, inputOf, isFresh, programNames } from '@belgi/local';
import { rolldown } from 'rolldown';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Packages with a binary beside their code: they stay where they are. */
const NATIVE = new Set(['@node-rs/argon2']);
/** Besides the modules: how they are bundled, and which package each import means. */
const ALWAYS = [
  fileURLToPath(import.meta.url),
  join(root, 'pnpm-lock.yaml'),
  ...globSync('{gateway,notary,{packages,services,deploy}/*}/package.json', { cwd: root }).map((path) =>
    join(root, path),
  ),
];
const isOurs = (/** @type {string} */ id) => id.startsWith(`${root}/`) && !id.includes('/node_modules/');

/** @typedef {import('@belgi/local').ProgramFiles} ProgramFiles */

/**
 * Our modules as they are, but that `import.meta.url` still says where each was: files are found beside it.
 * @param {string} folder @param {Map<string, ReturnType<typeof inputOf>>} read what was read, as it was before that
 */
const ourModules = (folder, read) => ({
  name: 'our-modules',
  /** @param {string} id */
  load(id) {
    if (!isOurs(id)) return null;
    read.set(id, inputOf(id));
    const place = `new URL(${JSON.stringify(relative(folder, id))}, import.meta.url).href`;
    const code = readFileSync(id, 'utf8').replaceAll('import.meta.url', place);
    return { code, map: existsSync(`${id}.map`) ? JSON.parse(readFileSync(`${id}.map`, 'utf8')) : null };
  },
});

/** @type {import('rolldown').Plugin} */
const nativePackages = {
  name: 'native-packages',
  async resolveId(source, importer) {
    if (!NATIVE.has(source)) return null;
    const resolved = await this.resolve(source, importer, { skipSelf: true });
    return resolved && { id: resolved.id, external: 'absolute' };
  },
};

/** A chunk without a module of ours needs no source map: Node would load it at each start. @type {import('rolldown').Plugin} */
const ownMapsOnly = {
  name: 'own-maps-only',
  generateBundle(_, bundle) {
    for (const [name, chunk] of Object.entries(bundle)) {
      if (chunk.type !== 'chunk' || chunk.moduleIds.some(isOurs)) continue;
      chunk.map = null;
      chunk.code = chunk.code.replace(/\n\/\/# sourceMappingURL=\S+\s*$/, '\n');
      delete bundle[`${name}.map`];
    }
  },
};

/** Written beside and renamed: whoever looks sees a whole bundle or none. @param {ProgramFiles} files */
async function bundle({ script, bundle: folder }) {
  const read = new Map(ALWAYS.map((path) => [path, inputOf(path)]));
  const build = await rolldown({
    input: { main: script },
    platform: 'node',
    plugins: [ourModules(folder, read), nativePackages, ownMapsOnly],
    // What packages do is theirs; of our own modules every warning is a fault.
    onLog: (level, log) => {
      if (level === 'warn' && log.id !== undefined && isOurs(log.id)) throw new Error(log.message);
    },
  });
  const beside = `${folder}.${process.pid}`;
  await build.write({
    dir: beside,
    sourcemap: true,
    keepNames: true,
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name]-[hash].mjs',
  });
  await build.close();
  const files = Object.fromEntries([...read].map(([path, input]) => [relative(root, path), input]));
  writeFileSync(join(beside, 'inputs.json'), JSON.stringify({ root, files }));
  rmSync(folder, { recursive: true, force: true });
  try {
    renameSync(beside, folder);
  } catch {
    rmSync(beside, { recursive: true }); // another build was quicker
  }
}

const scripts = new Map(programNames.map((name) => [filesOf(name).script, filesOf(name)]));
const stale = [...scripts.values()].filter((files) => !isFresh(files));
await Promise.all(stale.map(bundle));
