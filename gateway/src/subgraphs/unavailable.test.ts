import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { unavailableErrors } from './unavailable.js';

const pathsOf = (query: string, variables?: Record<string, unknown>) =>
  unavailableErrors(parse(query), variables).map(({ path }) => path);

it('names each field at the root by its response key', () => {
  expect(pathsOf('{ lots { id } mine: me { id } __typename }')).toEqual([['lots'], ['mine']]);
});

it('names each field of each entity', () => {
  const query =
    'query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Citizen { entries n: points } } }';
  expect(pathsOf(query, { representations: [{}, {}] })).toEqual([
    ['_entities', 0, 'entries'],
    ['_entities', 0, 'n'],
    ['_entities', 1, 'entries'],
    ['_entities', 1, 'n'],
  ]);
  expect(pathsOf(query, { representations: Array(100).fill({}) })).toHaveLength(10);
});

it('says it once when nothing is known', () => {
  expect(unavailableErrors(undefined, undefined)).toHaveLength(1);
});
