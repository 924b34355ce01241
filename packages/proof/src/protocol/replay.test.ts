import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AUCTION, at, bid, chained, extended, SALE, terms } from '../testing/protocols.js';
import type { LineBody } from './lines.js';
import { replay } from './replay.js';
import type { RuleCode } from './rules.js';

const of = (bodies: readonly LineBody[]) => replay(chained(bodies).map((text) => JSON.parse(text)));
/** The protocol with one line in another's place. */
const withLine = (lines: readonly LineBody[], number: number, ...line: LineBody[]) =>
  of([...lines.slice(0, number - 1), ...line, ...lines.slice(number)]);
const broken = (line: number, rule: RuleCode) => ({ ok: false, line, rule });

it('a protocol leads to its winner by the rules alone', () => {
  expect(of(AUCTION)).toEqual({
    ok: true,
    replayed: {
      ...{ plate: '01 KG 777 AAA', saleMode: 'AUCTION', startPrice: '800000', bids: 4, extensions: 2, entries: 3 },
      ...{ closedAt: at(76), ended: 'CLOSED' },
      ...{
        winner: { bidderNumber: 30_000, price: '1100000' },
        runnerUp: { bidderNumber: 20_000, price: '1000000' },
      },
    },
  });
  expect(of(SALE)).toMatchObject({
    ok: true,
    replayed: { saleMode: 'FIXED_PRICE', winner: { bidderNumber: 30_000, price: '800000' }, runnerUp: null },
  });
});

describe('a line is refused by its rule when', () => {
  it.each<[string, number, LineBody[], RuleCode]>([
    ['a bid is below the next price', 5, [bid(2, 30_000, '800000', 13)], 'AMOUNT'],
    ['a bid stands between two steps', 5, [bid(2, 30_000, '960000', 13)], 'AMOUNT'],
    ['a bid keeps to the step below its band', 8, [bid(4, 30_000, '1050000', 71.5)], 'AMOUNT'],
    ['a bid is left out', 5, [bid(3, 30_000, '950000', 13)], 'SEQUENCE'],
    ['time goes back', 5, [bid(2, 30_000, '950000', 0.5)], 'TIME_BACK'],
    ['a bid comes before the opening', 2, [bid(1, 20_000, '800000', -1)], 'OUTSIDE_TIME'],
    ['a bid comes during the pause', 4, [bid(2, 30_000, '950000', 3)], 'OUTSIDE_TIME'],
    ['a bid comes at the very end', 6, [bid(3, 20_000, '1000000', 70)], 'OUTSIDE_TIME'],
    ['who leads bids by hand', 5, [bid(2, 20_000, '950000', 13)], 'OWN_BID'],
    ['the end moves by less', 7, [extended(71)], 'END'],
    ['the end moves past the hard stop', 9, [extended(76.5)], 'END'],
    ['the end does not move', 7, [], 'END'],
    ['the end moves though nothing moved it', 3, [extended(61)], 'END'],
    [
      'the pause takes time from bidders',
      4,
      [{ kind: 'RESUMED', at: at(12), closesAt: at(69), hardStopAt: at(76) }],
      'END',
    ],
    ['it closes before its end', 10, [{ kind: 'CLOSED', at: at(75.9) }], 'OUTSIDE_TIME'],
    ['it says two terms', 2, [terms()], 'ORDER'],
    ['a bidder never entered', 11, [{ kind: 'ENTRIES', bidderNumbers: [10_000, 20_000] }], 'ENTRIES'],
    ['entries are in another order', 11, [{ kind: 'ENTRIES', bidderNumbers: [30_000, 20_000, 10_000] }], 'ENTRIES'],
    [
      'another won',
      12,
      [{ kind: 'RESULT', winner: { bidderNumber: 20_000, price: '1100000' }, runnerUp: null }],
      'RESULT',
    ],
    ['a lot on auction is reserved', 2, [{ kind: 'RESERVED', at: at(1), until: at(16) }], 'ORDER'],
  ])('%s', (_, line, lines, rule) => {
    expect(withLine(AUCTION, line, ...lines)).toEqual(broken(line, rule));
  });

  it.each<[string, number, LineBody[], RuleCode]>([
    ['somebody holds it already', 3, [{ kind: 'RESERVED', at: at(2), until: at(17) }], 'RESERVATION'],
    ['one holds it for longer', 2, [{ kind: 'RESERVED', at: at(1), until: at(17) }], 'RESERVATION'],
    ['a reservation ends early', 3, [{ kind: 'RESERVATION_ENDED', at: at(15) }], 'RESERVATION'],
    ['it is sold to another than who holds it', 5, [{ kind: 'SOLD', until: at(16), at: at(73) }], 'RESERVATION'],
    [
      'it is sold by a reservation that there never was',
      5,
      [{ kind: 'SOLD', until: at(75), at: at(73) }],
      'RESERVATION',
    ],
    ['it is sold after the reservation and the end', 5, [{ kind: 'SOLD', until: at(74), at: at(74) }], 'RESERVATION'],
    ['it closes while somebody holds it', 5, [{ kind: 'CLOSED', at: at(73) }], 'ORDER'],
    ['somebody bids for it', 2, [bid(1, 20_000, '800000', 1)], 'ORDER'],
    [
      'its buyer never took part',
      7,
      [{ kind: 'RESULT', winner: { bidderNumber: 40_000, price: '800000' }, runnerUp: null }],
      'RESULT',
    ],
    [
      'it was sold for another price',
      7,
      [{ kind: 'RESULT', winner: { bidderNumber: 30_000, price: '1' }, runnerUp: null }],
      'RESULT',
    ],
  ])('%s', (_, line, lines, rule) => {
    expect(withLine(SALE, line, ...lines)).toEqual(broken(line, rule));
  });

  it('it ends without its result, whatever of it is left', () => {
    for (const lines of [AUCTION, SALE])
      for (let kept = 1; kept < lines.length; kept++) expect(of(lines.slice(0, kept)).ok).toBe(false);
  });
});

it('whatever stands in a line, it is answered and not thrown at', () => {
  const anything = fc.dictionary(fc.string(), fc.jsonValue());
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 5 }), fc.nat(AUCTION.length), (lines, before) => {
      const kept = chained(AUCTION.slice(0, before)).map((text) => JSON.parse(text));
      expect(replay([...kept, ...(lines as never[])])).toHaveProperty('ok');
    }),
  );
});
