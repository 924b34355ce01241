import type { Queryable } from '@belgi/database';
import { type Hash, type NodeReader, nodeHash, TILE_HEIGHT, TILE_WIDTH } from '@belgi/tlog';
import { readTiles, type TilePlace } from './tree.store.js';

/** Tiles kept, with the levels between: 1,024 × 16 KiB. */
const KEPT_TILES = 1_024;

/** What is known of a tile. Hashes never change, so as many as were read once stay true while the tree grows. */
interface KeptTile {
  readonly hashes: readonly Hash[];
  /** By level above the tile's hashes (1–7) and index in the tile, as far as they were asked for. */
  readonly inner: Map<number, Hash>;
}

/** Some hashes of a tile that are asked for: from its first up to, but not including, `end`. */
interface Wish extends TilePlace {
  readonly end: number;
  readonly resolve: (tile: KeptTile) => void;
  readonly reject: (error: unknown) => void;
}

const nameOf = ({ tileLevel, index }: TilePlace): string => `${tileLevel}/${index}`;

/**
 * Reads the stored tree by whole tiles, each once while it is kept: a proof of a million leaves touches three. What is
 * asked for at one time (all nodes of a path, the paths of a page) is read in one statement. One per process.
 */
export class TreeReader {
  readonly #tiles = new Map<string, KeptTile>();
  readonly #db: Queryable;
  #wishes: Wish[] = [];

  constructor(db: Queryable) {
    this.#db = db;
  }

  nodes(): NodeReader {
    return async (level, index) => {
      const [tileLevel, height] = [Math.floor(level / TILE_HEIGHT), level % TILE_HEIGHT];
      const width = TILE_WIDTH / 2 ** height;
      const at = index % width;
      const place = { tileLevel, index: Math.floor(index / width) };
      return nodeIn(await this.#kept(place, (at + 1) * 2 ** height), height, at);
    };
  }

  /** The first `width` hashes of a tile. @throws RangeError when the tree does not have them */
  async tile(tileLevel: number, index: number, width: number): Promise<readonly Hash[]> {
    return (await this.#kept({ tileLevel, index }, width)).hashes.slice(0, width);
  }

  #kept(place: TilePlace, end: number): KeptTile | Promise<KeptTile> {
    const name = nameOf(place);
    const kept = this.#tiles.get(name);
    if (kept !== undefined && kept.hashes.length >= end) {
      // Last again: the oldest use goes first.
      this.#tiles.delete(name);
      this.#tiles.set(name, kept);
      return kept;
    }
    return new Promise((resolve, reject) => {
      // Whoever asks in this turn of the event loop is answered by one statement.
      if (this.#wishes.push({ ...place, end, resolve, reject }) === 1) queueMicrotask(() => void this.#read());
    });
  }

  async #read(): Promise<void> {
    const wishes = this.#wishes;
    this.#wishes = [];
    try {
      const places = [...new Map(wishes.map((wish) => [nameOf(wish), wish])).values()];
      const read = await readTiles(this.#db, places);
      const tiles = new Map(places.map((place, i) => [nameOf(place), { hashes: read[i] ?? [], inner: new Map() }]));
      for (const [name, tile] of tiles) this.#keep(name, tile);
      for (const wish of wishes) {
        const tile = tiles.get(nameOf(wish));
        if (tile !== undefined && tile.hashes.length >= wish.end) wish.resolve(tile);
        else wish.reject(new RangeError('the tree does not have the hashes of this tile'));
      }
    } catch (error) {
      for (const { reject } of wishes) reject(error);
    }
  }

  #keep(name: string, tile: KeptTile): void {
    this.#tiles.delete(name);
    this.#tiles.set(name, tile);
    if (this.#tiles.size > KEPT_TILES) this.#tiles.delete(this.#tiles.keys().next().value ?? '');
  }
}

/** The root of 2^height hashes of a tile, hashed once. */
function nodeIn(tile: KeptTile, height: number, at: number): Hash {
  if (height === 0) return tile.hashes[at] as Hash;
  const key = height * TILE_WIDTH + at;
  const known = tile.inner.get(key);
  if (known !== undefined) return known;
  const node = nodeHash(nodeIn(tile, height - 1, 2 * at), nodeIn(tile, height - 1, 2 * at + 1));
  tile.inner.set(key, node);
  return node;
}
