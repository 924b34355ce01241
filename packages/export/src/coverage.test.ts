import { describe, expect, it } from 'vitest';
import { tablesOf, uncovered } from './coverage.js';
import type { ExportDeclaration } from './section.js';

const SCHEMA = `CREATE TABLE outbox (
  "position" bigint NOT NULL
);

CREATE TABLE bids (
  id uuid NOT NULL,
  amount bigint NOT NULL,
  CONSTRAINT bids_pkey PRIMARY KEY (id)
);

CREATE TABLE letters (
  id uuid NOT NULL
);
`;

const declared = (change: Partial<ExportDeclaration<never>> = {}): ExportDeclaration<never> => ({
  service: 'auction',
  sections: [
    {
      name: 'bids',
      category: 'BID_HISTORY',
      sources: ['PERSON'],
      purposes: ['IDENTIFICATION'],
      columns: { bids: ['amount'] },
      read: async () => [],
    },
  ],
  withheld: { 'bids.id': 'a number of ours' },
  leftOut: { letters: 'of others' },
  ...change,
});

describe('what a person would not be told', () => {
  it('is found by column', () => {
    expect([...tablesOf(SCHEMA)]).toEqual([
      ['outbox', ['position']],
      ['bids', ['id', 'amount']],
      ['letters', ['id']],
    ]);
    expect(uncovered(SCHEMA, declared())).toEqual([]);
  });

  it.each([
    ['a new column', declared({ withheld: {} }), /^bids\.id: add it to the columns of a section/],
    ['a new table', declared({ leftOut: {} }), /^letters: give it in a section \(name, category/],
    [
      'a column that is gone',
      declared({ withheld: { 'bids.id': 'ours', 'bids.step': 'ours' } }),
      /^bids\.step: there is no such column/,
    ],
    [
      'a table that is gone',
      declared({ leftOut: { letters: 'of others', lots: 'things' } }),
      /^lots: there is no such/,
    ],
    [
      'a reason for what is given',
      declared({ withheld: { 'bids.id': 'ours', 'bids.amount': 'ours' } }),
      /^bids\.amount: a section gives it/,
    ],
    [
      'a reason for a given table',
      declared({ leftOut: { letters: 'of others', bids: 'no' } }),
      /^bids: a section gives/,
    ],
  ])('%s is a fault that says what to do', (_, declaration, said) => {
    expect(uncovered(SCHEMA, declaration)).toEqual([expect.stringMatching(said)]);
  });
});
