import { bidPageStatement } from '../../../services/auction/dist/bidding/bid.store.js';
import { catalogueStatement } from '../../../services/auction/dist/catalogue/catalogue.store.js';
import { readPattern } from '../../../services/auction/dist/catalogue/plate-pattern.js';
import { type CatalogueWish, type LotOrder, searchOf } from '../../../services/auction/dist/catalogue/search.js';
import { similarSalesStatement } from '../../../services/auction/dist/catalogue/similar-sales.store.js';
import { type Figure, percentile, type Row, timeFor } from '../figure.js';
import { closedLoop } from '../load.js';
import {
  brokenLogs,
  type CatalogueDatabase,
  countsOf,
  fillCatalogue,
  idOf,
  openCatalogue,
  type Statement,
} from './catalogue.store.js';

const SIZES = {
  slice: { lots: 5_000, bids: 50_000, hotBids: 2_000, times: 3 },
  full: { lots: 1_000_000, bids: 20_000_000, hotBids: 50_000, times: 200 },
} as const;
/** Lots and bids of a page, and one more by which it is known whether another follows. */
const PAGE = 21;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const TARGET = { atMost: 20 } as const;

interface Question {
  readonly what: string;
  readonly statement: Statement;
}

const page = (
  what: string,
  wish: CatalogueWish,
  order: LotOrder = 'NEWEST',
  deep?: Parameters<typeof catalogueStatement>[2],
) => ({
  what,
  statement: catalogueStatement(searchOf(wish, ALPHABET), order, deep ?? null, PAGE),
});
const pattern = (text: string) => readPattern(text) ?? null;

/** What is asked, of the catalogue as a visitor sees it and of the lot with the most bids. */
function questionsOf({ lots, hotBids }: (typeof SIZES)['full' | 'slice'], now: Date): Question[] {
  const middle = idOf(Math.floor(lots / 2));
  const yearAgo = new Date(now.getTime() - 365 * 86_400_000);
  return [
    page('first page', {}),
    page('deep page, half of all lots on', {}, 'NEWEST', { id: middle, key: null }),
    page('lots of a region', { region: '03' }),
    page('open lots', { state: 'OPEN' }),
    page('pattern 7*7', { pattern: pattern('7*7') }),
    page('pattern 7*7, deep', { pattern: pattern('7*7') }, 'NEWEST', { id: middle, key: null }),
    page('pattern *7*, open lots', { pattern: pattern('*7*'), state: 'OPEN' }),
    page('pattern A*A', { pattern: pattern('A*A') }),
    page('pattern *A*', { pattern: pattern('*A*') }),
    page('pattern 7*7 A*A', { pattern: pattern('7*7 A*A') }),
    page('class: all digits equal', { digitsClass: 'ALL_EQUAL' }),
    page('class: mirrored letters, open lots', { lettersClass: 'MIRRORED', state: 'OPEN' }),
    page('the dearest', {}, 'PRICE_DESC'),
    page('the cheapest, deep', {}, 'PRICE_ASC', { id: middle, key: 2_500_000_000n }),
    page('pattern 7*7, the dearest', { pattern: pattern('7*7') }, 'PRICE_DESC'),
    page('class: all digits equal, the cheapest', { digitsClass: 'ALL_EQUAL' }, 'PRICE_ASC'),
    page('what ends first', { state: 'OPEN' }, 'ENDS_FIRST'),
    page('what was sold last', { state: 'SOLD' }, 'SETTLED_DESC'),
    page('what was sold a year ago', { state: 'SOLD' }, 'SETTLED_DESC', { id: middle, key: yearAgo }),
    page('what went unsold last', { state: 'UNSOLD' }, 'SETTLED_DESC'),
    {
      what: 'price history of combinations like one',
      statement: similarSalesStatement([{ lotId: middle, limit: PAGE, after: null }]),
    },
    {
      what: 'price history for a page of lots',
      statement: similarSalesStatement(
        Array.from({ length: PAGE - 1 }, (_, place) => ({ lotId: idOf(lots - place), limit: PAGE, after: null })),
      ),
    },
    { what: `log of ${hotBids} bids, first page`, statement: bidPageStatement(idOf(lots), null, PAGE) },
    {
      what: `log of ${hotBids} bids, deep page`,
      statement: bidPageStatement(idOf(lots), Math.floor(hotBids / 2), PAGE),
    },
  ];
}

export const catalogue: Figure = {
  name: 'catalogue',
  question: 'What does a page of the catalogue, or of a long log, take at the database?',
  async measure(system, size, say) {
    const sizes = SIZES[size];
    await using opened = await openCatalogue(system);
    const started = performance.now();
    await fillCatalogue(opened, sizes, say);
    const loaded = await countsOf(opened);
    say(`loaded in ${((performance.now() - started) / 1_000).toFixed(0)} s`);
    const sample = Array.from({ length: 200 }, (_, place) => idOf(Math.floor(((place + 1) / 200) * sizes.lots)));
    if ((await brokenLogs(opened, sample)) > 0) throw new Error('a log is not what its lot says');
    const rows: Row[] = [];
    for (const question of questionsOf(sizes, system.now())) rows.push(...(await ask(opened, question, size, say)));
    return [
      { what: 'lots', value: loaded.lots, unit: '' },
      { what: 'bids', value: loaded.bids, unit: '' },
      { what: 'on disk', value: loaded.gigabytes, unit: 'GiB' },
      ...rows,
    ];
  },
};

/** p50 of one statement, asked again and again; a full run shows its plan. */
async function ask(
  { ask: run, explain }: CatalogueDatabase,
  { what, statement }: Question,
  size: 'slice' | 'full',
  say: (text: string) => void,
): Promise<Row[]> {
  const found = await run(statement);
  // Of a few thousand lots none may fit a narrow pattern.
  if (found.length === 0 && size === 'full') throw new Error(`${what}: nothing was found`);
  if (size === 'full') {
    say(`${what}:`);
    for (const line of await explain(statement)) say(`  ${line}`);
  }
  const load = await closedLoop({ callers: 1, operations: SIZES[size].times, ...timeFor(size) }, () => run(statement));
  return [{ what: `${what}, p50`, value: percentile(load.latenciesMs, 0.5), unit: 'ms', target: TARGET }];
}
