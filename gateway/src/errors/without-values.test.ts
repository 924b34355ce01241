import { buildSchema, getVariableValues, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { withoutValues } from './without-values.js';

const SECRET = '10101199012345';
const schema = buildSchema(`
  enum Colour { RED }
  input In { pin: Int! colour: Colour }
  type Query { a(n: Int, c: Colour, i: In, id: ID, b: Boolean): Int }
`);
const told = (query: string, variables?: Record<string, unknown>) => {
  try {
    const document = parse(query);
    const invalid = validate(schema, document);
    const [operation] = document.definitions;
    if (invalid.length > 0 || operation?.kind !== 'OperationDefinition') return invalid.map(({ message }) => message);
    const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {});
    return errors?.map(({ message }) => message) ?? [];
  } catch (error) {
    return [(error as Error).message];
  }
};

it.each([
  [`{ a(n: "${SECRET}") }`, undefined],
  [`{ a(c: "${SECRET}") }`, undefined],
  [`{ a(b: "${SECRET}") }`, undefined],
  [`{ a(i: "${SECRET}") }`, undefined],
  [`{ a(i: { pin: "${SECRET}" }) }`, undefined],
  [`{ a(n: ${SECRET}99) }`, undefined],
  [`{ "${SECRET}" }`, undefined],
  [`{ a(n: 1 "${SECRET}") }`, undefined],
  [`"${SECRET}"`, undefined],
  ['query($v: Int) { a(n: $v) }', { v: SECRET }],
  ['query($v: Colour) { a(c: $v) }', { v: SECRET }],
  ['query($v: In) { a(i: $v) }', { v: { pin: SECRET } }],
  ['query($v: In) { a(i: $v) }', { v: `${SECRET} at "x.y";` }],
  ['query($v: In) { a(i: $v) }', { v: { pin: 1, [`x${SECRET}`]: 1 } }],
])('%s tells nothing of %j', (query, variables) => {
  const messages = told(query, variables);
  expect(messages.length).toBeGreaterThan(0);
  for (const message of messages) expect(withoutValues(message)).not.toContain(SECRET);
});

it('keeps what helps', () => {
  const [message = ''] = told('query($v: In) { a(i: $v) }', { v: { pin: 'x' } });
  expect(withoutValues(message)).toBe('Variable "$v" got an invalid value at "v.pin".');
  expect(withoutValues('Cannot query field "lotz" on type "Query". Did you mean "lots"?')).toContain('lots');
  expect(withoutValues('Variable "$id" of required type "ID!" was not provided.')).toContain('"ID!"');
});
