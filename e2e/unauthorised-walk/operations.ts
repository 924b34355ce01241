import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** A value for an argument, as it is written in the operation; undefined: something of the right type is made up. */
export type Given = (path: string) => string | undefined;

/** Nobody and nothing has this id. */
export const NO_ID = '01980000-0000-7000-8000-000000000000';

/** Well-formed values that mean nothing: whoever is let in is refused for the state of things, not for the form. */
const SCALARS: Readonly<Record<string, string>> = {
  ID: `"${NO_ID}"`,
  String: '"x"',
  Int: '1',
  Boolean: 'true',
  Money: '"1"',
  DateTime: '"2020-01-01T00:00:00.000Z"',
  Cursor: '"x"',
};

function literalOf(type: GraphQLInputType, path: string, given: Given): string {
  const chosen = given(path);
  if (chosen !== undefined) return chosen;
  if (isNonNullType(type)) return literalOf(type.ofType, path, given);
  if (isListType(type)) return `[${literalOf(type.ofType, path, given)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => isRequired(field) || given(`${path}.${field.name}`),
    );
    return `{ ${fields.map((field) => `${field.name}: ${literalOf(field.type, `${path}.${field.name}`, given)}`).join(', ')} }`;
  }
  return SCALARS[type.name] ?? '"x"';
}

const isRequired = ({ type, defaultValue }: Pick<GraphQLArgument, 'type' | 'defaultValue'>) =>
  isNonNullType(type) && defaultValue === undefined;

export function argumentsOf(field: GraphQLField<unknown, unknown>, path: string, given: Given): string {
  const named = field.args.filter(
    (argument) => isRequired(argument) || given(`${path}.${argument.name}`) !== undefined,
  );
  if (named.length === 0) return '';
  return `(${named.map((argument) => `${argument.name}: ${literalOf(argument.type, `${path}.${argument.name}`, given)}`).join(', ')})`;
}

/** What a selection asks for: `Type.field` for each field, for the count of what was walked. */
export interface Selection {
  readonly text: string;
  readonly asked: ReadonlySet<string>;
}

/** Of the gateway's twelve levels the last is for the name of what is not gone into any deeper: it is walked where it comes up higher. */
const DEEPEST_LEVEL = 11;

/** Things that come up again and again are walked where they come up first; values wherever they stand. */
const isThing = (type: GraphQLObjectType) =>
  ['id', 'edges', 'hasNextPage', 'number'].some((name) => name in type.getFields());

/**
 * Selects every field below a root field: each entity, connection and page once, afterwards only named.
 * @param path of the root field, e.g. `Query.me`
 */
export function everythingBelow(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  path: string,
  given: Given,
): Selection {
  const asked = new Set([path]);
  const seen = new Set<string>();
  const expand = (type: GraphQLNamedType, above: ReadonlySet<string>, level: number): string => {
    if (level > DEEPEST_LEVEL) return '{ __typename }';
    if (!isAbstractType(type)) return `{ __typename ${inside(type, above, level)} }`;
    const members = schema
      .getPossibleTypes(type)
      .map((member) => `... on ${member.name} { ${inside(member, above, level)} }`);
    return `{ __typename ${members.join(' ')} }`;
  };
  const inside = (type: GraphQLNamedType, above: ReadonlySet<string>, level: number): string => {
    if (!isObjectType(type) || seen.has(type.name) || above.has(type.name)) return '__typename';
    if (isThing(type)) seen.add(type.name);
    const here = new Set([...above, type.name]);
    return Object.values(type.getFields())
      .map((one) => {
        asked.add(`${type.name}.${one.name}`);
        const below = getNamedType(one.type);
        const isLeaf = !isObjectType(below) && !isAbstractType(below);
        return `${one.name}${argumentsOf(one, `${type.name}.${one.name}`, given)}${isLeaf ? '' : ` ${expand(below, here, level + 1)}`}`;
      })
      .join(' ');
  };
  const type = getNamedType(field.type);
  const isLeaf = !isObjectType(type) && !isAbstractType(type);
  return {
    text: `${field.name}${argumentsOf(field, path, given)}${isLeaf ? '' : ` ${expand(type, new Set(), 2)}`}`,
    asked,
  };
}
