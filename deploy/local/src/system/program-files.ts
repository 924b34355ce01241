import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutFolder } from '../checkout.js';
import type { ProgramName } from './names.js';

/** Of each program: where it runs, and the script that starts it. */
const places: Readonly<Record<ProgramName, readonly [folder: string, script: string]>> = {
  gateway: ['gateway', 'gateway/dist/main.js'],
  identity: ['services/identity', 'services/identity/dist/main.js'],
  privacy: ['services/privacy', 'services/privacy/dist/main.js'],
  auction: ['services/auction', 'services/auction/dist/main.js'],
  notify: ['services/notify', 'services/notify/dist/main.js'],
  signer: ['notary', 'notary/dist/main.js'],
  witness: ['notary', 'notary/dist/main.js'],
  bank: ['deploy/local', 'deploy/local/dist/stand-ins/bank/main.js'],
  portal: ['deploy/local', 'deploy/local/dist/stand-ins/portal/main.js'],
  mailbox: ['deploy/local', 'deploy/local/dist/stand-ins/mailbox/main.js'],
};

export interface ProgramFiles {
  /** Absolute, as all here. */
  readonly folder: string;
  /** As tsc leaves it: a file for each module. */
  readonly script: string;
  /** Holds `main.mjs` and its chunks, the same program in few files, and `inputs.json`. */
  readonly bundle: string;
}

export function filesOf(name: ProgramName): ProgramFiles {
  const [folder, script] = places[name].map((part) => join(checkoutFolder(), part)) as [string, string];
  return { folder, script, bundle: script.replace(/\.js$/, '.bundle') };
}

/** What a bundle was made from. */
interface Inputs {
  /** The checkout, where native packages are looked for: one that was moved has no fresh bundles. */
  readonly root: string;
  /** Path from the checkout → time of change in ms and size in bytes. */
  readonly files: Readonly<Record<string, ReturnType<typeof inputOf>>>;
}

export function inputOf(path: string): readonly [changedMs: number, bytes: number] {
  const { mtimeMs, size } = statSync(path);
  return [mtimeMs, size];
}

/** Whether the bundle is there and nothing that it was made from has changed since. */
export function isFresh({ bundle }: ProgramFiles): boolean {
  const list = join(bundle, 'inputs.json');
  if (!existsSync(list)) return false;
  try {
    const { root, files } = JSON.parse(readFileSync(list, 'utf8')) as Inputs;
    if (root !== checkoutFolder()) return false;
    return Object.entries(files).every(([path, was]) => String(inputOf(join(root, path))) === String(was));
  } catch {
    return false; // half-written, or a file is gone
  }
}
