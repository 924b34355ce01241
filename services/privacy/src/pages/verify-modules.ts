import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';

/** Where the page's modules are. */
const MOUNT = '/verify/modules';
const ENTRY = '@belgi/proof/page';
const { resolve } = createRequire(import.meta.url);

export interface PageModule {
  /** Its address, e.g. `/verify/modules/proof/page/main.js`. */
  readonly path: string;
  readonly code: string;
}

/**
 * The verifier as a browser takes it: the very modules that were compiled and tested, every one that the entry reaches, the
 * entry first. No bundler stands between; only the names of packages become addresses.
 */
export function verifierModules(): readonly PageModule[] {
  const modules = new Map<string, PageModule>();
  const take = (file: string): void => {
    if (modules.has(file)) return;
    const reached: string[] = [];
    const code = readFileSync(file, 'utf8')
      .replace(/\bfrom ['"]([^'"]+)['"]/g, (_, name: string) => {
        const target = name.startsWith('.') ? join(dirname(file), name) : resolve(name);
        reached.push(target);
        return `from '${addressOf(target)}'`;
      })
      .replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
    modules.set(file, { path: addressOf(file), code });
    for (const target of reached) take(target);
  };
  take(resolve(ENTRY));
  return [...modules.values()];
}

/** `…/packages/tlog/dist/verify/index.js` → `/verify/modules/tlog/verify/index.js` */
function addressOf(file: string): string {
  const dist = file.slice(0, file.lastIndexOf('/dist/') + '/dist'.length);
  return `${MOUNT}/${basename(dirname(dist))}/${relative(dist, file)}`;
}
