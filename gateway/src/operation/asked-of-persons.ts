import { type FieldNode, type FragmentDefinitionNode, getOperationAST, Kind, type SelectionSetNode } from 'graphql';
import type { Operation } from '../pipeline/exchange.js';

/** The service that keeps the trace of who looked at whom, and the root field by which staff look a person up. */
export const LOOKED_UP = { subgraph: 'identity', field: 'citizen' } as const;
/** More names than a person has fields. */
const MAX_NAMES = 64;

/**
 * Which fields of persons an operation asks for, below each look-up, by its response key. Each service gets its own part of
 * an operation; the one that keeps the trace is told of all of it, so that what others refuse is recorded too.
 * Directives are not evaluated: a field that might be shown counts as asked for.
 * @returns undefined: nobody is looked up
 */
export function askedOfPersons({ document, name, kind }: Operation): Record<string, string[]> | undefined {
  if (kind !== 'query') return undefined;
  const operation = getOperationAST(document, name);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const asked = new Map<string, Set<string>>();
  for (const root of fieldsOf(operation?.selectionSet, fragments)) {
    if (root.name.value !== LOOKED_UP.field) continue;
    const key = root.alias?.value ?? root.name.value;
    const names = asked.get(key) ?? new Set();
    asked.set(key, names);
    for (const field of fieldsOf(root.selectionSet, fragments)) if (names.size < MAX_NAMES) names.add(field.name.value);
  }
  return asked.size === 0 ? undefined : Object.fromEntries([...asked].map(([key, names]) => [key, [...names]]));
}

/** The fields of one level, fragments spelled out, each fragment once: thirty that use each other twice are thirty. */
function* fieldsOf(
  set: SelectionSetNode | undefined,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  seen = new Set<string>(),
): Generator<FieldNode> {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.FIELD) yield selection;
    else if (selection.kind === Kind.INLINE_FRAGMENT) yield* fieldsOf(selection.selectionSet, fragments, seen);
    else if (!seen.has(selection.name.value)) {
      seen.add(selection.name.value);
      yield* fieldsOf(fragments.get(selection.name.value)?.selectionSet, fragments, seen);
    }
  }
}
