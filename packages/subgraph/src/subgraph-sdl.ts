import { printSubgraphSchema } from '@apollo/subgraph';
import {
  type ASTNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  parseConstValue,
  print,
  visit,
} from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { FEDERATION_HEADER } from './federation-header.js';

/** What all subgraphs share and partners may see. Enums and scalars take no directives in type-graphql. */
const PARTNER_TYPES = new Set(['Locale', 'DateTime', 'Money', 'Cursor']);
const PARTNER_TAG: ConstDirectiveNode = {
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'tag' },
  arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'name' }, value: parseConstValue('"partner"') }],
};

/** A decorated class, resolver or type. */
export type AnyClass = abstract new (...args: never[]) => object;

/** The subgraph's SDL: the constant header, then the types with every directive they were declared with. */
export function subgraphSdl(schema: GraphQLSchema, resolvers: readonly AnyClass[]): string {
  const lost = lostDirectives(resolvers);
  const document = visit(parse(printSubgraphSchema(schema)), {
    SchemaExtension: () => null,
    SchemaDefinition: () => null,
    // A service without queries has an empty Query type, which SDL cannot say.
    ObjectTypeDefinition: {
      enter: (node) => (node.fields?.length ? withLostDirectives(node, lost) : null),
    },
    EnumTypeDefinition: (node) => (PARTNER_TYPES.has(node.name.value) ? tagged(node) : undefined),
    ScalarTypeDefinition: (node) => (PARTNER_TYPES.has(node.name.value) ? tagged(node) : undefined),
  }) as DocumentNode;
  return `${FEDERATION_HEADER}\n${print(document)}\n`;
}

function tagged<Node extends ASTNode & { readonly directives?: readonly ConstDirectiveNode[] | undefined }>(
  node: Node,
): Node {
  return { ...node, directives: [...(node.directives ?? []), PARTNER_TAG] };
}

/**
 * type-graphql 2.0.0-rc.4 drops the directives of a `@FieldResolver` when its field is declared with `@Field` too:
 * a `@Personal` or `@Directive('@policy …')` there would be lost without a word. They are put back here.
 * @returns `Type.field` → directives as SDL
 */
function lostDirectives(resolvers: readonly AnyClass[]): Map<string, string[]> {
  const storage = getMetadataStorage();
  const lost = new Map<string, string[]>();
  for (const fieldResolver of storage.fieldResolvers) {
    if (!(resolvers as readonly unknown[]).includes(fieldResolver.target) || !fieldResolver.directives?.length)
      continue;
    const objectClass = fieldResolver.getObjectType?.();
    const field = storage.fields.find((each) => each.target === objectClass && each.name === fieldResolver.methodName);
    const type = storage.objectTypes.find((each) => each.target === objectClass);
    if (field === undefined || type === undefined) continue;
    lost.set(
      `${type.name}.${field.schemaName}`,
      fieldResolver.directives.map((directive) => directive.nameOrDefinition),
    );
  }
  return lost;
}

function withLostDirectives(
  node: ObjectTypeDefinitionNode,
  lost: ReadonlyMap<string, string[]>,
): ObjectTypeDefinitionNode {
  const fields = node.fields?.map((field): FieldDefinitionNode => {
    const present = new Set(field.directives?.map((directive) => print(directive)));
    const missing = (lost.get(`${node.name.value}.${field.name.value}`) ?? [])
      .map(parseDirective)
      .filter((directive) => !present.has(print(directive)));
    return { ...field, directives: [...(field.directives ?? []), ...missing] };
  });
  return { ...node, ...(fields && { fields }) };
}

function parseDirective(sdl: string): ConstDirectiveNode {
  const definition = parse(`type T { f: Int ${sdl.startsWith('@') ? sdl : `@${sdl}`} }`, { noLocation: true })
    .definitions[0];
  const directive = (definition as ObjectTypeDefinitionNode).fields?.[0]?.directives?.[0];
  if (directive === undefined) throw new Error(`not a directive: ${sdl}`);
  return directive;
}
