import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lot, LotState } from '../lots/lot.js';
import { shownPrice } from '../lots/lot.js';
import { DEFAULT_PLATE_ALPHABET } from '../lots/plate.js';
import { computedClasses, fillCatalogue, planOf } from '../testing/catalogue.store.js';
import { openAuction, type TestAuction } from '../testing/open-auction.js';
import { type CataloguePosition, catalogueRows, catalogueStatement } from './catalogue.store.js';
import { classOf, digitsClasses, lettersClasses } from './combination-class.js';
import { readPattern } from './plate-pattern.js';
import { type CatalogueWish, type LotOrder, lotOrders, searchOf } from './search.js';
import { likenessesOf } from './similar-sales.js';
import { similarSales, similarSalesStatement } from './similar-sales.store.js';

const LOTS = 40_000;
/** Small, so that what is read for it differs from what there is. */
const PAGE = 5;
let auction: TestAuction;
let everything: Lot[];

beforeAll(async () => {
  auction = await openAuction();
  await fillCatalogue(auction.database, LOTS);
  everything = await catalogueRows(auction.database, searchOf({}, DEFAULT_PLATE_ALPHABET), 'NEWEST', null, LOTS + 1);
});
afterAll(() => auction[Symbol.asyncDispose]());

const pattern = (text: string) => readPattern(text) ?? null;
const search = (wish: CatalogueWish) => searchOf(wish, DEFAULT_PLATE_ALPHABET);
const page = (wish: CatalogueWish, order: LotOrder, after: CataloguePosition | null = null, limit = PAGE) =>
  catalogueRows(auction.database, search(wish), order, after, limit);

/** What a lot is sorted by. */
const keyOf: Record<LotOrder, (lot: Lot) => bigint | Date | null> = {
  NEWEST: () => null,
  PRICE_ASC: shownPrice,
  PRICE_DESC: shownPrice,
  ENDS_FIRST: (lot) => lot.closesAt,
  SETTLED_DESC: (lot) => lot.settledAt,
};

/** The same search in plain words, over all lots in memory. */
function expected(wish: CatalogueWish, order: LotOrder): string[] {
  const { digits, letters, digitsClass, lettersClass } = search({ ...wish, digitsClass: null, lettersClass: null });
  const descending = order !== 'PRICE_ASC' && order !== 'ENDS_FIRST';
  const comparable = (lot: Lot) => Number(keyOf[order](lot) ?? 0);
  return everything
    .filter(
      (lot) =>
        (!wish.state || lot.state === wish.state) &&
        (!wish.states || wish.states.includes(lot.state)) &&
        (!wish.region || lot.plate.region === wish.region) &&
        (!digits || digits.includes(lot.plate.digits)) &&
        (!letters || letters.includes(lot.plate.letters)) &&
        (!wish.digitsClass || classOf(lot.plate.digits) === wish.digitsClass) &&
        (!wish.lettersClass || classOf(lot.plate.letters) === wish.lettersClass) &&
        // Zero is a bound like any other.
        (wish.minPrice == null || shownPrice(lot) >= wish.minPrice) &&
        (wish.maxPrice == null || shownPrice(lot) <= wish.maxPrice) &&
        (order !== 'SETTLED_DESC' || lot.settledAt !== null) &&
        digitsClass === null &&
        lettersClass === null,
    )
    .sort((a, b) => {
      const way = comparable(a) - comparable(b) || (a.id < b.id ? -1 : 1);
      return descending ? -way : way;
    })
    .map(({ id }) => id);
}

describe('classes', () => {
  it('are the same in the database and here, of all digits and of all letters', async () => {
    const digits = Array.from({ length: 1_000 }, (_, value) => String(value).padStart(3, '0'));
    const alphabet = [...DEFAULT_PLATE_ALPHABET];
    const letters = alphabet.flatMap((a) => alphabet.flatMap((b) => alphabet.map((c) => a + b + c)));
    const all = [...digits, ...letters];
    expect(await computedClasses(auction.database, all)).toEqual(all.map(classOf));
  });
});

describe('a page', () => {
  const money = fc.integer({ min: 0, max: 5_000_000_000 }).map(BigInt);
  const states = fc.uniqueArray(fc.constantFrom<LotState>('PLANNED', 'OPEN', 'SOLD', 'UNSOLD', 'CANCELLED'), {
    minLength: 1,
  });
  const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { freq: 2 });
  const wishes = fc.record({
    states: maybe(states),
    region: maybe(fc.constantFrom('01', '05', '09')),
    digits: maybe(fc.constantFrom('777', '707', '100')),
    pattern: maybe(fc.constantFrom('7*7', '?7*', 'A*A', '7* *B*', '77').map(pattern)),
    digitsClass: maybe(fc.constantFrom(...digitsClasses)),
    lettersClass: maybe(fc.constantFrom(...lettersClasses)),
    minPrice: maybe(money),
    maxPrice: maybe(money),
  });

  it('is what a search over all lots in memory finds, in every order, and the next begins where it ends', () =>
    fc.assert(
      fc.asyncProperty(wishes, fc.constantFrom(...lotOrders), async (wish, order) => {
        const first = await page(wish, order);
        const last = first.at(-1);
        const second = last ? await page(wish, order, { id: last.id, key: keyOf[order](last) }) : [];
        expect([...first, ...second].map(({ id }) => id)).toEqual(expected(wish, order).slice(0, 2 * PAGE));
      }),
      { numRuns: 80 },
    ));
});

/** What is read for a page, whatever the order: the page itself of each run, and a run is a state at most here. */
const RUNS = 10;

describe('the plan', () => {
  const deep = (order: LotOrder, wish: CatalogueWish): CataloguePosition => {
    const ids = expected(wish, order);
    const lot = everything.find(({ id }) => id === ids[Math.floor(ids.length / 2)]);
    if (!lot) throw new Error('there is no middle of nothing');
    return { id: lot.id, key: keyOf[order](lot) };
  };

  it.each<[string, LotOrder, CatalogueWish, string, number]>([
    ['everything', 'NEWEST', {}, 'lots_pkey', 1],
    ['a state', 'NEWEST', { state: 'OPEN' }, 'lots_by_state', 1],
    ['some states', 'NEWEST', { states: ['OPEN', 'PLANNED'] }, 'lots_by_state', 2],
    ['a region', 'NEWEST', { region: '03' }, 'lots_by_region', RUNS],
    ['a region and a state', 'NEWEST', { region: '03', state: 'OPEN' }, 'lots_by_region', 1],
    ['digits', 'NEWEST', { digits: '777' }, 'lots_by_digits', 1],
    ['digits by a pattern', 'NEWEST', { pattern: pattern('7*7') }, 'lots_by_digits', 10],
    ['digits by a wide pattern', 'NEWEST', { pattern: pattern('*7*') }, 'lots_by_digits', 271],
    ['letters by a pattern', 'NEWEST', { pattern: pattern('A*A') }, 'lots_by_letters', 26],
    [
      'digits by a pattern, of a state',
      'NEWEST',
      { pattern: pattern('7*7'), state: 'OPEN' },
      'lots_by_digits_state',
      10,
    ],
    [
      'letters by a pattern, of a state',
      'NEWEST',
      { pattern: pattern('A*A'), state: 'OPEN' },
      'lots_by_letters_state',
      26,
    ],
    ['a class of digits', 'NEWEST', { digitsClass: 'ALL_EQUAL' }, 'lots_by_digits_class', RUNS],
    ['a class of letters', 'NEWEST', { lettersClass: 'ALL_EQUAL', state: 'SOLD' }, 'lots_by_letters_class', 1],
    ['the cheapest', 'PRICE_ASC', {}, 'lots_by_price', RUNS],
    ['the dearest', 'PRICE_DESC', { state: 'OPEN' }, 'lots_by_price', 1],
    ['from a price on', 'PRICE_ASC', { minPrice: 900_000_000n }, 'lots_by_price', RUNS],
    ['a class, the dearest', 'PRICE_DESC', { digitsClass: 'ALL_EQUAL' }, 'lots_by_digits_class_price', RUNS],
    [
      'a class of letters, the cheapest',
      'PRICE_ASC',
      { lettersClass: 'MIRRORED' },
      'lots_by_letters_class_price',
      RUNS,
    ],
    ['what ends first', 'ENDS_FIRST', { state: 'OPEN' }, 'lots_by_end', 1],
    ['what was settled last', 'SETTLED_DESC', {}, 'lots_settled', 3],
    ['what was sold last', 'SETTLED_DESC', { state: 'SOLD' }, 'lots_settled', 1],
    ['what went unsold last', 'SETTLED_DESC', { state: 'UNSOLD' }, 'lots_settled', 1],
    ['digits sold last', 'SETTLED_DESC', { state: 'SOLD', digits: '777' }, 'lots_sold_by_digits', 1],
    ['letters sold last', 'SETTLED_DESC', { state: 'SOLD', pattern: pattern('A*A') }, 'lots_sold_by_letters', 26],
    ['a class sold last', 'SETTLED_DESC', { state: 'SOLD', digitsClass: 'ROUND' }, 'lots_sold_by_digits_class', 1],
    [
      'a class of letters sold last',
      'SETTLED_DESC',
      { state: 'SOLD', lettersClass: 'PAIR' },
      'lots_sold_by_letters_class',
      1,
    ],
  ])('of %s, %s reads a page of each run from its index', async (_what, order, wish, index, runs) => {
    for (const after of [null, deep(order, wish)]) {
      const plan = await planOf(auction.database, catalogueStatement(search(wish), order, after, PAGE));
      expect(plan.nodes).not.toContain('Seq Scan');
      expect(plan.indexes).toContain(index);
      expect(plan.rowsRead).toBeLessThanOrEqual(runs * PAGE);
      expect(plan.rowsSorted).toBeLessThanOrEqual(runs * PAGE);
    }
  });
});

describe('similar sales', () => {
  const lotsWith = (digits: string) => everything.filter(({ plate }) => plate.digits === digits);
  const alike = (lot: Lot) =>
    everything
      .filter((one) => one.state === 'SOLD' && one.id !== lot.id && likenessesOf(lot.plate, one.plate).length > 0)
      .sort((a, b) => Number(b.settledAt) - Number(a.settledAt) || (a.id < b.id ? 1 : -1))
      .map(({ id }) => id);

  it('are the newest of those with the same digits, the same letters or digits of the same class, page by page', async () => {
    const lots = ['777', '707', '135', '100'].flatMap((digits) => lotsWith(digits).slice(0, 3));
    const first = await similarSales(
      auction.database,
      lots.map(({ id }) => ({ lotId: id, limit: PAGE, after: null })),
    );
    const second = await similarSales(
      auction.database,
      lots.map(({ id }, index) => {
        const last = first[index]?.at(-1);
        return {
          lotId: id,
          limit: PAGE,
          after: last ? { settledAt: last.settledAt?.toISOString() ?? '', id: last.id } : null,
        };
      }),
    );
    lots.forEach((lot, index) => {
      const found = [...(first[index] ?? []), ...(second[index] ?? [])].map(({ id }) => id);
      expect(found).toEqual(alike(lot).slice(0, 2 * PAGE));
    });
  });

  it('come from the indexes of what was sold, in one statement for a page of lots', async () => {
    const keys = everything.slice(0, PAGE).map(({ id }) => ({ lotId: id, limit: PAGE, after: null }));
    const plan = await planOf(auction.database, similarSalesStatement(keys));
    expect(plan.nodes).not.toContain('Seq Scan');
    expect(plan.indexes).toEqual(
      expect.arrayContaining(['lots_sold_by_digits', 'lots_sold_by_digits_class', 'lots_sold_by_letters']),
    );
    expect(plan.rowsRead).toBeLessThanOrEqual(keys.length * 3 * PAGE);
  });
});
