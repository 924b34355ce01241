import { purposes } from '@belgi/contracts';
import { FEDERATION_HEADER, personalCategories } from '@belgi/subgraph';
import { Kind, parse, print } from 'graphql';
import { personalFaults } from './personal-rules.mjs';

/**
 * @typedef {import('./repository.mjs').Service} Service
 * @typedef {import('graphql').ObjectTypeDefinitionNode} ObjectType
 * @typedef {import('graphql').FieldDefinitionNode} Field
 * @typedef {Readonly<Record<Service, string>>} Schemas
 */

/** Entities and the subgraph that owns them: fields others add are nullable, so that one outage never nulls the thing. */
const OWNERS = /** @type {Record<string, Service>} */ ({
  Citizen: 'identity',
  Agency: 'identity',
  PolicyEdition: 'privacy',
  UserAgreementEdition: 'privacy',
  DisclosureRequest: 'privacy',
  DisclosedPerson: 'privacy',
  WithdrawalEffects: 'privacy',
  Plate: 'auction',
  Lot: 'auction',
  Entry: 'auction',
  Bid: 'auction',
  Notice: 'notify',
});

/**
 * What composition accepts and we do not.
 * @param {Schemas} schemas
 * @param {string | undefined} supergraph absent when composition failed
 * @param {import('./personal-rules.mjs').Impersonal} [impersonal] what is about no person; ours unless a test says
 * @returns {string[]} one line per fault, each saying what to do
 */
export function graphFaults(schemas, supergraph, impersonal) {
  const faults = [];
  for (const [service, sdl] of /** @type {[Service, string][]} */ (Object.entries(schemas))) {
    if (!sdl.startsWith(FEDERATION_HEADER)) {
      faults.push(
        `${service}: the SDL must begin with FEDERATION_HEADER of @belgi/subgraph, or @personal vanishes from all`,
      );
    }
    for (const type of objectTypes(sdl)) {
      if (OWNERS[type.name.value] === undefined && isEntity(type)) {
        faults.push(`${service}: name the owner of entity ${type.name.value} in tools/generate/graph-rules.mjs`);
      }
      for (const field of type.fields ?? []) faults.push(...fieldFaults(service, type, field));
    }
    faults.push(...unionFaults(service, sdl));
  }
  faults.push(...personalFaults(schemas, impersonal), ...sessionFaults(schemas));
  if (supergraph !== undefined) faults.push(...personalCountFaults(schemas, supergraph));
  return faults;
}

/**
 * @param {Service} service
 * @param {ObjectType} type
 * @param {Field} field
 */
function fieldFaults(service, type, field) {
  const where = `${service}: ${type.name.value}.${field.name.value}`;
  const faults = [];
  const requires = argumentOf(field, 'requires', 'fields');
  if (requires?.includes('(')) {
    faults.push(
      `${where}: @requires with arguments gives wrong data when a client asks for the same field with others; add a field without arguments`,
    );
  }
  const personal = field.directives?.find((directive) => directive.name.value === 'personal');
  if (personal !== undefined) {
    const category = argumentOf(field, 'personal', 'category');
    if (!(/** @type {readonly string[]} */ (personalCategories).includes(category ?? ''))) {
      faults.push(
        `${where}: unknown category ${category}; add it to personalCategories in @belgi/subgraph or correct it`,
      );
    }
    for (const purpose of listOf(field, 'personal', 'purposes')) {
      if (!(/** @type {readonly string[]} */ (purposes).includes(purpose))) {
        faults.push(`${where}: ${purpose} is none of the policy's four purposes (clause 2.1)`);
      }
    }
  }
  const owner = OWNERS[type.name.value];
  if (owner !== undefined && owner !== service && isEntity(type) && field.type.kind === Kind.NON_NULL_TYPE) {
    const keys = (type.directives ?? []).filter(({ name }) => name.value === 'key').map((key) => print(key));
    const external = field.directives?.some(({ name }) => name.value === 'external');
    if (!external && !keys.some((key) => new RegExp(`\\b${field.name.value}\\b`).test(key))) {
      faults.push(
        `${where} is added to an entity of ${owner}: make it nullable, or an outage of ${service} nulls the whole thing`,
      );
    }
  }
  return faults;
}

/** A field that two members of a union share must have one shape, or a client cannot select it in both branches.
 * @param {Service} service
 * @param {string} sdl
 */
function unionFaults(service, sdl) {
  const types = new Map(objectTypes(sdl).map((type) => [type.name.value, type]));
  const faults = [];
  for (const definition of parse(sdl).definitions) {
    if (definition.kind !== Kind.UNION_TYPE_DEFINITION) continue;
    /** @type {Map<string, { member: string, shape: string }>} */
    const seen = new Map();
    for (const { name } of definition.types ?? []) {
      for (const field of types.get(name.value)?.fields ?? []) {
        const shape = print(field.type);
        const before = seen.get(field.name.value);
        if (before === undefined) seen.set(field.name.value, { member: name.value, shape });
        else if (shapeOf(before.shape) !== shapeOf(shape)) {
          faults.push(
            `${service}: in union ${definition.name.value}, ${before.member}.${field.name.value} is ${before.shape} and ${name.value}.${field.name.value} is ${shape}: give both the same nullability`,
          );
        }
      }
    }
  }
  return faults;
}

/** The wrapping of a type without its name: `[Lot!]!` and `[Plate!]!` share a shape. @param {string} type */
const shapeOf = (type) => type.replace(/\w+/g, '_');

/** Whoever signs in still asks as before: a fetch that follows carries the identity of the incoming request.
 * @param {Schemas} schemas
 */
function sessionFaults(schemas) {
  const declared = Object.entries(schemas).filter(([, sdl]) =>
    objectTypes(sdl).some((type) => type.name.value === 'Session'),
  );
  return declared.length > 1 || declared.some(([service]) => service !== 'identity')
    ? ['Session belongs to identity alone: a fetch after signIn carries the identity of the request that came in']
    : [];
}

/** @param {Schemas} schemas @param {string} supergraph */
function personalCountFaults(schemas, supergraph) {
  const uses = (/** @type {string} */ sdl) =>
    objectTypes(sdl).flatMap((type) =>
      (type.fields ?? [])
        .filter((field) => field.directives?.some(({ name }) => name.value === 'personal'))
        .map((field) => `${type.name.value}.${field.name.value}`),
    );
  const declared = [...new Set(Object.values(schemas).flatMap(uses))];
  const arrived = new Set(uses(supergraph));
  return declared
    .filter((use) => !arrived.has(use))
    .map((use) => `@personal on ${use} is lost in the supergraph: link and compose it alike in all four subgraphs`);
}

/** @param {ObjectType} type */
const isEntity = (type) => (type.directives ?? []).some(({ name }) => name.value === 'key');

/** @param {string} sdl @returns {ObjectType[]} */
function objectTypes(sdl) {
  return parse(sdl).definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION ? [definition] : [],
  );
}

/** @param {Field} field @param {string} directive @param {string} argument */
function argumentValue(field, directive, argument) {
  return field.directives
    ?.find(({ name }) => name.value === directive)
    ?.arguments?.find(({ name }) => name.value === argument)?.value;
}

/** @param {Field} field @param {string} directive @param {string} argument */
function argumentOf(field, directive, argument) {
  const value = argumentValue(field, directive, argument);
  return value?.kind === Kind.STRING ? value.value : undefined;
}

/** @param {Field} field @param {string} directive @param {string} argument */
function listOf(field, directive, argument) {
  const value = argumentValue(field, directive, argument);
  return value?.kind === Kind.LIST
    ? value.values.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : []))
    : [];
}
