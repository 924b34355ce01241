import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appendLeaves,
  consistencyPath,
  EMPTY_FRONTIER,
  EMPTY_ROOT,
  frontierOf,
  frontierRoot,
  inclusionPath,
  leafHash,
  rootOf,
  treeRoot,
} from './index.js';
import { CONSISTENCY_PATHS, ENTRIES, INCLUSION_PATHS, ROOTS } from './testing/reference-tree.js';
import { at, byDefinition, fromHex, hex, memoryReader, someLeaves } from './testing/trees.js';

const reference = ENTRIES.map((entry) => leafHash(fromHex(entry)));
const LARGEST = 300;
const leaves = someLeaves(LARGEST);
const reader = memoryReader(leaves);
const definition = byDefinition(leaves);

describe('the reference tree of Certificate Transparency', () => {
  it('has the known roots', async () => {
    for (const [size, root] of ROOTS.entries()) {
      expect(hex(treeRoot(reference.slice(0, size)))).toBe(root);
      expect(hex(await rootOf(memoryReader(reference), size))).toBe(root);
    }
    expect(hex(EMPTY_ROOT)).toBe(ROOTS[0]);
  });

  it.each(INCLUSION_PATHS)('proves leaf $index of $size by the known path', async ({ index, size, path }) => {
    expect((await inclusionPath(memoryReader(reference), index, size)).map(hex)).toEqual(path);
  });

  it.each(CONSISTENCY_PATHS)('proves $to to extend $from by the known path', async ({ from, to, path }) => {
    expect((await consistencyPath(memoryReader(reference), from, to)).map(hex)).toEqual(path);
  });
});

describe(`every tree of up to ${LARGEST} leaves`, () => {
  it('has the root of the definition', async () => {
    for (let n = 0; n <= LARGEST; n += 1) {
      expect(await rootOf(reader, n)).toEqual(definition.root(n));
      expect(treeRoot(leaves.slice(0, n))).toEqual(definition.root(n));
    }
  });

  it('has the inclusion and consistency paths of the definition', async () => {
    for (let n = 1; n <= LARGEST; n += 1) {
      for (let m = 0; m < n; m += 1) {
        const [inclusion, consistency] = [await inclusionPath(reader, m, n), await consistencyPath(reader, m, n)];
        // Compared as hex at once: 45 000 deep comparisons of arrays of arrays would take minutes.
        expect(inclusion.map(hex).join()).toBe(definition.path(m, n).map(hex).join());
        expect(consistency.map(hex).join()).toBe(m === 0 ? '' : definition.proof(m, n).map(hex).join());
      }
    }
  }, 60_000);

  it('asks a reader for everything before it waits', async () => {
    for (const ask of [
      (read: typeof reader) => inclusionPath(read, 99, 299),
      (read: typeof reader) => consistencyPath(read, 77, 299),
    ]) {
      let asked = 0;
      const slow: typeof reader = (level, index) => {
        asked += 1;
        return Promise.resolve(reader(level, index));
      };
      const path = ask(slow);
      const atOnce = asked;
      await path;
      expect(asked).toBe(atOnce);
    }
  });
});

describe('a tree near the end of the numbers', () => {
  const huge = Number.MAX_SAFE_INTEGER;
  const anywhere = () => EMPTY_ROOT;

  it('has paths of at most 53 hashes', async () => {
    expect(await inclusionPath(anywhere, 0, huge)).toHaveLength(53);
    expect((await inclusionPath(anywhere, huge - 1, huge)).length).toBeLessThanOrEqual(53);
    expect((await consistencyPath(anywhere, huge - 1, huge)).length).toBeLessThanOrEqual(54);
    expect((await frontierOf(anywhere, huge)).roots).toHaveLength(53);
  });

  it('asks for whole indexes only', async () => {
    await fc.assert(
      fc.asyncProperty(fc.maxSafeNat(), fc.maxSafeNat(), async (a, b) => {
        fc.pre(a !== b);
        const [index, size] = [Math.min(a, b), Math.max(a, b)];
        const check = (level: number, at: number) => {
          expect(Number.isSafeInteger(at) && at >= 0 && level <= 52).toBe(true);
          expect(at).toBeLessThanOrEqual(Math.floor(size / 2 ** level) - 1);
          return EMPTY_ROOT;
        };
        await inclusionPath(check, index, size);
        await consistencyPath(check, index, size);
      }),
    );
  });
});

describe('questions outside of the tree', () => {
  it.each([
    [3, 3],
    [-1, 3],
    [0.5, 3],
    [0, 0],
    [0, 2 ** 53],
    [Number.NaN, 3],
  ])('has no path for leaf %d of %d', async (index, size) => {
    await expect(inclusionPath(reader, index, size)).rejects.toThrow(RangeError);
  });

  it('has no path back', async () => {
    await expect(consistencyPath(reader, 4, 3)).rejects.toThrow(RangeError);
    await expect(rootOf(reader, -1)).rejects.toThrow(RangeError);
  });
});

describe('appending', () => {
  it('makes the tree of the definition, whatever the batches', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 12 }), (batches) => {
        let frontier = EMPTY_FRONTIER;
        const nodes = new Map<string, string>();
        for (const batch of batches) {
          const added = appendLeaves(frontier, leaves.slice(frontier.size, frontier.size + batch));
          frontier = added.frontier;
          expect(frontierRoot(frontier)).toEqual(definition.root(frontier.size));
          for (const { level, index, hash } of added.nodes) {
            expect(nodes.has(`${level}/${index}`)).toBe(false);
            nodes.set(`${level}/${index}`, hex(hash));
          }
        }
        // Every complete subtree was told, once, and no other.
        const { size } = frontier;
        let complete = 0;
        for (let level = 0; 2 ** level <= size; level += 1) {
          for (let index = 0; (index + 1) * 2 ** level <= size; index += 1, complete += 1) {
            expect(nodes.get(`${level}/${index}`)).toBe(hex(at([reader(level, index) as Uint8Array], 0)));
          }
        }
        expect(nodes.size).toBe(complete);
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  it('goes on from an edge that was read back', async () => {
    for (const size of [0, 1, 7, 8, 255, 256, 257]) {
      const { frontier } = appendLeaves(await frontierOf(reader, size), leaves.slice(size));
      expect(frontierRoot(frontier)).toEqual(definition.root(LARGEST));
    }
  });

  it('leaves the edge that it was given as it was', () => {
    const before = appendLeaves(EMPTY_FRONTIER, leaves.slice(0, 3)).frontier;
    appendLeaves(before, leaves.slice(3, 9));
    expect(before.roots).toHaveLength(2);
    expect(EMPTY_FRONTIER.roots).toHaveLength(0);
  });

  it('refuses an edge of another size, a leaf that is no hash, and a tree past 2^53 - 1', () => {
    expect(() => appendLeaves({ size: 3, roots: [EMPTY_ROOT] }, [])).toThrow(RangeError);
    expect(() => appendLeaves(EMPTY_FRONTIER, [new Uint8Array(31)])).toThrow(RangeError);
    const full = { size: Number.MAX_SAFE_INTEGER, roots: Array<Uint8Array>(53).fill(EMPTY_ROOT) };
    expect(() => appendLeaves(full, [EMPTY_ROOT])).toThrow(RangeError);
  });
});
