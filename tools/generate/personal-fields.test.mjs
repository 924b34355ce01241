import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { root, run, services } from './repository.mjs';

const STEP = 'tools/generate/personal-fields.mjs';
const folder = mkdtempSync(join(tmpdir(), 'belgi-fields-'));
afterAll(() => rmSync(folder, { recursive: true }));
const read = (/** @type {string} */ file) => readFileSync(join(root, file), 'utf8');

/** The step, on four programs that print the committed schemas. @param {(sdl: string) => string} change of auction's */
function build(change) {
  for (const service of services) {
    const schema = read(`services/${service}/schema.graphql`);
    const program = join(folder, 'services', service, 'dist/main.js');
    mkdirSync(dirname(program), { recursive: true });
    const printed = service === 'auction' ? change(schema) : schema;
    writeFileSync(program, `process.stdout.write(${JSON.stringify(printed)})`);
  }
  return run(process.execPath, [STEP, folder]);
}

it('a build with an undeclared personal field fails, and says how the field is declared', async () => {
  const { code, stderr } = await build((sdl) => sdl.replace(/^type Lot .*\{$/m, '$&\n  winnerPhone: String'));
  expect(code).toBe(1);
  expect(stderr.trim()).toMatch(
    /^auction: Lot\.winnerPhone speaks of a person by its name and is undeclared: add @Personal\({ category, purposes }\) beside @Field, from @belgi\/subgraph \(clause 1\.1 b; docs\/how-to\/change-a-schema\.md\).*impersonal\.mjs.*$/,
  );
});

it('a build of what is declared passes, and says nothing', async () => {
  expect(await build((sdl) => sdl)).toEqual({ code: 0, stdout: '', stderr: '' });
});

it('is what pnpm build ends with, and what npm start and npm test build with', () => {
  expect(JSON.parse(read('package.json')).scripts.build).toMatch(new RegExp(` && node ${STEP}$`));
  const setUp = read('tools/bootstrap/setup.mjs');
  const bundled = setUp.indexOf("'tools/bundle/bundle.mjs'");
  expect(bundled).toBeGreaterThan(-1);
  expect(setUp.indexOf(`'${STEP}'`)).toBeGreaterThan(bundled);
});
