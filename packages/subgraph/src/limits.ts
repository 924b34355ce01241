import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';

/** A batch of representations for a page of entities stays far below; a flood does not. */
export const GRAPHQL_BODY_LIMIT_BYTES = 1024 * 1024;
/** The planner's fetches are flatter than what clients send (the gateway allows 12 there); the rest is margin. */
export const MAX_DEPTH = 16;
/** Each alias is one more execution of its field. The planner adds a few, and clients get fewer than this. */
export const MAX_ALIASES = 100;
/** Tokens bound the parser's work before anything else is known of the document. */
export const MAX_TOKENS = 10_000;

interface Measure {
  readonly depth: number;
  readonly aliases: number;
}

/** Refuses operations that are too deep or have too many aliases, fragments counted where they are spread. */
export const limitsRule: ValidationRule = (context) => ({
  Document(document: DocumentNode) {
    const measure = measurer(document);
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      const { depth, aliases } = measure(definition.selectionSet);
      if (depth > MAX_DEPTH) context.reportError(new GraphQLError(`the operation is deeper than ${MAX_DEPTH} levels`));
      if (aliases > MAX_ALIASES)
        context.reportError(new GraphQLError(`the operation has more than ${MAX_ALIASES} aliases`));
    }
  },
});

/**
 * Measures selection sets; each fragment once, so that nested spreads cannot make the measuring itself expensive
 * (with n fragments spreading the next one twice, walking costs 2ⁿ).
 */
function measurer(document: DocumentNode): (set: SelectionSetNode) => Measure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, Measure>();
  const measureFragment = (name: string): Measure => {
    const known = measured.get(name);
    if (known !== undefined) return known;
    // A fragment that spreads itself is another rule's business; here it only must end.
    measured.set(name, { depth: 0, aliases: 0 });
    const fragment = fragments.get(name);
    const result = fragment === undefined ? { depth: 0, aliases: 0 } : measure(fragment.selectionSet);
    measured.set(name, result);
    return result;
  };
  const measure = (set: SelectionSetNode): Measure => {
    let depth = 0;
    let aliases = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const inner = selection.selectionSet === undefined ? { depth: 0, aliases: 0 } : measure(selection.selectionSet);
        depth = Math.max(depth, inner.depth + 1);
        aliases += inner.aliases + (selection.alias === undefined ? 0 : 1);
      } else {
        const inner =
          selection.kind === Kind.FRAGMENT_SPREAD
            ? measureFragment(selection.name.value)
            : measure(selection.selectionSet);
        depth = Math.max(depth, inner.depth);
        aliases += inner.aliases;
      }
    }
    return { depth, aliases };
  };
  return measure;
}
