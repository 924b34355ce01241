import { randomBytes } from 'node:crypto';
import {
  consistencyPath,
  formatAddCheckpoint,
  formatCheckpoint,
  formatNote,
  formatSignCheckpoint,
  generateSigningKey,
  type Hash,
  leafHash,
  SIGNATURE_TYPE,
  type SigningKey,
  signNote,
  treeRoot,
} from '@belgi/tlog';

export const ORIGIN = 'test.belgi/ledger';
export const logKey = generateSigningKey(ORIGIN, SIGNATURE_TYPE.NOTE);
export const witnessKey = generateSigningKey('test.belgi/witness', SIGNATURE_TYPE.COSIGNATURE);

/** What may be said otherwise than it is. */
export interface Lies {
  readonly from?: number;
  readonly size?: number;
  readonly root?: Hash;
  readonly path?: readonly Hash[];
  readonly origin?: string;
  readonly extensions?: readonly string[];
  /** Who signs the checkpoint for the witness. */
  readonly key?: SigningKey;
}

/** A log in memory: its leaves, and requests about them. Two of one size and other seeds are forks of one another. */
export class TestLog {
  readonly leaves: Hash[] = [];

  grow(count: number): this {
    for (let n = 0; n < count; n++) this.leaves.push(leafHash(randomBytes(8)));
    return this;
  }

  /** Another log that begins with the first `size` leaves of this one. */
  fork(size: number): TestLog {
    const other = new TestLog();
    other.leaves.push(...this.leaves.slice(0, size));
    return other;
  }

  get size(): number {
    return this.leaves.length;
  }

  root(size = this.size): Hash {
    return treeRoot(this.leaves.slice(0, size));
  }

  path(from: number, to: number): Promise<Hash[]> {
    const node = (level: number, index: number) =>
      treeRoot(this.leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));
    return consistencyPath(node, from, to);
  }

  text({ size = this.size, root = this.root(size), origin = ORIGIN, extensions = [] }: Lies = {}): string {
    return formatCheckpoint({ origin, size, root, extensions });
  }

  /** The body for a signer. */
  async toSign(from: number, lies: Lies = {}): Promise<string> {
    const to = Math.min(lies.size ?? this.size, this.size);
    const path = lies.path ?? (from <= to ? await this.path(from, to) : []);
    return formatSignCheckpoint({ from: lies.from ?? from, path, text: this.text(lies) });
  }

  /** The body for a witness. */
  async toCosign(from: number, lies: Lies = {}): Promise<string> {
    const to = Math.min(lies.size ?? this.size, this.size);
    const path = lies.path ?? (from <= to ? await this.path(from, to) : []);
    const text = this.text(lies);
    const checkpoint = formatNote({ text, signatures: [signNote(text, lies.key ?? logKey)] });
    return formatAddCheckpoint({ from: lies.from ?? from, path, checkpoint });
  }
}
