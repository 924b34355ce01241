import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, run } from '../generate/repository.mjs';

/**
 * A text file of the repository.
 * @typedef {{ path: string, text: string, lines: readonly string[] }} SourceFile
 */

const BINARY = /\.(png|jpg|jpeg|gif|ico|woff2?|pdf|wasm|gz|zip)$/;

/**
 * Every file that is, or would be, committed.
 * @returns {Promise<SourceFile[]>}
 */
export async function sourceFiles() {
  const { code, stdout, stderr } = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z']);
  if (code !== 0) throw new Error(`git ls-files: ${stderr}`);
  const paths = [...new Set(stdout.split('\0'))].filter((path) => path !== '' && !BINARY.test(path)).sort();
  const files = await Promise.all(
    paths.map(async (path) => {
      // A file deleted but not yet committed is still listed.
      const text = await readFile(join(root, path), 'utf8').catch(() => undefined);
      return text === undefined ? [] : [{ path, text, lines: text.split('\n') }];
    }),
  );
  return files.flat();
}
