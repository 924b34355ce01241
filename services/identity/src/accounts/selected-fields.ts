import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/** More names than a person has fields. */
const MAX_FIELDS = 32;

/**
 * Names of the personal fields that a query asks for: what stands under `personal`, and `pinVerified`.
 * Directives are not evaluated: a field that might be shown counts as asked for.
 */
export function selectedFields(info: GraphQLResolveInfo): string[] {
  const names = new Set<string>();
  const walk = (set: SelectionSetNode | undefined, isPersonal: boolean): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        if (!isPersonal && name === 'personal') walk(selection.selectionSet, true);
        else if (isPersonal || name === 'pinVerified') names.add(name);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet, isPersonal);
      else walk(info.fragments[selection.name.value]?.selectionSet, isPersonal);
    }
  };
  for (const node of info.fieldNodes) walk(node.selectionSet, false);
  return [...names].filter((name) => !name.startsWith('__')).slice(0, MAX_FIELDS);
}
