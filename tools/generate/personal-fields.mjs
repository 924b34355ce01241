// The last step of `pnpm build` and of what builds for npm start and npm test: clause 1.1 b on the schema as it was built, of
// each service's own program. A build with an undeclared personal field ends here; what passed is not asked again.
//   personal-fields.mjs [ROOT]   another folder with services/*/dist/main.js, for its test
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf, isFresh } from '@belgi/local';
import { personalFaults } from './personal-rules.mjs';
import { ask, root, services } from './repository.mjs';

const RULES = ['personal-fields.mjs', 'personal-rules.mjs', 'impersonal.mjs'].map((file) =>
  join(root, 'tools/generate', file),
);
const elsewhere = process.argv[2];
/** What was asked last and passed. */
const PASSED = join(elsewhere ?? join(root, 'node_modules'), '.belgi-personal-fields');

/** The bundle where it is fresh: its program starts in half the time. @param {import('./repository.mjs').Service} service */
function programOf(service) {
  if (elsewhere !== undefined) return join(elsewhere, 'services', service, 'dist/main.js');
  const files = filesOf(service);
  return isFresh(files) ? join(files.bundle, 'main.mjs') : files.script;
}

/** What the answer follows from; nothing where tsc's own output would be asked, whose modules nobody listed. */
function inputs() {
  const files = services.map(filesOf);
  if (elsewhere === undefined && !files.every(isFresh)) return undefined;
  // A bundle's inputs.json has the hash of each of its modules.
  const programs =
    elsewhere === undefined ? files.map(({ bundle }) => join(bundle, 'inputs.json')) : services.map(programOf);
  const hash = createHash('sha256');
  for (const file of [...RULES, ...programs]) hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const asked = inputs();
if (asked === undefined || !existsSync(PASSED) || readFileSync(PASSED, 'utf8') !== asked) {
  const schemas = await Promise.all(
    services.map(async (service) => [service, await ask(service, 'print-schema', programOf(service))]),
  );
  const faults = personalFaults(Object.fromEntries(schemas));
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
  else if (asked !== undefined) writeFileSync(PASSED, asked);
}
