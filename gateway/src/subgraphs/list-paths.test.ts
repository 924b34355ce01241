import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withListIndexes } from './list-paths.js';

const errorAt = (index: number) => ({ message: 'no', path: ['_entities', index, 'entries'] });

/** The planner's list, and the request it makes of it: elements of one type, nulls and other types left out. */
const lists = fc.array(
  fc.oneof(
    fc.constant(null),
    fc.record({ __typename: fc.constant('Clerk'), room: fc.nat(3) }),
    fc.record({ __typename: fc.constant('Citizen'), id: fc.nat(3).map(String), name: fc.string() }),
  ),
  { maxLength: 12 },
);

it('gives every error the index of its element among those that are not null', () => {
  fc.assert(
    fc.property(lists, (people) => {
      const entities = people.filter((person) => person !== null);
      const citizens = entities.flatMap((person, index) =>
        person.__typename === 'Citizen' ? [{ person, index }] : [],
      );
      const representations = citizens.map(({ person }) => ({
        __typename: 'Citizen',
        id: 'id' in person ? person.id : '',
      }));
      const errors = representations.map((_, index) => errorAt(index));
      const placed = withListIndexes(errors, [{ people }], ['people', '@'], representations);
      expect(placed.map((error) => error.path?.[1])).toEqual(citizens.map(({ index }) => index));
    }),
  );
});

it('walks lists within lists', () => {
  const root = { lots: [{ owners: [{ __typename: 'Clerk' }] }, { owners: [{ __typename: 'Citizen', id: '1' }] }] };
  const path = ['lots', '@', 'owners', '@'];
  expect(withListIndexes([errorAt(0)], [root], path, [{ __typename: 'Citizen', id: '1' }])[0]?.path).toEqual([
    '_entities',
    1,
    'entries',
  ]);
});

it('leaves what it cannot place', () => {
  const errors = [errorAt(0), { message: 'whole request' }];
  expect(withListIndexes(errors, [], ['people', '@'], [{ __typename: 'Citizen', id: '1' }])).toBe(errors);
});
