import { PersonalDirective } from './personal.js';

/**
 * What every subgraph's SDL begins with: the same text in all four.
 * `@personal` reaches the supergraph only if each subgraph links its specification (the URL ends in a version) *and*
 * composes it; one that forgets makes it disappear from all, silently.
 * `@cacheControl` is absent on purpose: its enum would have to be in all four, `@inaccessible`, and composition then
 * hints UNUSED_ENUM_TYPE, which fails our build.
 */
export const FEDERATION_HEADER = `extend schema
  @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: [
      "@key"
      "@shareable"
      "@external"
      "@requires"
      "@provides"
      "@inaccessible"
      "@tag"
      "@override"
      "@composeDirective"
      "@authenticated"
      "@requiresScopes"
      "@policy"
    ]
  )
  @link(url: "https://belgi.kg/specs/personal/v1.0", import: ["@personal"])
  @composeDirective(name: "@personal")

${PersonalDirective}
`;
