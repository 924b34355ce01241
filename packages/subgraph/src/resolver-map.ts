import type { GraphQLResolverMap } from '@apollo/subgraph';
import {
  GraphQLError,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';
import { createResolversMap } from 'type-graphql';

/** Finds an entity by its representation (`__typename` and key fields). Null: there is none. Use a DataLoader inside. */
export type ReferenceResolver<Context> = (
  // biome-ignore lint/suspicious/noExplicitAny: the key's shape is the entity's own
  reference: any,
  context: Context,
) => Promise<object | null>;

export type References<Context> = Readonly<Record<string, ReferenceResolver<Context>>>;
type TypeResolver = (value: unknown, context: unknown, info: GraphQLResolveInfo) => unknown;

/**
 * The resolvers of a type-graphql schema in the form that `buildSubgraphSchema` takes, plus what type-graphql
 * leaves out: `__resolveReference`.
 *
 * Abstract types are resolved by `__typename` first, by class second, and `isTypeOf` is dropped: it demands
 * instances of the GraphQL class, and rows and domain values are not those.
 */
export function resolverMap<Context>(schema: GraphQLSchema, references: References<Context>): GraphQLResolverMap {
  const resolvers: Record<string, unknown> = {};
  for (const [name, fromTypeGraphql] of Object.entries(createResolversMap(schema))) {
    const type = schema.getType(name);
    if (isAbstractType(type)) {
      resolvers[name] = {
        __resolveType: byTypename(name, (fromTypeGraphql as { __resolveType: TypeResolver }).__resolveType),
      };
    } else if (isObjectType(type)) {
      if (Object.keys(type.getFields()).length === 0) continue;
      const { __isTypeOf, ...fields } = fromTypeGraphql as Record<string, unknown>;
      resolvers[name] = fields;
    } else if (!isScalarType(type) || !isSpecifiedScalarType(type)) {
      resolvers[name] = fromTypeGraphql;
    }
  }
  for (const [name, reference] of Object.entries(references)) {
    resolvers[name] = {
      ...(resolvers[name] as object | undefined),
      // `async`, because a synchronous throw for one representation would null all of them.
      __resolveReference: async (representation: unknown, context: Context) =>
        thawed(await reference(representation, context)),
    };
  }
  return resolvers as GraphQLResolverMap;
}

function byTypename(abstractName: string, byClass: TypeResolver): TypeResolver {
  return (value, context, info) => {
    const typename = (value as { __typename?: unknown } | null)?.__typename;
    if (typeof typename === 'string') return typename;
    try {
      return byClass(value, context, info);
    } catch (cause) {
      throw new GraphQLError(`${abstractName}: give the value a __typename`, { originalError: cause as Error });
    }
  };
}

/** @apollo/subgraph defines `__typename` on what a reference returns, which a frozen object refuses. */
function thawed(entity: object | null): object | null {
  if (entity === null || Object.isExtensible(entity)) return entity;
  return Object.assign(Object.create(Object.getPrototypeOf(entity) as object | null) as object, entity);
}
