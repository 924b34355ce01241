import { Kind, type OperationDefinitionNode, parse } from 'graphql';
import { expect, it } from 'vitest';
import { measure } from './measure.js';

function measured(source: string) {
  const document = parse(source);
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  if (operation === undefined) throw new Error('no operation');
  return measure(document, operation);
}

it('counts fields, aliases, directives and levels', () => {
  expect(measured('query @a { x: me @b { name entries @c { ... on X @d { id } } } lots { id } }')).toEqual({
    depth: 4 - 1,
    rootFields: 2,
    fields: 6,
    aliases: 1,
    directives: 4,
  });
});

it('counts a fragment as often as it is used', () => {
  expect(measured('{ ...A ...A } fragment A on Query { x: me { id } }')).toMatchObject({
    rootFields: 2,
    fields: 4,
    aliases: 2,
    depth: 2,
  });
});

it('measures a bomb without spelling it out', () => {
  const fragments = Array.from({ length: 200 }, (_, i) => `fragment F${i} on Q { ...F${i + 1} ...F${i + 1} }`).join(
    ' ',
  );
  const { fields, rootFields } = measured(`{ ...F0 } ${fragments} fragment F200 on Q { a }`);
  expect(fields).toBe(2 ** 200);
  expect(rootFields).toBe(2 ** 200);
});

it('ends at a cycle and at a fragment that is not there', () => {
  expect(measured('{ ...A } fragment A on Q { a ...B } fragment B on Q { b ...A ...C }')).toMatchObject({ fields: 2 });
});

it('leaves the depth of introspection to graphql-js', () => {
  expect(measured('{ __schema { types { fields { type { name } } } } }').depth).toBe(1);
});
