import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * The command line of a living process, its arguments separated by a space or a NUL; empty when it is gone.
 * Slim images have no `ps`, other systems no /proc.
 */
export function argumentsOf(pid: number): string {
  if (!Number.isInteger(pid) || pid <= 1) return '';
  try {
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-ww', '-p', String(pid), '-o', 'args='], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
