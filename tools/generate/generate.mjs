/**
 * `pnpm generate`: writes every generated file. `pnpm generate --check`: writes nothing, says which are out of date.
 * All are made from what was built, so it builds first (`--built`: somebody just did).
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bin, root, run } from './repository.mjs';

const check = process.argv.includes('--check');
const failures = [];

if (!process.argv.includes('--built')) {
  const { code, stdout, stderr } = await run(bin('tsc'), ['-b']);
  if (code !== 0) {
    console.error(`${stdout}${stderr}\nThe types do not fit; nothing can be generated from them.`);
    process.exit(1);
  }
}

// After the build: it imports what was built.
const { makers } = await import('./artefacts.mjs');
for (const [what, make] of makers) {
  try {
    for (const { file, content } of await make()) {
      const path = join(root, file);
      const present = await readFile(path, 'utf8').catch(() => undefined);
      if (present === content) continue;
      if (check)
        failures.push(
          `${file} is ${present === undefined ? 'missing' : 'out of date'}: run \`pnpm generate\` and commit it`,
        );
      else {
        await writeFile(path, content);
        console.log(`written ${file}`);
      }
    }
  } catch (error) {
    failures.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

for (const failure of failures) console.error(failure);
if (failures.length > 0) process.exit(1);
if (!check) console.log('All generated files are up to date.');
