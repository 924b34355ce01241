import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kind, parse } from 'graphql';
import { expect, it } from 'vitest';
import { root } from './repository.mjs';

const STAFF = ['AUCTIONEER', 'PRIVACY_OFFICER', 'OPERATOR'];

/**
 * Decision 0020: identity's `citizen(id, purpose, caseNumber)` is the only way in which staff read another person.
 * The attack: a service adds a field to Citizen and lets staff read it by the bare id, without purpose, case or trace.
 * The walk keeps its table true to the running system; this holds the table to the graph, for every field to come.
 */
it('by the bare id staff see no personal field of a citizen, in any subgraph', async () => {
  const read = (/** @type {string} */ file) => readFile(join(root, file), 'utf8');
  const personal = parse(await read('gateway/supergraph.graphql'))
    .definitions.flatMap((type) =>
      type.kind === Kind.OBJECT_TYPE_DEFINITION && type.name.value === 'Citizen' ? (type.fields ?? []) : [],
    )
    .filter(({ directives }) => directives?.some(({ name }) => name.value === 'personal'))
    .map(({ name }) => name.value);
  const [header = '', ...rows] = (await read('e2e/unauthorised-walk/entity-outcomes.txt')).split('\n');
  const columns = header.trim().split(/ {2,}/);
  const outcomes = rows.flatMap((row) => {
    const [path = '', ...cells] = row.trim().split(/ {2,}/);
    const [, field] = /^\w+: Citizen\.(\w+)$/.exec(path) ?? [];
    return field === undefined ? [] : [{ field, staff: STAFF.map((role) => cells[columns.indexOf(role)]) }];
  });
  expect(personal.length).toBeGreaterThan(5);
  for (const field of personal) {
    const walked = outcomes.filter((row) => row.field === field).map(({ staff }) => staff);
    expect([field, walked]).toEqual([field, [STAFF.map(() => 'PURPOSE_DENIED')]]);
  }
});
