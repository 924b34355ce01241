import type { Death } from '../processes/supervisor.js';

/** What a person sees. Everything else goes into the logs. */
export class Terminal {
  #started = Date.now();

  step(text: string): void {
    write(`  ${this.#elapsed()}  ${text}`);
  }

  death({ name, exit, lastLines, againInMs }: Death): void {
    const how = 'failure' in exit ? exit.failure : exit.signal ? `by ${exit.signal}` : `with ${exit.code}`;
    write(`\n! ${name} ended (${how}).${lastLines.length > 0 ? ' Its last lines:' : ''}`);
    for (const line of lastLines) write(`    ${line}`);
    if (againInMs !== undefined) write(`  Starting it again in ${againInMs / 1000} s.\n`);
  }

  line(text = ''): void {
    write(text);
  }

  #elapsed(): string {
    return `${((Date.now() - this.#started) / 1000).toFixed(1).padStart(5)} s`;
  }
}

/** A terminal that was closed (SIGHUP) must not keep us from stopping everything. */
export function survivesClosedTerminal(): void {
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
