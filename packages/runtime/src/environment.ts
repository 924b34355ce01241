import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Every fault of a process's configuration at once: fixing them one restart at a time wastes a night. */
export class EnvironmentError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`The environment is not usable:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'EnvironmentError';
    this.faults = faults;
  }
}

export type EnvironmentSource = Readonly<Record<string, string | undefined>>;

/** Values mounted as files (`NAME_FILE=/path`) take the place of `NAME`: that is how clusters hand over secrets. */
function withFiles(
  names: readonly string[],
  source: EnvironmentSource,
  faults: string[],
): Record<string, string | undefined> {
  const values: Record<string, string | undefined> = {};
  for (const name of names) {
    const file = source[`${name}_FILE`];
    // An empty variable counts as absent: compose files and shells produce them for unset ones.
    values[name] = source[name] || undefined;
    if (!file) continue;
    try {
      values[name] = readFileSync(file, 'utf8').trimEnd();
    } catch {
      faults.push(`${name}_FILE: cannot be read`);
    }
  }
  return values;
}

function faultOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small' && issue.origin === 'string')
    return `is too short: at least ${issue.minimum} characters`;
  return issue.message;
}

/**
 * Reads a process's environment by a schema; called from `environment.ts` only.
 * @throws EnvironmentError naming every fault, never a value (values may be secrets).
 */
export function readEnvironment<Shape extends z.ZodRawShape>(
  shape: Shape,
  source: EnvironmentSource = process.env,
): z.infer<z.ZodObject<Shape>> {
  const faults: string[] = [];
  const values = withFiles(Object.keys(shape), source, faults);
  const result = z.object(shape).safeParse(values);
  if (!result.success) {
    for (const issue of result.error.issues) {
      const [variable, at] = issue.path;
      const name = String(variable);
      const which = typeof at === 'number' ? `item ${at + 1} ` : '';
      faults.push(`${name}: ${which}${values[name] === undefined ? 'is missing' : faultOf(issue)}`);
    }
  }
  if (faults.length > 0 || !result.success) throw new EnvironmentError(faults);
  return result.data;
}

/** Variables that every process has; spread into its own shape. */
export const processEnvironment = {
  NODE_ENV: z
    .enum(['development', 'production', 'test'])
    .default('development')
    .describe('production turns introspection, GraphiQL and test clocks off'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('least severe level that is logged'),
  HOST: z.string().default('127.0.0.1').describe('address to listen on'),
  PORT: z.coerce.number().int().min(0).max(65_535).describe('port to listen on; 0 takes a free one'),
  PUBLIC_URL: z.url().default('http://localhost:4000').describe('where citizens reach the gateway'),
};

/** Fewer characters could be guessed. */
const MIN_SECRET_CHARS = 32;
/** A secret that two processes share, as the one that shows it has it. */
export const sharedSecret = z.string().min(MIN_SECRET_CHARS);
/** The same as the one that asks for it has it: one, or two while it is rotated, comma separated. */
export const secretList = (secret: z.ZodString) =>
  z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((each) => each.trim())
        .filter(Boolean),
    )
    .pipe(z.array(secret).min(1).max(2));
export const sharedSecrets = secretList(sharedSecret);

/** Variables of a process that stands behind the gateway and keeps a database. */
export const serviceEnvironment = {
  ...processEnvironment,
  DEPLOYMENT_SECRETS: sharedSecrets.describe(
    'one or two secrets of at least 32 characters that only the gateway knows; two while rotating',
  ),
  DATABASE_URL: z.url().describe('postgresql://role:password@host:port/database'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(100).default(12).describe('connections at most'),
  NATS_URL: z.string().describe('nats://host:port, several separated by commas'),
  NATS_USER: z.string().describe("the service's own user"),
  NATS_PASSWORD: z.string().describe("its user's password"),
};
