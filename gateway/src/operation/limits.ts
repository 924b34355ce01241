/** What one request may ask for. Each limit has its own code, so that a front-end developer sees which one it was. */
export const LIMITS = {
  /** Bytes of a POST body. A policy edition in three languages of Cyrillic text has about 200 KiB. */
  bodyBytes: 1024 * 1024,
  /** Tokens of a document; graphql-js stops reading there. The introspection query of GraphiQL has about 300. */
  tokens: 2_000,
  /** Nested levels of fields, introspection aside (graphql-js limits that itself). Our deepest screen has 8. */
  depth: 12,
  /** Fields once every fragment is spelled out: 30 fragments that use each other twice would make 10⁹. */
  fields: 1_000,
  /** Aliases: `a: signIn b: signIn …` is how one request becomes a hundred guesses. */
  aliases: 30,
  /** Fields at the root: each is at least one request to a subgraph. */
  rootFields: 10,
  /** Directives in use; each is work for the planner. */
  directives: 50,
  /** Errors told for one document; the rest would only help who probes the schema. */
  validationErrors: 5,
} as const;
