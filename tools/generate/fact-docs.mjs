import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './repository.mjs';

const DECLARED =
  /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export const \w+ = defineFact\(\{\s*service: '([\w-]+)',\s*noun: '([\w-]+)',\s*fact: '([\w-]+)',\s*version: (\d+)/g;

/**
 * The docstring of every fact, by its type: the sentence beside the code is the one in the catalogue.
 * @returns {Promise<Map<string, string>>}
 */
export async function factDocs() {
  const folder = join(root, 'packages/contracts/src');
  const docs = new Map();
  for (const file of await readdir(folder, { recursive: true })) {
    if (!/\.v\d+\.ts$/.test(file)) continue;
    const source = await readFile(join(folder, file), 'utf8');
    for (const [, comment = '', service, noun, fact, version] of source.matchAll(DECLARED)) {
      const text = comment
        .replace(/^\s*\* ?/gm, '')
        .replace(/\s+/g, ' ')
        .trim();
      docs.set(`${service}.${noun}.${fact}.v${version}`, text);
    }
  }
  return docs;
}
