import { open } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkFile } from '../check-file.js';
import { parseKeys } from '../keys.js';
import { type Language, languageOf, languages, type Told } from '../tell.js';
import type { Environment } from './environment.js';

/** Longest file that is read: a line of a closing protocol has some 300 bytes, and no lot has more than some ten thousand. */
const MAX_BYTES = 32 << 20;
/** The key file that is looked for beside the proof. */
const PINNED = 'ledger-keys.txt';
const USAGE = `pnpm verify FILE [--keys FILE] [--proof FILE] [--locale ky|ru|en] [--json]

Checks a proof file of the ledger, or a closing protocol of the auction, without asking anybody, and says in words what it proves or
what is wrong. A protocol is replayed to its winner; of an altered one the first altered line is named. --proof: the protocol's proof
file of the ledger, to be checked with it.
Keys: --keys FILE (what GET /ledger/keys gave, kept by you), else ${PINNED} beside the proof, else those in the proof itself.
Exit code: 0 proved; 1 something is wrong; 2 wrong usage, or nothing could be checked; 3 right in itself, by its own keys alone.`;

const EXIT_CODES = { PROVED: 0, WRONG: 1, UNTESTED: 2, OWN_KEYS: 3 } as const satisfies Record<Told['verdict'], number>;

export interface Result {
  readonly exitCode: 0 | 1 | 2 | 3;
  readonly output: string;
}

/** Runs one command line; never throws. */
export async function verify(args: readonly string[], environment: Environment): Promise<Result> {
  try {
    const { values, positionals } = parseArgs({
      args: args.filter((arg) => arg !== '--'), // pnpm hands its own separator on
      allowPositionals: true,
      options: {
        keys: { type: 'string' },
        proof: { type: 'string' },
        locale: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const [file, ...more] = positionals;
    if (values.help) return { exitCode: 0, output: USAGE };
    if (file === undefined || more.length > 0) return { exitCode: 2, output: USAGE };
    // pnpm runs scripts at the root of the workspace; a person names files from where they are.
    const from = (path: string) => resolve(environment.INIT_CWD ?? process.cwd(), path);
    const keys = await keysOf(from(file), values.keys === undefined ? undefined : from(values.keys));
    const proof = values.proof === undefined ? undefined : await bytesOf(from(values.proof));
    const language = languageFor(values.locale, environment);
    const { told, checked } = await checkFile(await bytesOf(from(file)), language, { keys, proof });
    const output = values.json ? JSON.stringify({ ...told, checked }, null, 2) : text(told);
    return { exitCode: EXIT_CODES[told.verdict], output };
  } catch (error) {
    return { exitCode: 2, output: error instanceof Error ? error.message : 'unknown error' };
  }
}

/** The text of the key file. */
async function keysOf(file: string, given: string | undefined): Promise<string | undefined> {
  const path = given ?? join(dirname(file), PINNED);
  const bytes = await bytesOf(path).catch((error: unknown) => {
    if (given === undefined && isMissing(error)) return undefined;
    throw error;
  });
  if (bytes === undefined) return undefined;
  const keys = new TextDecoder().decode(bytes);
  if (parseKeys(keys, { logs: false }) === undefined) throw new Error(`${path} is no key file: one key a line`);
  return keys;
}

/** Reads no further than a file may be long: what a stranger sent may be of any size. */
async function bytesOf(path: string): Promise<Uint8Array> {
  await using file = await open(path);
  const buffer = new Uint8Array(MAX_BYTES + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length);
    length += bytesRead;
    if (bytesRead === 0 || length === buffer.length) return buffer.subarray(0, length);
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

function languageFor(asked: string | undefined, environment: Environment): Language {
  const known = languages.find((language) => language === asked);
  if (asked !== undefined && known === undefined) throw new Error(`--locale must be one of ${languages.join(', ')}`);
  return known ?? languageOf(environment.LC_ALL || environment.LC_MESSAGES || environment.LANG);
}

function text({ title, sentences, facts }: Told): string {
  const width = Math.max(0, ...facts.map(([name]) => name.length));
  const lines = facts.map(([name, value]) => `  ${name.padEnd(width)}  ${printable(value)}`);
  return [title, '', ...sentences.map(printable), ...(lines.length > 0 ? ['', ...lines] : [])].join('\n');
}

/** Attack: a forged file whose words are terminal sequences that paint "Proved." over what is said of it. */
function printable(value: string): string {
  return value.replace(/\p{C}/gu, '\uFFFD');
}
