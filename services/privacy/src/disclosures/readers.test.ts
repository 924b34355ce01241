import { readFileSync } from 'node:fs';
import { dataCategories } from '@belgi/contracts';
import { type DirectiveNode, Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readers } from './disclosure.js';

/**
 * A category that can be granted and that no field reads would be a promise to an agency that nothing keeps; a field whose
 * category cannot be granted would never answer. The composed graph says which fields there are.
 */
const supergraph = parse(readFileSync(new URL('../../../../gateway/supergraph.graphql', import.meta.url), 'utf8'));

const text = (directives: readonly DirectiveNode[] | undefined, name: string, argument: string): string[] =>
  (directives ?? [])
    .filter((directive) => directive.name.value === name)
    .flatMap((directive) => directive.arguments ?? [])
    .filter((given) => given.name.value === argument)
    .flatMap(({ value }) => ('value' in value ? [String(value.value)] : []));

function fieldsOf(type: string) {
  const found = supergraph.definitions.find(
    (one) => one.kind === Kind.OBJECT_TYPE_DEFINITION && one.name.value === type,
  );
  if (found?.kind !== Kind.OBJECT_TYPE_DEFINITION) throw new Error(`no ${type} in the supergraph`);
  return (found.fields ?? []).map(({ name, directives }) => ({
    name: name.value,
    category: text(directives, 'personal', 'category')[0],
    readBy: text(directives, 'join__field', 'graph').map((graph) => graph.toLowerCase()),
  }));
}

/** Not a category that is granted: the key, whether there is anybody, and which of what was granted they say is not true. */
const ABOUT_THE_READ = ['ticket', 'held', 'disputed'];
const disclosed = fieldsOf('DisclosedPerson').filter(({ name }) => !ABOUT_THE_READ.includes(name));

describe('what can be granted', () => {
  it.each(Object.entries(readers))('%s is read by a field of DisclosedPerson, in %s', (category, service) => {
    const reading = disclosed.filter((field) => field.category === category && field.readBy.includes(service));
    expect(reading.map(({ name }) => name)).not.toEqual([]);
  });

  it('is every category that a field of DisclosedPerson reads', () => {
    expect(disclosed.filter(({ category }) => !Object.keys(readers).includes(category ?? ''))).toEqual([]);
    expect(dataCategories).toEqual(expect.arrayContaining(Object.keys(readers)));
  });
});
