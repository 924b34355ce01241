import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's root: found by its workspace file, because this code runs from `src` in tests and from `dist` otherwise. */
export function checkoutFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'pnpm-workspace.yaml'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('Not inside a checkout of Belgi: pnpm-workspace.yaml was not found');
    folder = parent;
  }
  return folder;
}
