import { concatBytes, type Hash } from './bytes.js';
import { nodeHash } from './hash.js';
import { isSize } from './size.js';
import type { NodeReader } from './tree.js';

/** Levels of the tree that one tile spans (tlog-tiles, "Merkle Tree"). */
export const TILE_HEIGHT = 8;
/** Hashes of a full tile. */
export const TILE_WIDTH = 256;
/** The highest tile level that the path format has room for. */
const MAX_TILE_LEVEL = 63;

/** A run of up to 256 hashes of tree level 8 · level. Width 256 is a full tile, less a partial one. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/** `/tile/<L>/<N>[.p/<W>]`, below the log's URL prefix. @throws RangeError for what is no tile */
export function tilePath(tile: Tile): string {
  const { level, index, width } = tile;
  const valid = isSize(level) && level <= MAX_TILE_LEVEL && isSize(index) && width >= 1 && width <= TILE_WIDTH;
  if (!valid || !Number.isInteger(width)) throw new RangeError('there is no such tile');
  const suffix = width === TILE_WIDTH ? '' : `.p/${width}`;
  return `/tile/${level}/${indexPath(index)}${suffix}`;
}

/** Three digits an element, all but the last behind an x: 1234067 is x001/x234/067. */
function indexPath(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join('/');
}

/** The tile of a path as `tilePath` writes it; undefined for every other text, a second way to write a tile included. */
export function parseTilePath(path: string): Tile | undefined {
  const [, level, index, width] = /^\/tile\/(\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? [];
  if (level === undefined || index === undefined) return undefined;
  const tile: Tile = {
    level: Number(level),
    index: Number(index.replace(/\D/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  // Written anew it must be the same: no leading zero, no empty group, no partial tile of full width.
  const sound = tile.level <= MAX_TILE_LEVEL && isSize(tile.index) && tile.width >= 1 && tile.width <= TILE_WIDTH;
  return sound && tilePath(tile) === path ? tile : undefined;
}

/**
 * Whether a tree of this size has all hashes of the tile. A partial tile of an earlier size is in it too: it may be
 * served for as long as somebody holds that earlier checkpoint.
 */
export function isTileIn(tile: Tile, size: number): boolean {
  return tile.index * TILE_WIDTH + tile.width <= Math.floor(size / 2 ** (TILE_HEIGHT * tile.level));
}

/** What `GET path` may ask of a tree of this size; undefined is "not found". */
export function parseTileRequest(path: string, size: number): Tile | undefined {
  const tile = parseTilePath(path);
  return tile !== undefined && isTileIn(tile, size) ? tile : undefined;
}

/** The nodes that a tile holds, by tree level and indexes from `first` up to but not including `end`. */
export function tileNodes(tile: Tile): { readonly level: number; readonly first: number; readonly end: number } {
  const first = tile.index * TILE_WIDTH;
  return { level: tile.level * TILE_HEIGHT, first, end: first + tile.width };
}

/** The leaves that the hashes of a tile speak of, from `first` up to but not including `end`. */
export function tileLeaves(tile: Tile): { readonly first: number; readonly end: number } {
  const { level, first, end } = tileNodes(tile);
  return { first: first * 2 ** level, end: end * 2 ** level };
}

/** The tiles of a tree of this size, from leaf tiles up; each level's last may be partial, none is empty. */
export function* tilesOf(size: number): Generator<Tile> {
  for (let level = 0, count = size; count > 0; level += 1, count = Math.floor(count / TILE_WIDTH)) {
    for (let index = 0; index * TILE_WIDTH < count; index += 1) {
      yield { level, index, width: Math.min(TILE_WIDTH, count - index * TILE_WIDTH) };
    }
  }
}

/** The bytes of a tile: its hashes one after the other, 32 bytes each. */
export async function tileBytes(reader: NodeReader, tile: Tile): Promise<Uint8Array> {
  const { level, first } = tileNodes(tile);
  return concatBytes(...(await Promise.all(Array.from({ length: tile.width }, (_, i) => reader(level, first + i)))));
}

/** Reads `count` hashes of tree level 8 · tileLevel from `first` on; they never cross the edge of a tile. */
export type StoredReader = (
  tileLevel: number,
  first: number,
  count: number,
) => readonly Hash[] | Promise<readonly Hash[]>;

/** A reader of every level over a store that keeps every eighth only: what lies between is hashed when asked for. */
export function tiledReader(read: StoredReader): NodeReader {
  return async (level, index) => {
    const tileLevel = Math.floor(level / TILE_HEIGHT);
    const count = 2 ** (level % TILE_HEIGHT);
    let row = await read(tileLevel, index * count, count);
    if (row.length !== count) throw new RangeError('the store does not have the hashes of a complete subtree');
    while (row.length > 1) row = joinPairs(row);
    const [root] = row;
    if (root === undefined) throw new RangeError('a subtree has leaves');
    return root;
  };
}

function joinPairs(row: readonly Hash[]): Hash[] {
  const above: Hash[] = [];
  let left: Hash | undefined;
  for (const hash of row) {
    if (left !== undefined) above.push(nodeHash(left, hash));
    left = left === undefined ? hash : undefined;
  }
  return above;
}
