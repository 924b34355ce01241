import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellProtocol } from '../tell-protocol.js';
import { AUCTION, at, chained, fileOf, LOT_ID, SALE, type Sealed, sealed, testSealer } from '../testing/protocols.js';
import { checkProtocol } from './check-protocol.js';

const sealer = testSealer();
const LINES = chained(AUCTION);
const good = sealed(sealer, LINES);
const check = (protocol: Sealed, trusted = sealer.trusted) => checkProtocol(fileOf(protocol), trusted);
const without = (lines: readonly string[], number: number) => lines.filter((_, index) => index !== number - 1);
/** Line 5 says that bidder 30000 bid more. */
const ALTERED = LINES.map((line) => line.replace('"amount":"950000"', '"amount":"900000"'));

it('a protocol proves its lines and their outcome, by keys that its reader holds or by its own', async () => {
  expect(await check(good)).toMatchObject({
    ok: true,
    proved: { lotId: LOT_ID, lines: 12, signedAt: at(77), keysFrom: 'GIVEN', ledger: null, replayed: { bids: 4 } },
  });
  expect(await checkProtocol(fileOf(good))).toMatchObject({ ok: true, proved: { keysFrom: 'FILE' } });
  expect(await check(sealed(sealer, chained(SALE)))).toMatchObject({ ok: true });
});

describe('what was done to a protocol is named, with the first line that it was done to', () => {
  it.each<[string, Sealed, string, number | null]>([
    ['a line was altered', { ...good, lines: ALTERED }, 'LINE_ALTERED', 5],
    ['a line was left out', { ...good, lines: without(LINES, 5) }, 'LINE_ALTERED', 5],
    ['the last line was left out', { ...good, lines: LINES.slice(0, -1) }, 'LINE_MISSING', 12],
    ['a line was added', { ...good, lines: [...LINES, '{"kind":"BID"}'] }, 'LINE_ADDED', 13],
    ['two lines changed places', { ...good, lines: swapped(LINES, 5) }, 'LINE_ALTERED', 5],
    ['a line and the hashes were altered', rehashed(ALTERED), 'HASHES_ALTERED', 5],
    [
      'all lines were written anew after one was altered',
      rehashed(chained(AUCTION.slice(0, 2))),
      'HASHES_ALTERED',
      null,
    ],
    ['a line was altered before the signing', sealed(sealer, ALTERED), 'LINE_UNCHAINED', 5],
    [
      'the last line was altered before the signing',
      sealed(sealer, LINES, { chain_sha256: 'ab'.repeat(32) }),
      'LINE_UNCHAINED',
      12,
    ],
    ['the seal is of another lot', sealed(sealer, LINES, { lot_id: 'another' }), 'SEAL_OF_ANOTHER', null],
    [
      'the lines are those of another lot',
      { ...sealed(sealer, LINES, { lot_id: 'another' }), lotId: 'another' },
      'SEAL_OF_ANOTHER',
      null,
    ],
    ['the seal was made by a stranger', sealed(testSealer(), LINES), 'SEAL_SIGNATURE_INVALID', null],
    ['the seal is none', { ...good, seal: 'e30.e30' }, 'SEAL_MALFORMED', null],
    [
      'the auction itself broke a rule',
      sealed(sealer, chained(AUCTION.filter(({ kind }) => kind !== 'CLOSED'))),
      'RULE_BROKEN',
      10,
    ],
  ])('%s', async (_, protocol, wrong, line) => {
    expect(await check(protocol)).toMatchObject({ ok: false, wrong, line });
  });

  it('no keys, and no protocol', async () => {
    expect(await checkProtocol(fileOf({ ...good, keys: [] }))).toMatchObject({ wrong: 'PROTOCOL_KEYS_MISSING' });
    expect(await checkProtocol(new TextEncoder().encode('{}'))).toMatchObject({ wrong: 'PROTOCOL_MALFORMED' });
  });

  it('in words of three languages, with the line', async () => {
    const checked = await check({ ...good, lines: ALTERED });
    for (const language of ['ky', 'ru', 'en'] as const) {
      const { verdict, sentences } = tellProtocol(checked, language);
      expect([verdict, sentences.join(' ')]).toEqual(['WRONG', expect.stringContaining('5')]);
    }
    expect(tellProtocol(await check(good), 'en').sentences.join(' ')).toContain('Number 30000 won, at 11000.00 som');
    expect(tellProtocol(await check(sealed(sealer, chained(SALE))), 'en').sentences.join(' ')).toContain(
      'Number 30000 bought it at the fixed price, 8000.00 som',
    );
  });
});

it('any character of any line that is written over is found in that line', async () => {
  const places = fc
    .nat(LINES.length - 1)
    .chain((line) => fc.tuple(fc.constant(line), fc.nat((LINES[line] ?? '').length - 1)));
  await fc.assert(
    fc.asyncProperty(places, fc.constantFrom(...'0123456789abcXYZ"{}, '), async ([line, place], character) => {
      const text = LINES[line] ?? '';
      const changed = text.slice(0, place) + character + text.slice(place + 1);
      fc.pre(!isSame(text, changed));
      const checked = await check({ ...good, lines: LINES.with(line, changed) });
      expect(checked).toMatchObject({ ok: false });
      // What is no JSON any more has no lines.
      if (!checked.ok && checked.wrong !== 'PROTOCOL_MALFORMED') expect(checked.line).toBe(line + 1);
    }),
    { numRuns: 300 },
  );
});

/** White space between members is no part of a line. */
function isSame(one: string, other: string): boolean {
  try {
    return JSON.stringify(JSON.parse(other)) === one;
  } catch {
    return false;
  }
}

function swapped(lines: readonly string[], number: number): string[] {
  const [one, other] = [lines[number - 1] ?? '', lines[number] ?? ''];
  return lines.with(number - 1, other).with(number, one);
}

/** The lines as somebody would give them out who has not the key: with hashes of their own, under the seal that there is. */
function rehashed(lines: readonly string[]): Sealed {
  return { ...sealed(testSealer(), lines), seal: good.seal };
}
