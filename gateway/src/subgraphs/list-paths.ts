import type { GraphQLFormattedError } from 'graphql';

type Entity = Readonly<Record<string, unknown>>;
const isEntity = (value: unknown): value is Entity =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Values at a planner's path (`@`: every element of a list), nulls left out, in the planner's own order. */
function valuesAt(value: unknown, path: readonly (string | number)[]): unknown[] {
  if (value === undefined || value === null) return [];
  const [head, ...rest] = path;
  if (head === undefined)
    return Array.isArray(value) ? value.filter((item) => item !== null && item !== undefined) : [value];
  if (head === '@') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : [];
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  return isEntity(value) ? valuesAt(value[head], rest) : [];
}

/** Whether a representation was made from this entity: the same type and the same key fields. */
function isMadeFrom(representation: unknown, entity: unknown): boolean {
  if (Array.isArray(representation)) {
    return (
      Array.isArray(entity) &&
      representation.length === entity.length &&
      representation.every((item, index) => isMadeFrom(item, entity[index]))
    );
  }
  if (!isEntity(representation)) return representation === entity;
  return isEntity(entity) && Object.keys(representation).every((key) => isMadeFrom(representation[key], entity[key]));
}

/**
 * Puts paths of errors inside lists right.
 * The planner asks a subgraph for those elements of a list that are of its type, and takes the index in that request
 * for the index in the list. In `[Clerk, Citizen]` an error of the citizen would be shown at the clerk. So the index
 * is turned into the one among all elements, which is what the planner reads.
 * @param roots answers of the operation's root fetches: the very objects that later answers are merged into
 * @param path the planner's path to the entities
 */
export function withListIndexes(
  errors: readonly GraphQLFormattedError[],
  roots: readonly Entity[],
  path: readonly (string | number)[],
  representations: readonly unknown[],
): readonly GraphQLFormattedError[] {
  const entities = roots.map((root) => valuesAt(root, path)).find((values) => values.length > 0) ?? [];
  if (entities.length === representations.length) return errors;
  const indexes: number[] = [];
  let next = 0;
  for (const representation of representations) {
    const index = entities.findIndex((entity, at) => at >= next && isMadeFrom(representation, entity));
    if (index < 0) return errors;
    indexes.push(index);
    next = index + 1;
  }
  return errors.map((error) => {
    const index = error.path?.[0] === '_entities' ? indexes[Number(error.path[1])] : undefined;
    return index === undefined ? error : { ...error, path: ['_entities', index, ...(error.path ?? []).slice(2)] };
  });
}
