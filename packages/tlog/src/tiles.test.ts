import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consistencyPath,
  inclusionPath,
  isTileIn,
  parseTilePath,
  parseTileRequest,
  rootOf,
  TILE_WIDTH,
  tileBytes,
  tiledReader,
  tileLeaves,
  tileNodes,
  tilePath,
  tilesOf,
} from './index.js';
import { at, byDefinition, hex, memoryReader, someLeaves } from './testing/trees.js';

const tile = fc.record({
  level: fc.nat(63),
  index: fc.oneof(fc.nat(2_000), fc.maxSafeNat()),
  width: fc.integer({ min: 1, max: 256 }),
});

describe('tile paths', () => {
  it.each([
    ['/tile/0/x001/x234/067', { level: 0, index: 1_234_067, width: 256 }],
    ['/tile/0/000', { level: 0, index: 0, width: 256 }],
    ['/tile/1/x001/000', { level: 1, index: 1000, width: 256 }],
    ['/tile/2/999.p/1', { level: 2, index: 999, width: 1 }],
    ['/tile/63/273.p/112', { level: 63, index: 273, width: 112 }],
  ])('%s', (path, expected) => {
    expect(parseTilePath(path)).toEqual(expected);
    expect(tilePath(expected)).toBe(path);
  });

  it('read back as they were written', () => {
    fc.assert(
      fc.property(tile, (some) => {
        expect(parseTilePath(tilePath(some))).toEqual(some);
      }),
    );
  });

  it.each([
    '',
    '/tile/0',
    'tile/0/000',
    '/tile/0/0',
    '/tile/0/00',
    '/tile/0/0000',
    '/tile/00/000',
    '/tile/64/000',
    '/tile/-1/000',
    '/tile/0/x000/001',
    '/tile/0/001/002',
    '/tile/0/x001',
    '/tile/0/x001/x002',
    '/tile/0/X001/002',
    '/tile/0/000.p/0',
    '/tile/0/000.p/256',
    '/tile/0/000.p/01',
    '/tile/0/000.p/',
    '/tile/0/000.p/1/',
    '/tile/0/000\n',
    '/tile/0/000?',
    '/tile/0/x009/x007/x199/x254/x740/992',
    '/tile/0/x001/x000/x000/x000/x000/x000/000',
    '/tile/entries/000',
    '/tile/0/٠٠٠',
  ])('%j is none', (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });

  it('no text but its own path reads as a tile', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\/tile\/\d{1,3}\/(x?\d{2,4}\/){0,3}\d{2,4}(\.p\/\d{1,4})?$/), (path) => {
        const read = parseTilePath(path);
        expect(read === undefined || tilePath(read) === path).toBe(true);
      }),
    );
  });

  it.each([
    { level: 64, index: 0, width: 1 },
    { level: 0, index: -1, width: 1 },
    { level: 0, index: 0, width: 0 },
    { level: 0, index: 0, width: 1.5 },
    { level: 0, index: 0, width: 257 },
  ])('%j is no tile to write', (some) => {
    expect(() => tilePath(some)).toThrow(RangeError);
  });
});

describe('the tiles of a tree', () => {
  it('are as the specification counts them for 70 000 leaves', () => {
    const tiles = [...tilesOf(70_000)];
    const full = (level: number) => tiles.filter((some) => some.level === level && some.width === TILE_WIDTH).length;
    const partial = tiles.filter(({ width }) => width < TILE_WIDTH);
    expect([full(0), full(1), full(2)]).toEqual([273, 1, 0]);
    expect(partial.map(({ level, width }) => [level, width])).toEqual([
      [0, 112],
      [1, 17],
      [2, 1],
    ]);
  });

  it('are as the specification counts them for 256 leaves, and none for none', () => {
    expect([...tilesOf(256)].map(tilePath)).toEqual(['/tile/0/000', '/tile/1/000.p/1']);
    expect([...tilesOf(0)]).toEqual([]);
  });

  it('are what may be asked for, with the partial ones of earlier sizes', () => {
    fc.assert(
      fc.property(fc.nat(200_000), fc.nat(200_000), (a, b) => {
        const size = Math.max(a, b);
        for (const some of tilesOf(Math.min(a, b))) expect(parseTileRequest(tilePath(some), size)).toEqual(some);
      }),
      { numRuns: 20 },
    );
  });

  it('end where the tree ends', () => {
    fc.assert(
      fc.property(tile, fc.maxSafeNat(), (some, size) => {
        expect(isTileIn(some, size)).toBe(tileLeaves(some).end <= size);
      }),
    );
    expect(parseTileRequest('/tile/0/000.p/113', 112)).toBeUndefined();
    expect(parseTileRequest('/tile/0/000', 255)).toBeUndefined();
    expect(parseTileRequest('/tile/1/000.p/1', 255)).toBeUndefined();
    expect(parseTileRequest('/tile/1/000.p/1', 256)).toBeDefined();
    expect(parseTileRequest('/tile/63/000.p/1', Number.MAX_SAFE_INTEGER)).toBeUndefined();
  });

  it('cover nodes and leaves', () => {
    expect(tileNodes({ level: 1, index: 2, width: 3 })).toEqual({ level: 8, first: 512, end: 515 });
    expect(tileLeaves({ level: 1, index: 2, width: 3 })).toEqual({ first: 131_072, end: 131_840 });
  });
});

describe('tile bytes', () => {
  const leaves = someLeaves(600);
  const reader = memoryReader(leaves);

  it('are the hashes one after the other', async () => {
    expect(hex(await tileBytes(reader, { level: 0, index: 2, width: 88 }))).toBe(leaves.slice(512).map(hex).join(''));
    const above = await tileBytes(reader, { level: 1, index: 0, width: 2 });
    expect(hex(above)).toBe(hex(await reader(8, 0)) + hex(await reader(8, 1)));
    expect(await tileBytes(reader, { level: 0, index: 0, width: 256 })).toHaveLength(8192);
  });

  it('are enough to read a tree from, of which every eighth level is stored', async () => {
    const asked: number[] = [];
    const stored = tiledReader((tileLevel, first, count) => {
      expect(Math.floor(first / TILE_WIDTH)).toBe(Math.floor((first + count - 1) / TILE_WIDTH));
      asked.push(count);
      return Promise.all(Array.from({ length: count }, (_, i) => reader(tileLevel * 8, first + i)));
    });
    const definition = byDefinition(leaves);
    expect(await rootOf(stored, 600)).toEqual(definition.root(600));
    for (const m of [0, 1, 255, 256, 511, 512, 599]) {
      expect(await inclusionPath(stored, m, 600)).toEqual(definition.path(m, 600));
      if (m > 0) expect(await consistencyPath(stored, m, 600)).toEqual(definition.proof(m, 600));
    }
    expect(Math.max(...asked)).toBeLessThan(TILE_WIDTH);
  });

  it('are not made from a store with holes', async () => {
    const holes = tiledReader(() => leaves.slice(0, 3));
    await expect(async () => holes(2, 0)).rejects.toThrow(RangeError);
    await expect(async () => tiledReader(() => [])(0, 0)).rejects.toThrow(RangeError);
    expect(await tiledReader(() => [at(leaves, 5)])(0, 5)).toEqual(leaves[5]);
  });
});
