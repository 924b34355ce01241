/** Names the member of a union; rows and domain values are never instances of the graph's classes. */
export function named<Name extends string, Value extends object>(
  name: Name,
  value: Value,
): Value & { __typename: Name } {
  return Object.assign({}, value, { __typename: name });
}

/** `resolveType` of every union here: what `named` said. */
export const typename = (value: object): string => (value as { __typename?: string }).__typename ?? '';
