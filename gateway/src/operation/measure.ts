import type { DocumentNode, FragmentDefinitionNode, OperationDefinitionNode, SelectionSetNode } from 'graphql';

/** What an operation asks for once its fragments are spelled out. */
export interface Measures {
  /** Nested levels of fields. */
  readonly depth: number;
  /** Fields of the uppermost level. */
  readonly rootFields: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
}

const NOTHING: Measures = { depth: 0, rootFields: 0, fields: 0, aliases: 0, directives: 0 };

const beside = (a: Measures, b: Measures): Measures => ({
  depth: Math.max(a.depth, b.depth),
  rootFields: a.rootFields + b.rootFields,
  fields: a.fields + b.fields,
  aliases: a.aliases + b.aliases,
  directives: a.directives + b.directives,
});

/**
 * Attack: 30 fragments that each use the next one twice spell out to 10⁹ fields in 1 KB of text. So nothing is ever
 * spelled out: each fragment is measured once, however often it is used.
 */
export function measure(document: DocumentNode, operation: OperationDefinitionNode): Measures {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === 'FragmentDefinition') fragments.set(node.name.value, node);
  const known = new Map<string, Measures>();

  const ofFragment = (name: string): Measures => {
    const before = known.get(name);
    if (before !== undefined) return before;
    // Also ends a cycle, which validation refuses later with a better message.
    known.set(name, NOTHING);
    const fragment = fragments.get(name);
    const measures = fragment === undefined ? NOTHING : ofSelections(fragment.selectionSet);
    known.set(name, measures);
    return measures;
  };

  const ofSelections = (set: SelectionSetNode): Measures => set.selections.map(ofSelection).reduce(beside, NOTHING);

  const ofSelection = (selection: SelectionSetNode['selections'][number]): Measures => {
    const own = selection.directives?.length ?? 0;
    if (selection.kind === 'FragmentSpread') {
      const inner = ofFragment(selection.name.value);
      return { ...inner, directives: inner.directives + own };
    }
    const inner = selection.selectionSet === undefined ? NOTHING : ofSelections(selection.selectionSet);
    if (selection.kind === 'InlineFragment') return { ...inner, directives: inner.directives + own };
    // `__schema` and `__type` have a depth limit of their own in graphql-js: GraphiQL needs 15 levels there.
    const below = selection.name.value.startsWith('__') ? 0 : inner.depth;
    return {
      depth: below + 1,
      rootFields: 1,
      fields: inner.fields + 1,
      aliases: inner.aliases + (selection.alias === undefined ? 0 : 1),
      directives: inner.directives + own,
    };
  };

  const measures = ofSelections(operation.selectionSet);
  return { ...measures, directives: measures.directives + (operation.directives?.length ?? 0) };
}
