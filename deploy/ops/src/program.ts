import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The service's own program: what its rows mean is its business. */
const PROGRAM = fileURLToPath(new URL('../../../services/privacy/dist/main.js', import.meta.url));

/** Runs a command of privacy's program. @returns what it wrote @throws with its last line */
export function runPrivacy(command: string, env: Readonly<Record<string, string>>): Promise<string> {
  if (!existsSync(PROGRAM)) throw new Error('privacy is not built here');
  return new Promise((done, fail) => {
    execFile(process.execPath, [PROGRAM, command], { env: { ...env, LOG_LEVEL: 'error' } }, (error, stdout, stderr) => {
      if (error === null) done(stdout);
      else fail(new Error(stderr.trim().split('\n').at(-1) || `${command} did not run`, { cause: error }));
    });
  });
}
