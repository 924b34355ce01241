import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  type TypeDefinitionNode,
  type TypeNode,
} from 'graphql';

/** What a subgraph marks for partner agencies: `@tag(name: "partner")` on a type, or on a field of a root type. */
const TAG = 'partner';
const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);
/** Types of the supergraph's own machinery; the gateway hides them anyway. */
const MACHINERY = /^(join|link|core)__/;
const INACCESSIBLE: ConstDirectiveNode = {
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'inaccessible' },
};

/** https://specs.apollo.dev/inaccessible/v0.2 */
const LINK = parse(`
extend schema @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)
directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
`);

type Directed = { readonly directives?: readonly ConstDirectiveNode[] | undefined };
type WithFields = ObjectTypeDefinitionNode;

const has = (node: Directed, name: string) => node.directives?.some((one) => one.name.value === name) === true;
const isTagged = ({ directives = [] }: Directed) =>
  directives.some(
    ({ name, arguments: given = [] }) =>
      name.value === 'tag' && given.some(({ value }) => value.kind === Kind.STRING && value.value === TAG),
  );
const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));
const hidden = <Node extends Directed>(node: Node): Node =>
  has(node, 'inaccessible') ? node : { ...node, directives: [...(node.directives ?? []), INACCESSIBLE] };

const isType = (node: DefinitionNode): node is TypeDefinitionNode =>
  'name' in node && node.kind.endsWith('TypeDefinition') && !MACHINERY.test(node.name?.value ?? '');

/**
 * The supergraph of partner agencies: the same services and plans, and everything that is not tagged for partners marked
 * `@inaccessible`, which a router leaves out of the graph that clients see. What is not tagged is not there: of root types
 * the tagged fields, of other types the tagged ones as far as they can be reached; enums, scalars, inputs and unions
 * follow from being used.
 * @returns undefined when nothing at the root is tagged: there is no partner graph
 */
export function partnerSupergraph(supergraph: string): string | undefined {
  const document = parse(supergraph);
  const types = new Map(document.definitions.filter(isType).map((type) => [type.name.value, type]));
  const kept = reachable(types);
  if (![...ROOTS].some((root) => kept.has(root))) return undefined;
  const definitions = document.definitions.map((node) => {
    if (!isType(node)) return node;
    if (!kept.has(node.name.value)) return hidden(node);
    if (!('fields' in node) || node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) return node;
    const fields = (node as WithFields).fields?.map((field) => (isKept(node, field, kept) ? field : hidden(field)));
    return { ...node, fields } as TypeDefinitionNode;
  });
  return print({ ...document, definitions: withInaccessible(definitions) });
}

/** A supergraph in which nothing is inaccessible yet does not know the word. */
function withInaccessible(definitions: readonly DefinitionNode[]): readonly DefinitionNode[] {
  if (definitions.some((node) => node.kind === Kind.DIRECTIVE_DEFINITION && node.name.value === 'inaccessible'))
    return definitions;
  const [link, known] = LINK.definitions;
  if (link?.kind !== Kind.SCHEMA_EXTENSION || known === undefined) throw new Error('the link is written above');
  return [
    ...definitions.map((node) =>
      node.kind === Kind.SCHEMA_DEFINITION
        ? { ...node, directives: [...(node.directives ?? []), ...(link.directives ?? [])] }
        : node,
    ),
    known,
  ];
}

/** A field stays when it may be asked for and leads to something that stays. */
const isKept = (type: TypeDefinitionNode, field: FieldDefinitionNode, kept: ReadonlySet<string>) =>
  (!ROOTS.has(type.name.value) || isTagged(field)) && kept.has(nameOf(field.type));

/** Names of the types that stay, from the tagged fields at the root on. */
function reachable(types: ReadonlyMap<string, TypeDefinitionNode>): Set<string> {
  const kept = new Set(['String', 'Int', 'Float', 'Boolean', 'ID']);
  const reach = (name: string): void => {
    const type = types.get(name);
    if (type === undefined || kept.has(name) || !mayBeSeen(type)) return;
    kept.add(name);
    if (type.kind === Kind.UNION_TYPE_DEFINITION) for (const member of type.types ?? []) reach(member.name.value);
    if (type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION)
      for (const field of type.fields ?? []) reach(nameOf(field.type));
    if (type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      for (const one of type.interfaces ?? []) reach(one.name.value);
      for (const field of type.fields ?? []) reachField(field);
    }
  };
  const reachField = (field: FieldDefinitionNode) => {
    reach(nameOf(field.type));
    for (const argument of (field.arguments ?? []) as readonly InputValueDefinitionNode[]) reach(nameOf(argument.type));
  };
  for (const root of ROOTS) {
    const type = types.get(root);
    if (type?.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const tagged = type.fields?.filter(isTagged) ?? [];
    if (tagged.length > 0) kept.add(root);
    for (const field of tagged) reachField(field);
  }
  return kept;
}

/**
 * Enums, scalars, inputs and unions say nothing that the fields using them do not: no tag is needed. Members of a union
 * are looked at one by one; a union whose members are all hidden would be refused when the graph is opened.
 */
const mayBeSeen = (type: TypeDefinitionNode): boolean =>
  type.kind === Kind.ENUM_TYPE_DEFINITION ||
  type.kind === Kind.UNION_TYPE_DEFINITION ||
  type.kind === Kind.SCALAR_TYPE_DEFINITION ||
  type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION ||
  isTagged(type);
