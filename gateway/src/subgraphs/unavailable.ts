import { type DocumentNode, type FieldNode, type GraphQLFormattedError, Kind, type SelectionSetNode } from 'graphql';

/** Errors told for one failed call: a page of a hundred lots needs no hundred of them. */
const MAX_ERRORS = 10;

const responseKey = (field: FieldNode) => field.alias?.value ?? field.name.value;

/** Fields of a selection, those within inline fragments included; `__typename` is known without asking. */
function fieldsOf(set: SelectionSetNode): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === '__typename' ? [] : [selection];
    return selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet) : [];
  });
}

/**
 * Errors for a call that had no answer, one per field the client will miss, with the paths a subgraph would have
 * given: the planner then puts them where they belong, and a front-end can say which part of its screen is missing.
 */
export function unavailableErrors(
  document: DocumentNode | undefined,
  variables: Readonly<Record<string, unknown>> | undefined,
): GraphQLFormattedError[] {
  const error = (path?: (string | number)[]): GraphQLFormattedError => ({
    message: 'subgraph unavailable',
    ...(path && { path }),
    extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
  });
  const operation = document?.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) return [error()];
  const root = fieldsOf(operation.selectionSet);
  const representations = variables?.['representations'];
  const entities = root.find((field) => field.name.value === '_entities');
  if (entities?.selectionSet === undefined || !Array.isArray(representations)) {
    return root.slice(0, MAX_ERRORS).map((field) => error([responseKey(field)]));
  }
  const keys = [...new Set(fieldsOf(entities.selectionSet).map(responseKey))];
  return representations
    .flatMap((_, index) => keys.map((key) => error(['_entities', index, key])))
    .slice(0, MAX_ERRORS);
}
