import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { root, run, services } from './repository.mjs';

const STEP = 'tools/generate/personal-fields.mjs';
const folder = mkdtempSync(join(tmpdir(), 'belgi-fields-'));
afterAll(() => rmSync(folder, { recursive: true }));
const read = (/** @type {string} */ file) => readFileSync(resolve(root, file), 'utf8');

const ASKED = join(folder, 'asked');
/** The step, on four programs that print the committed schemas and note that they were asked. @param {(sdl: string) => string} change of auction's */
function build(change) {
  for (const service of services) {
    const schema = read(`services/${service}/schema.graphql`);
    const program = join(folder, 'services', service, 'dist/main.js');
    mkdirSync(dirname(program), { recursive: true });
    const printed = service === 'auction' ? change(schema) : schema;
    const note = `require('node:fs').appendFileSync(${JSON.stringify(ASKED)}, '${service} ')`;
    writeFileSync(program, `${note}; process.stdout.write(${JSON.stringify(printed)})`);
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

/** How many programs were asked since the last time. */
function askedNow() {
  const count = existsSync(ASKED) ? read(ASKED).trim().split(' ').length : 0;
  rmSync(ASKED, { force: true });
  return count;
}

it('a build of what is declared passes, says nothing, and is not asked again until something changes', async () => {
  const passes = { code: 0, stdout: '', stderr: '' };
  askedNow();
  expect(await build((sdl) => sdl)).toEqual(passes);
  expect(askedNow()).toBe(services.length);
  expect(await build((sdl) => sdl)).toEqual(passes);
  expect(askedNow()).toBe(0);
  // What failed is asked each time, and what passed before it is asked anew.
  const undeclared = (/** @type {string} */ sdl) => sdl.replace(/^type Lot .*\{$/m, '$&\n  winnerPhone: String');
  for (let turn = 0; turn < 2; turn++) {
    expect((await build(undeclared)).code).toBe(1);
    expect(askedNow()).toBe(services.length);
  }
});

it('is what pnpm build ends with, and what npm start and npm test build with', () => {
  expect(JSON.parse(read('package.json')).scripts.build).toMatch(new RegExp(` && node ${STEP}$`));
  const setUp = read('tools/bootstrap/setup.mjs');
  const bundled = setUp.indexOf("'tools/bundle/bundle.mjs'");
  expect(bundled).toBeGreaterThan(-1);
  expect(setUp.indexOf(`'${STEP}'`)).toBeGreaterThan(bundled);
});
