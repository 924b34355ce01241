import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { hasPersonalArguments } from './personal-arguments.js';

const found = (query: string, variables: unknown = {}) => hasPersonalArguments(parse(query), variables);

it.each([
  '{ citizen(id: "1", purpose: VERIFICATION, caseNumber: "7") { id } }',
  '{ a(input: { deep: [{ idDocument: "AN1" }] }) }',
  'query($p: String) { x(PIN: $p) }',
  '{ me { b @d(email: "x") } }',
])('finds %s', (query) => expect(found(query)).toBe(true));

it('finds keys deep in variables', () => {
  expect(found('query($i: I) { x(input: $i) }', { i: { list: [{ phone: '1' }] } })).toBe(true);
});

it.each([
  ['{ lots(filter: { region: "01", digits: "777" }, first: 5) { nodes { id } } }', {}],
  ['query T($name: String!) { __type(name: $name) { name } }', { name: 'Lot' }],
  ['query($after: Cursor) { lots(after: $after) { nodes { id } } }', { after: 'x' }],
])('lets %s pass', (query, variables) => expect(found(query, variables)).toBe(false));
