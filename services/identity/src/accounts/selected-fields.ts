import { type GraphQLResolveInfo, getNamedType, isObjectType, Kind, type SelectionSetNode } from 'graphql';

/** More names than a person has fields; what the trace takes (`personal-data-state`). */
export const MAX_FIELDS = 32;

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

/**
 * Names of the fields of the same person that the whole operation asks other services for. They are a person's own: nobody
 * reads them by a purpose, and that they were asked for in vain belongs into the trace.
 * @param asked the gateway's word, by response key (`RequestContext.asked`)
 */
export function fieldsElsewhere(
  info: GraphQLResolveInfo,
  asked: Readonly<Record<string, readonly string[]>>,
): string[] {
  const type = getNamedType(info.returnType);
  const own = isObjectType(type) ? type.getFields() : {};
  return (asked[info.path.key] ?? []).filter((name) => !name.startsWith('__') && !Object.hasOwn(own, name));
}
