/** What `registerEnumType` wants of a list of names: each under itself. */
export const enumOf = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as { readonly [name in Name]: name };
