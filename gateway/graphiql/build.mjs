// Builds GraphiQL into gateway/graphiql/dist, once: a build whose inputs have not changed is kept.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const stamp = join(here, 'dist', '.built-from');

/** SHA-256 over our sources and the versions of what is bundled with them. */
function inputs() {
  const hash = createHash('sha256');
  const sources = readdirSync(here).filter((name) => /\.(html|css|js|jsx|mjs)$/.test(name));
  for (const name of sources.sort()) hash.update(`${name}\n`).update(readFileSync(join(here, name)));
  const resolve = createRequire(import.meta.url).resolve;
  for (const name of ['graphiql', 'graphql', 'react', 'react-dom', 'vite'])
    hash.update(JSON.parse(readFileSync(resolve(`${name}/package.json`), 'utf8')).version);
  return hash.digest('hex');
}

const current = inputs();
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === current) {
  console.log('graphiql: up to date');
} else {
  const startedAt = performance.now();
  const { build } = await import('vite');
  await build({
    root: here,
    configFile: false,
    base: '/graphiql/',
    logLevel: 'error', // its warnings are about packages that are not ours
    // A worker is a file of its own on our origin: inlined ones would need blob: in the content security policy.
    worker: { format: 'es' },
    build: {
      target: 'es2022',
      outDir: join(here, 'dist'),
      emptyOutDir: true,
      sourcemap: false,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 16_384, // kB: the editor is large, and local
    },
  });
  writeFileSync(stamp, current);
  console.log(`graphiql: built in ${Math.round(performance.now() - startedAt)} ms`);
}
