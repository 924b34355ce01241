import { newId } from '@belgi/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { catalogueRows } from '../catalogue/catalogue.store.js';
import { searchOf } from '../catalogue/search.js';
import { DEFAULT_PLATE_ALPHABET } from '../lots/plate.js';
import { firstViolation } from '../testing/bid-log-checker.js';
import { openAuction, type TestAuction } from '../testing/open-auction.js';
import { demoLots } from './demo-lots.js';
import { seedLots } from './seed-demo.js';

let auction: TestAuction;
beforeAll(async () => {
  auction = await openAuction();
});
afterAll(() => auction[Symbol.asyncDispose]());

it('makes lots of every state, once, and renews what ran out', async () => {
  const citizens = [newId(), newId(), newId()];
  expect(await seedLots(auction.database, citizens)).toBe(demoLots.length);
  expect(await seedLots(auction.database, citizens)).toBe(0);
  const lots = await catalogueRows(auction.database, searchOf({}, DEFAULT_PLATE_ALPHABET), 'NEWEST', null, 100);
  expect(lots.filter(({ saleMode }) => saleMode === 'FIXED_PRICE')).toMatchObject([{ state: 'OPEN', deposit: 0n }]);
  expect(new Set(lots.map((lot) => lot.state))).toEqual(new Set(demoLots.map((demo) => demo.state)));
  for (const lot of lots)
    expect(await firstViolation(auction.database, lot.id, { withoutFacts: true })).toBeUndefined();
  await auction.time.advance({ minutes: 4 });
  expect(await seedLots(auction.database, citizens)).toBe(1);
});
