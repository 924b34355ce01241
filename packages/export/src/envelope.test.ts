import { EXPORT_PIECE_CHARS, newId } from '@belgi/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newExportKey, openPart, PartDoesNotOpenError, piecesOf, sealPart } from './envelope.js';

const place = { exportId: newId(), service: 'auction' } as const;

describe('a part', () => {
  it('opens with the key of its export, whatever it says', async () => {
    const { publicKey, privateJwk } = await newExportKey();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 400 }), async (text) => {
        expect(await openPart(privateJwk, place, await sealPart(publicKey, place, text))).toBe(text);
      }),
      { numRuns: 40 },
    );
  });

  it('says nothing on its way, and two of the same text are not alike', async () => {
    const { publicKey } = await newExportKey();
    const [one, other] = await Promise.all([
      sealPart(publicKey, place, 'a name'),
      sealPart(publicKey, place, 'a name'),
    ]);
    expect(one).not.toBe(other);
    expect(Buffer.from(one.split('.')[3] ?? '', 'base64url').toString('latin1')).not.toContain('name');
  });

  it('does not open with another key, in another place, or changed by a bit', async () => {
    const { publicKey, privateJwk } = await newExportKey();
    const sealed = await sealPart(publicKey, place, 'bids');
    const [header, key, iv, text = '', tag] = sealed.split('.');
    const flipped = [header, key, iv, `${text[0] === 'A' ? 'B' : 'A'}${text.slice(1)}`, tag].join('.');
    const { privateJwk: other } = await newExportKey();
    const tries = [
      () => openPart(other, place, sealed),
      () => openPart(privateJwk, { ...place, exportId: newId() }, sealed),
      () => openPart(privateJwk, { ...place, service: 'notify' }, sealed),
      () => openPart(privateJwk, place, flipped),
      () => openPart(privateJwk, place, sealed.slice(0, -4)),
    ];
    for (const each of tries) await expect(each()).rejects.toThrow(PartDoesNotOpenError);
  });

  it('travels in pieces that fit a fact and make it whole again', () => {
    const sealed = 'x'.repeat(2 * EXPORT_PIECE_CHARS + 1);
    const pieces = piecesOf(sealed);
    expect(pieces.map(({ length }) => length)).toEqual([EXPORT_PIECE_CHARS, EXPORT_PIECE_CHARS, 1]);
    expect(pieces.join('')).toBe(sealed);
    expect(() => piecesOf('x'.repeat(257 * EXPORT_PIECE_CHARS))).toThrow(RangeError);
  });
});
