// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are source code under test
import { describe, expect, it } from 'vitest';
import { migrationGaps } from './tidy.mjs';
import { rules } from './tidy-rules.mjs';

/** @param {string} path @param {string} [text] */
const faultsOf = (path, text = '') => rules.flatMap((rule) => rule({ path, text, lines: text.split('\n') }));
const src = 'services/auction/src/bidding';
const long = 'x\n'.repeat(300);
// Put together here, so that this file does not break the rules it tests.
const word = ['TO', 'DO'].join('');
const key = `"d": "${'aB3'.repeat(14)}x"`;

describe('tidy accepts', () => {
  it.each([
    [`${src}/place-bid.ts`, 'export const x = 1;'],
    [`${src}/bid.store.ts`, 'await db.query(sql`/* bids.insert */ INSERT INTO bids ${rows}`);'],
    [`${src}/bid.store.ts`, 'const where = sql`lot_id = ${id}`; sql`/* a.b */ SELECT 1 ${sql`WITH TIES`}`'],
    [`${src}/place-bid.race.db.test.ts`, "await db.query(sql`SELECT 1`); it('counts', () => {});"],
    ['services/auction/src/environment.ts', 'process.env'],
    ['packages/contracts/src/auction/bid-accepted.v1.ts', ''],
    ['services/auction/migrations/0001_lots.sql', 'CREATE TABLE lots ();'],
    [`${src}/bid.test.ts`, long],
    [`${src}/read-folder.ts`, 'throw new Error(`${name}.sql`)'],
    ['docs/how-to/x.md', 'see https://registry.npmjs.org/x and services/auction'],
  ])('%s: %s', (path, text) => {
    expect(faultsOf(path, text)).toEqual([]);
  });
});

describe('tidy refuses', () => {
  it.each([
    [`${src}/placeBid.ts`, '', 'kebab-case'],
    [`${src}/bid.manager.ts`, '', '".manager" is not a role'],
    ['services/auction/src/utils/x.ts', '', 'says nothing'],
    ['services/auction/src/Bidding/x.ts', '', 'not in kebab-case'],
    [`${src}/place-bid.ts`, long, 'has 300 lines'],
    ['services/auction/migrations/1-lots.sql', '', 'NNNN_'],
    [`${src}/bid.store.ts`, 'db.query(sql`SELECT 1`)', 'open the statement with its name'],
    [`${src}/place-bid.ts`, 'sql`/* x */ SELECT 1`', 'SQL lives in'],
    [`${src}/place-bid.ts`, "query('SELECT a FROM b')", 'SQL lives in'],
    [`${src}/place-bid.ts`, `// ${word}: later`, 'do it now'],
    [`${src}/bid.test.ts`, `it.${'skip'}('x')`, 'no skipped'],
    [`${src}/bid.test.ts`, `describe.${'only'}('x')`, 'no skipped'],
    [`${src}/bid.resolver.ts`, 'await this.database.transaction(async (tx) => {', 'a transaction is a use case'],
    [`${src}/place-bid.ts`, 'process.env.PORT', 'environment.ts'],
    [`${src}/place-bid.ts`, 'console.log(1)', 'use the logger'],
    ['docs/x.md', ['run it in ', 'home', 'somebody', 'belgi'].join('/'), 'a path of one machine'],
    ['.npmrc', `//x\nhttps://npm-${'registry'}.example.org/`, 'a registry of one place'],
    ['docs/x.json', key, 'looks like a secret'],
    ['deploy/x.yaml', `url: postgres://a:${'s3cr3tS3cr3t'.repeat(2)}@db/x`, 'looks like a secret'],
  ])('%s: %s', (path, text, advice) => {
    expect(faultsOf(path, text)).toEqual([expect.stringContaining(advice)]);
  });

  it('gaps and doubles in the numbers of migrations', () => {
    const at = (/** @type {string[]} */ ...numbers) =>
      numbers.map((number) => `services/auction/migrations/${number}_x.sql`);
    expect(migrationGaps(at('0001', '0002'))).toEqual([]);
    for (const wrong of [at('0001', '0003'), at('0001', '0001'), at('0002')])
      expect(migrationGaps(wrong)).toHaveLength(1);
  });
});
