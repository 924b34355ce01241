import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ServiceName } from '@belgi/contracts';
import { UsageError } from '../command.js';

/** Room for what a register of which every row was altered says of itself. */
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;
/** The service's own program: how its rows hang together is its business. */
const programOf = (service: ServiceName) =>
  fileURLToPath(new URL(`../../../../services/${service}/dist/main.js`, import.meta.url));

/**
 * Runs a command of a service's program that says what it found as JSON.
 * @throws UsageError when it is not built here; Error with the program's last word when it gave no answer
 */
export function findingsOf(
  service: ServiceName,
  command: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const program = programOf(service);
  if (!existsSync(program)) throw new UsageError(`${service} is not built here`);
  return new Promise((done, fail) => {
    execFile(
      process.execPath,
      [program, command],
      { env: { ...env, LOG_LEVEL: 'error' }, maxBuffer: MAX_OUTPUT_BYTES },
      (error, stdout, stderr) => {
        // Exit code 1 with findings on stdout is an answer; anything else says on stderr why there is none.
        if (stdout.startsWith('{"findings"')) done(stdout);
        else fail(new Error(stderr.trim().split('\n').at(-1) || `${command} did not run`, { cause: error }));
      },
    );
  });
}
