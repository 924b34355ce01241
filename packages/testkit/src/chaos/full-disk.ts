import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestSystem } from '../system/create-system.js';

const run = promisify(execFile);
/** Of the small file system: some minutes of facts have room in it, and the filler takes the rest. */
const SIZE_MIB = 64;
const FILLER_BYTES = 256 * 1024;

/** A small file system under the event store, which can be filled. Only who may mount has one. */
export class SmallDisk {
  private constructor(
    private readonly system: TestSystem,
    private readonly store: string,
  ) {}

  /** Puts it under the store while nats-server is away. @returns undefined where nothing may be mounted */
  static async under(system: TestSystem): Promise<SmallDisk | undefined> {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
    const store = join(system.home, 'nats/store');
    await system.kill('nats');
    renameSync(store, `${store}.was`);
    mkdirSync(store);
    try {
      await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MIB}m`, 'tmpfs', store]);
    } catch {
      rmSync(store, { recursive: true });
      renameSync(`${store}.was`, store);
      await system.restart('nats');
      return undefined;
    }
    cpSync(`${store}.was`, store, { recursive: true });
    await system.restart('nats');
    return new SmallDisk(system, store);
  }

  /** Until nothing more goes onto it. */
  fill(): void {
    for (let part = 0; ; part++) {
      try {
        writeFileSync(join(this.store, `filler-${part}`), Buffer.alloc(FILLER_BYTES));
      } catch {
        return;
      }
    }
  }

  /** Room again; a nats-server that has given up its streams meanwhile is started anew, as its operator would. */
  async empty(): Promise<void> {
    await run('sh', ['-c', 'rm -f -- "$1"/filler-*', 'sh', this.store]);
    await this.system.restart('nats');
  }

  /** Takes it away again, with what is on it kept. */
  async remove(): Promise<void> {
    await this.system.kill('nats');
    const kept = `${this.store}.kept`;
    cpSync(this.store, kept, { recursive: true });
    await run('umount', [this.store]);
    rmSync(this.store, { recursive: true });
    renameSync(kept, this.store);
    await this.system.restart('nats');
  }
}
