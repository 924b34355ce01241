import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DirectiveNode, type GraphQLSchema, Kind, type ObjectTypeDefinitionNode, parse } from 'graphql';
import { buildSchemaSync, type ContainerType } from 'type-graphql';
import { type References, resolverMap } from './resolver-map.js';
import { DateTimeScalar, MoneyScalar } from './scalars.js';
import { type AnyClass, subgraphSdl } from './subgraph-sdl.js';

export interface SubgraphOptions<Context> {
  /** The subgraph's name in the supergraph; in messages only. */
  readonly name: string;
  readonly resolvers: readonly AnyClass[];
  /** Entities that are reached through `_entities` alone: nothing else leads the schema to them. */
  readonly orphanedTypes?: readonly AnyClass[];
  /** One per entity this subgraph resolves. */
  readonly references?: References<Context>;
  /** Resolver instances, from `containerOf(…)`. Left out when only the SDL is wanted. */
  readonly container?: ContainerType;
  /** For a service with no query of its own. */
  readonly skipCheck?: boolean;
}

export interface Subgraph {
  /** Executable, with `_service` and `_entities`. */
  readonly schema: GraphQLSchema;
  /** What composition reads, and what `print-schema` prints. */
  readonly sdl: string;
}

/**
 * A federated schema from type-graphql classes. Needs no environment and opens nothing.
 * @throws when an entity lacks its reference, or a reference its entity
 */
export function buildSubgraph<Context = unknown>(options: SubgraphOptions<Context>): Subgraph {
  const { name, resolvers, orphanedTypes = [], references = {}, container, skipCheck = false } = options;
  const schema = buildSchemaSync({
    resolvers: resolvers as [AnyClass, ...AnyClass[]],
    orphanedTypes: [...orphanedTypes],
    scalarsMap: [
      { type: Date, scalar: DateTimeScalar },
      { type: BigInt, scalar: MoneyScalar },
    ],
    validate: { forbidUnknownValues: false, validationError: { target: false, value: false } },
    skipCheck,
    ...(container === undefined ? {} : { container }),
  });
  const sdl = subgraphSdl(schema, resolvers);
  const typeDefs = parse(sdl);
  const entities = typeDefs.definitions.filter(isResolvableEntity).map((type) => type.name.value);
  for (const entity of entities) {
    if (!(entity in references)) throw new Error(`${name}: entity ${entity} has a @key but no reference`);
  }
  for (const reference of Object.keys(references)) {
    if (!entities.includes(reference)) {
      throw new Error(`${name}: reference ${reference} names no entity of the schema (orphanedTypes?)`);
    }
  }
  return { schema: buildSubgraphSchema([{ typeDefs, resolvers: resolverMap(schema, references) }]), sdl };
}

function isResolvableEntity(definition: { readonly kind: Kind }): definition is ObjectTypeDefinitionNode {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return false;
  return ((definition as ObjectTypeDefinitionNode).directives ?? []).some(isResolvableKey);
}

function isResolvableKey(directive: DirectiveNode): boolean {
  if (directive.name.value !== 'key') return false;
  const resolvable = directive.arguments?.find((argument) => argument.name.value === 'resolvable')?.value;
  return !(resolvable?.kind === Kind.BOOLEAN && !resolvable.value);
}
