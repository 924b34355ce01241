import type { Queryable } from '@belgi/database';
import { type Hash, type NodeReader, TILE_WIDTH, tiledReader } from '@belgi/tlog';
import { readHashes } from './tree.store.js';

/** Full tiles kept: 512 × 8 KiB. They never change. */
const KEPT_TILES = 512;

/**
 * Reads the stored tree by whole tiles; a full one is read once. A proof of a million leaves touches two or three a level.
 * One per process: partial tiles are read anew, so that what grows is seen.
 */
export class TreeReader {
  readonly #tiles = new Map<string, readonly Hash[]>();
  readonly #db: Queryable;

  constructor(db: Queryable) {
    this.#db = db;
  }

  /** For one proof, one root, or the proofs of a page: asks for each tile once. */
  nodes(): NodeReader {
    const asked = new Map<string, Promise<readonly Hash[]>>();
    return tiledReader(async (tileLevel, first, count) => {
      const index = Math.floor(first / TILE_WIDTH);
      const name = `${tileLevel}/${index}`;
      const tile = asked.get(name) ?? this.tile(tileLevel, index);
      asked.set(name, tile);
      const start = first - index * TILE_WIDTH;
      return (await tile).slice(start, start + count);
    });
  }

  /** Up to 256 hashes of a tile, as many as there are. */
  async tile(tileLevel: number, index: number): Promise<readonly Hash[]> {
    const name = `${tileLevel}/${index}`;
    const kept = this.#tiles.get(name);
    if (kept !== undefined) {
      // Last again: the oldest use goes first.
      this.#tiles.delete(name);
      this.#keep(name, kept);
      return kept;
    }
    const hashes = await readHashes(this.#db, tileLevel, index * TILE_WIDTH, TILE_WIDTH);
    if (hashes.length === TILE_WIDTH) this.#keep(name, hashes);
    return hashes;
  }

  #keep(name: string, hashes: readonly Hash[]): void {
    this.#tiles.set(name, hashes);
    if (this.#tiles.size > KEPT_TILES) this.#tiles.delete(this.#tiles.keys().next().value ?? '');
  }
}
