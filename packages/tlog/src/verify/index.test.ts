import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

/** Every file that the entry reaches by static imports, types aside. */
function closure(entry: string, seen = new Map<string, string>()): Map<string, string> {
  if (seen.has(entry)) return seen;
  const code = readFileSync(entry, 'utf8');
  seen.set(entry, code);
  for (const [, from = ''] of code.matchAll(/\bfrom '([^']+)'/g)) {
    expect(from, `${entry} imports ${from}`).toMatch(/^\.{1,2}\//);
    closure(join(dirname(entry), from.replace(/\.js$/, '.ts')), seen);
  }
  return seen;
}

it('stands on nothing of Node, and on no package', () => {
  const files = closure(join(import.meta.dirname, 'index.ts'));
  expect(files.size).toBeGreaterThan(8);
  for (const [path, code] of files) {
    expect(code, path).not.toMatch(/\b(Buffer|process|require|__dirname)\b(?!\s*:)|\bimport\(|node:/);
  }
});
