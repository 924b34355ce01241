import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bin, root, run, services } from '../generate/repository.mjs';
import { tidy } from './tidy.mjs';

/**
 * One step of the check. `run` gives the faults; none means it passed.
 * @typedef {{ title: string, mend: string, run: () => Promise<string[]> }} Step
 */

/** @param {string} program @param {readonly string[]} args */
async function outputOf(program, args) {
  const { code, stdout, stderr } = await run(program, args, {
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  if (code === 0) return [];
  const output = `${stdout}\n${stderr}`.trim();
  return [output === '' ? `${program} ended with ${code}` : output];
}

/** What is committed composes as it stands, so that the gateway never starts with a graph nobody could make again. */
async function composition() {
  // Imported late: it stands on packages that the step before builds.
  const { compose } = await import('../generate/supergraph.mjs');
  const read = (/** @type {string} */ file) => readFile(join(root, file), 'utf8');
  const schemas = await Promise.all(
    services.map(async (service) => [service, await read(`services/${service}/schema.graphql`)]),
  );
  const { supergraph, faults } = compose(Object.fromEntries(schemas));
  if (faults.length > 0) return faults;
  return supergraph === (await read('gateway/supergraph.graphql'))
    ? []
    : ['gateway/supergraph.graphql does not follow from the four services/*/schema.graphql'];
}

/** In this order: the cheap ones first, and what stands on a build after it. @type {readonly Step[]} */
export const steps = [
  {
    title: 'format and lint',
    mend: '`pnpm format` mends what can be mended by itself',
    run: () => outputOf(bin('biome'), ['check', '--error-on-warnings', '--max-diagnostics=50', '--colors=off', '.']),
  },
  { title: 'tidy', mend: 'each line says what to do; the rules are in tools/check/tidy-rules.mjs', run: tidy },
  {
    title: 'types',
    mend: '`pnpm build` shows the same',
    run: async () => [
      ...(await outputOf(bin('tsc'), ['-b', '--pretty', 'false'])),
      ...(await outputOf(bin('tsc'), ['-p', 'tools', '--pretty', 'false'])),
    ],
  },
  {
    title: 'import rules',
    mend: 'each rule says its sentence; all are in .dependency-cruiser.cjs',
    run: () =>
      outputOf(bin('depcruise'), [
        ...['services', 'packages', 'gateway', 'notary', 'deploy', 'e2e', 'bench'],
        ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'],
      ]),
  },
  { title: 'composition', mend: '`pnpm generate` composes anew once the schemas agree', run: composition },
  {
    title: 'generated files',
    mend: '`pnpm generate`, then commit what it wrote',
    run: () => outputOf(process.execPath, ['tools/generate/generate.mjs', '--check', '--built']),
  },
];
