import { Kind, parse } from 'graphql';
import { IMPERSONAL_FIELDS, IMPERSONAL_TYPES } from './impersonal.mjs';

/**
 * Clause 1.1 b: a personal field without a declaration fails the build. What answers is personal unless it is shown
 * not to be: a type is about a thing only when it is named in impersonal.mjs and can be reached without passing
 * through a person; and a field whose name or scalar speaks of a person is declared wherever it stands.
 * Input types do not count: what comes in is declared where it is kept and where it is shown.
 *
 * @typedef {import('graphql').ObjectTypeDefinitionNode} ObjectType
 * @typedef {import('graphql').FieldDefinitionNode} Field
 * @typedef {{ service: string, type: ObjectType, field: Field }} Place
 * @typedef {{ types: Readonly<Record<string, string>>, fields: Readonly<Record<string, string>> }} Impersonal
 */

/** Words of a name under which something of a person would appear; a name is read word by word: `leadingBidderNumber`. */
const PERSONAL_WORDS = new Set(
  `pin inn passport document phone msisdn email address birth birthday age sex gender surname patronymic
   bidder bidders winner winners buyer owner holder challenger citizen citizens person persons subject subjects
   user users contact contacts officer clerk caller inquirer applicant masked ip
   tax tin ssn iin iban card nationality citizenship religion ethnicity marital spouse relative photo face
   fingerprint biometric signature dob licence license device location latitude longitude health salary`.split(/\s+/),
);
/** Names that only together speak of a person: `name` alone is also an agency's. */
const PERSONAL_NAMES = /^(full|first|last|middle|given|family|display)Name$/;
/** Scalars that carry no meaning of their own; any other one is read like a name. */
const PLAIN_SCALARS = new Set(['ID', 'String', 'Int', 'Float', 'Boolean', 'DateTime', 'Money', 'Cursor']);
const ROOTS = ['Query', 'Mutation', 'Subscription'];

/**
 * @param {Readonly<Record<string, string>>} schemas SDL by subgraph
 * @param {Impersonal} [impersonal]
 * @returns {string[]} one line per fault, each saying what to do
 */
export function personalFaults(schemas, impersonal = { types: IMPERSONAL_TYPES, fields: IMPERSONAL_FIELDS }) {
  const graph = graphOf(schemas);
  const isThing = (/** @type {string} */ type) => type in impersonal.types || graph.plumbing.has(type);
  const reachable = reachableWithoutPersons(graph, isThing);
  const faults = [];
  for (const { service, type, field } of graph.fields) {
    const name = `${type.name.value}.${field.name.value}`;
    if (isDeclared(field) || name in impersonal.fields) continue;
    const why = whyPersonal(graph, type.name.value, field, isThing);
    if (why !== undefined) faults.push(`${service}: ${name} ${why} and is undeclared: ${howTo(type.name.value, name)}`);
  }
  for (const type of Object.keys(impersonal.types)) {
    if (!graph.types.has(type)) faults.push(`impersonal.mjs names ${type}, which is no type of the graph: take it out`);
    else if (!reachable.has(type))
      faults.push(
        `impersonal.mjs names ${type}, which is reached only through a person: take it out, declare its fields`,
      );
  }
  for (const name of Object.keys(impersonal.fields)) {
    if (!graph.fields.some(({ type, field }) => `${type.name.value}.${field.name.value}` === name))
      faults.push(`impersonal.mjs names ${name}, which is no field of the graph: take it out`);
  }
  return [...new Set(faults)];
}

/** @param {string} type @param {string} name */
const howTo = (type, name) =>
  `add @Personal({ category, purposes }) beside @Field, from @belgi/subgraph (clause 1.1 b; docs/how-to/change-a-schema.md). ` +
  `If it holds nothing of a person, say so in tools/generate/impersonal.mjs: ${type} as a type, or ${name} as a field`;

/**
 * @param {Graph} graph @param {string} type @param {Field} field @param {(type: string) => boolean} isThing
 * @returns {string | undefined}
 */
function whyPersonal(graph, type, field, isThing) {
  const named = nameOf(field.type);
  const isLeaf = !graph.types.has(named) && !graph.unions.has(named);
  // What a root field answers is declared where it is: on the type. A leaf has no other place than the root.
  if (ROOTS.includes(type)) return isLeaf ? whyByName(field, named) : undefined;
  if (graph.keys.has(`${type}.${field.name.value}`)) return undefined;
  if (graph.plumbing.has(type)) return isLeaf ? whyByName(field, named) : undefined;
  if (!isThing(type)) return field.name.value === 'id' ? undefined : `is a field of ${type}, which is about a person,`;
  if (graph.types.has(named) && !isThing(named)) return `leads to ${named}, which is about a person,`;
  return whyByName(field, named);
}

/** @param {Field} field @param {string} named */
function whyByName(field, named) {
  if (PERSONAL_NAMES.test(field.name.value) || speaksOfPersons(field.name.value))
    return 'speaks of a person by its name';
  return !PLAIN_SCALARS.has(named) && speaksOfPersons(named) ? `speaks of a person by its type ${named}` : undefined;
}

/** @param {string} name */
const speaksOfPersons = (name) =>
  name
    .split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_/)
    .some((word) => PERSONAL_WORDS.has(word.toLowerCase()));

/** @param {Field} field */
const isDeclared = (field) => field.directives?.some(({ name }) => name.value === 'personal') ?? false;

/** Types one can get to from a root by fields that are not declared personal, through things only. @param {Graph} graph
 * @param {(type: string) => boolean} isThing */
function reachableWithoutPersons(graph, isThing) {
  const seen = new Set(ROOTS);
  const queue = [...ROOTS];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const next = graph.fields
      .filter(({ type, field }) => type.name.value === name && !isDeclared(field))
      .flatMap(({ field }) => graph.unions.get(nameOf(field.type)) ?? [nameOf(field.type)]);
    for (const each of next) {
      if (seen.has(each) || !isThing(each)) continue;
      seen.add(each);
      queue.push(each);
    }
  }
  return seen;
}

/**
 * @typedef {{ fields: Place[], types: Set<string>, unions: Map<string, string[]>, plumbing: Set<string>, keys: Set<string> }} Graph
 * @param {Readonly<Record<string, string>>} schemas
 * @returns {Graph}
 */
function graphOf(schemas) {
  /** @type {Graph} */
  const graph = { fields: [], types: new Set(), unions: new Map(), plumbing: new Set(['PageInfo']), keys: new Set() };
  for (const [service, sdl] of Object.entries(schemas)) {
    for (const definition of parse(sdl).definitions) {
      if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
        const members = (definition.types ?? []).map(({ name }) => name.value);
        graph.unions.set(definition.name.value, [...(graph.unions.get(definition.name.value) ?? []), ...members]);
      }
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
      graph.types.add(definition.name.value);
      if (isPlumbing(definition)) graph.plumbing.add(definition.name.value);
      for (const key of keysOf(definition)) graph.keys.add(`${definition.name.value}.${key}`);
      for (const field of definition.fields ?? []) graph.fields.push({ service, type: definition, field });
    }
  }
  return graph;
}

/** Refusals, and the wrapping of lists: whatever they hold is declared inside. @param {ObjectType} type */
function isPlumbing(type) {
  if (type.interfaces?.some(({ name }) => name.value === 'Refusal')) return true;
  const names = (type.fields ?? [])
    .map(({ name }) => name.value)
    .sort()
    .join();
  return names === 'edges,pageInfo' || names === 'cursor,node';
}

/** Key fields: opaque ids, or a ticket no client sees. @param {ObjectType} type */
function keysOf(type) {
  return (type.directives ?? [])
    .filter(({ name }) => name.value === 'key')
    .flatMap((key) => key.arguments?.find(({ name }) => name.value === 'fields')?.value ?? [])
    .flatMap((value) => (value.kind === Kind.STRING ? value.value.split(/\s+/) : []));
}

/** @param {import('graphql').TypeNode} type @returns {string} */
const nameOf = (type) => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));
