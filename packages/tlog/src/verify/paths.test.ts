import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_ROOT, leafHash } from '../index.js';
import { CONSISTENCY_PATHS, ENTRIES, INCLUSION_PATHS, ROOTS } from '../testing/reference-tree.js';
import { at, byDefinition, flipped, fromHex, someLeaves } from '../testing/trees.js';
import { type ConsistencyClaim, type InclusionClaim, verifyConsistency, verifyInclusion } from './index.js';

const LARGEST = 300;
/** Trees of which every single bit of every claim is flipped. */
const EVERY_BIT_UP_TO = 9;
const leaves = someLeaves(LARGEST);
const definition = byDefinition(leaves);

const inclusion = (index: number, size: number): InclusionClaim => ({
  leafHash: at(leaves, index),
  index,
  size,
  path: definition.path(index, size),
  root: definition.root(size),
});
const consistency = (from: number, to: number): ConsistencyClaim => ({
  from: { size: from, root: definition.root(from) },
  to: { size: to, root: definition.root(to) },
  path: from === 0 ? [] : definition.proof(from, to),
});
/** Size and place in it. */
const place = fc.integer({ min: 1, max: LARGEST }).chain((n) => fc.tuple(fc.nat(n - 1), fc.constant(n)));

/** The claim with one bit flipped: of the leaf, the root, the index or a hash of the path. */
function* falseInclusions(claim: InclusionClaim, bits: Iterable<number>): Generator<InclusionClaim> {
  for (const bit of bits) {
    yield { ...claim, leafHash: flipped(claim.leafHash, bit) };
    yield { ...claim, root: flipped(claim.root, bit) };
    for (const i of claim.path.keys()) yield { ...claim, path: claim.path.with(i, flipped(at(claim.path, i), bit)) };
  }
  for (let bit = 0; bit < 53; bit += 1) {
    const index = Number(BigInt(claim.index) ^ (1n << BigInt(bit)));
    yield { ...claim, index };
  }
}

function* falseConsistencies(claim: ConsistencyClaim, bits: Iterable<number>): Generator<ConsistencyClaim> {
  for (const bit of bits) {
    yield { ...claim, from: { ...claim.from, root: flipped(claim.from.root, bit) } };
    // With the empty tree every tree is consistent: nothing is said of the later root.
    if (claim.from.size > 0) yield { ...claim, to: { ...claim.to, root: flipped(claim.to.root, bit) } };
    for (const i of claim.path.keys()) yield { ...claim, path: claim.path.with(i, flipped(at(claim.path, i), bit)) };
  }
}

const allBits = Array.from({ length: 256 }, (_, bit) => bit);
const verdicts = async (claims: Iterable<InclusionClaim>) =>
  (await Promise.all(Array.from(claims, verifyInclusion))).map(({ ok }) => ok);
const consistencyVerdicts = async (claims: Iterable<ConsistencyClaim>) =>
  (await Promise.all(Array.from(claims, verifyConsistency))).map(({ ok }) => ok);

describe('the reference tree of Certificate Transparency', () => {
  it.each(INCLUSION_PATHS)('has leaf $index of $size', async ({ index, size, path }) => {
    const claim = { leafHash: leafHash(fromHex(at(ENTRIES, index))), index, size, root: fromHex(at(ROOTS, size)) };
    const outcome = await verifyInclusion({ ...claim, path: path.map(fromHex) });
    expect(outcome).toEqual({ ok: true, proved: { index, size } });
  });

  it.each(CONSISTENCY_PATHS)('of size $to extends that of size $from', async ({ from, to, path }) => {
    const head = (size: number) => ({ size, root: fromHex(at(ROOTS, size)) });
    const outcome = await verifyConsistency({ from: head(from), to: head(to), path: path.map(fromHex) });
    expect(outcome).toEqual({ ok: true, proved: { from, to } });
  });
});

describe('inclusion', () => {
  it(`verifies for every leaf of every tree of up to ${LARGEST}`, async () => {
    for (let n = 1; n <= LARGEST; n += 1) {
      const claims = Array.from({ length: n }, (_, m) => inclusion(m, n));
      expect(await verdicts(claims)).not.toContain(false);
    }
  }, 120_000);

  it('does not verify with any one bit flipped', async () => {
    for (let n = 1; n <= EVERY_BIT_UP_TO; n += 1) {
      for (let m = 0; m < n; m += 1) {
        expect(await verdicts(falseInclusions(inclusion(m, n), allBits))).not.toContain(true);
      }
    }
    await fc.assert(
      fc.asyncProperty(place, fc.nat(255), async ([m, n], bit) => {
        expect(await verdicts(falseInclusions(inclusion(m, n), [bit]))).not.toContain(true);
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('does not verify with a path that is longer or shorter', async () => {
    await fc.assert(
      fc.asyncProperty(place, async ([m, n]) => {
        const claim = inclusion(m, n);
        const longer = [...claim.path, EMPTY_ROOT];
        expect(await verifyInclusion({ ...claim, path: longer })).toEqual({ ok: false, wrong: 'PATH_LENGTH' });
        fc.pre(n > 1);
        const shorter = await verifyInclusion({ ...claim, path: claim.path.slice(0, -1) });
        expect(shorter).toEqual({ ok: false, wrong: 'PATH_LENGTH' });
      }),
    );
  });

  it.each([
    ['HASH_MALFORMED', { leafHash: new Uint8Array(31) }],
    ['HASH_MALFORMED', { root: new Uint8Array(33) }],
    ['HASH_MALFORMED', { path: [new Uint8Array()] }],
    ['INDEX_OUT_OF_RANGE', { index: 7 }],
    ['INDEX_OUT_OF_RANGE', { index: -1 }],
    ['INDEX_OUT_OF_RANGE', { index: 0.5 }],
    ['INDEX_OUT_OF_RANGE', { size: 0 }],
    ['INDEX_OUT_OF_RANGE', { size: 2 ** 53 }],
    ['INDEX_OUT_OF_RANGE', { size: Number.POSITIVE_INFINITY }],
    ['ROOT_DIFFERS', { root: EMPTY_ROOT }],
  ] as const)('%s (%#)', async (code, part) => {
    expect(await verifyInclusion({ ...inclusion(3, 7), ...part })).toEqual({ ok: false, wrong: code });
  });
});

describe('consistency', () => {
  it(`verifies for every two trees of up to ${LARGEST}`, async () => {
    for (let n = 0; n <= LARGEST; n += 1) {
      const claims = Array.from({ length: n + 1 }, (_, m) => consistency(m, n));
      expect(await consistencyVerdicts(claims)).not.toContain(false);
    }
  }, 120_000);

  it('does not verify with any one bit flipped', async () => {
    for (let n = 1; n <= EVERY_BIT_UP_TO; n += 1) {
      for (let m = 0; m <= n; m += 1) {
        expect(await consistencyVerdicts(falseConsistencies(consistency(m, n), allBits))).not.toContain(true);
      }
    }
    await fc.assert(
      fc.asyncProperty(place, fc.nat(255), async ([m, n], bit) => {
        expect(await consistencyVerdicts(falseConsistencies(consistency(m, n), [bit]))).not.toContain(true);
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('does not verify with a path that is longer or shorter', async () => {
    await fc.assert(
      fc.asyncProperty(place, async ([m, n]) => {
        const claim = consistency(m, n);
        const longer = await verifyConsistency({ ...claim, path: [...claim.path, EMPTY_ROOT] });
        expect(longer).toEqual({ ok: false, wrong: 'PATH_LENGTH' });
        fc.pre(m > 0);
        const shorter = await verifyConsistency({ ...claim, path: claim.path.slice(0, -1) });
        expect(shorter).toEqual({ ok: false, wrong: 'PATH_LENGTH' });
      }),
    );
  });

  // The attack that the tree is for: an entry that was signed is rewritten and the log goes on as if it had not been.
  it('does not verify over a history that was rewritten', async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.nat(), async ([m, n], rewritten) => {
        fc.pre(m > 0);
        const other = byDefinition(leaves.with(rewritten % m, EMPTY_ROOT));
        const to = { size: n, root: other.root(n) };
        const honest = await verifyConsistency({ ...consistency(m, n), to });
        const adapted = await verifyConsistency({ ...consistency(m, n), to, path: other.proof(m, n) });
        expect([honest.ok, adapted.ok]).toEqual([false, false]);
      }),
      { numRuns: 50 },
    );
  });

  const claim = consistency(3, 7);
  it.each([
    ['HASH_MALFORMED', { path: [new Uint8Array(31)] }],
    ['HASH_MALFORMED', { from: { size: 3, root: new Uint8Array() } }],
    ['SIZE_SHRINKS', { from: claim.to, to: claim.from }],
    ['SIZE_SHRINKS', { from: { size: -1, root: EMPTY_ROOT } }],
    ['SIZE_SHRINKS', { to: { size: 7.5, root: EMPTY_ROOT } }],
    ['PATH_LENGTH', { from: { size: 0, root: EMPTY_ROOT } }],
    ['PATH_LENGTH', { path: [] }],
    ['PATH_LENGTH', { from: claim.to }],
    ['EMPTY_ROOT_DIFFERS', { from: { ...claim.from, size: 0 }, path: [] }],
    ['ROOTS_FORKED', { from: { size: 7, root: EMPTY_ROOT }, path: [] }],
    ['ROOTS_FORKED', { from: { size: 0, root: EMPTY_ROOT }, to: { ...claim.to, size: 0 }, path: [] }],
    ['OLD_ROOT_DIFFERS', { from: { size: 3, root: EMPTY_ROOT } }],
    ['NEW_ROOT_DIFFERS', { to: { size: 7, root: EMPTY_ROOT } }],
  ] as const)('%s (%#)', async (code, part) => {
    expect(await verifyConsistency({ ...claim, ...part })).toEqual({ ok: false, wrong: code });
  });
});
