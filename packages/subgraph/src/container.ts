import type { ClassType, ContainerType } from 'type-graphql';

/**
 * Resolvers made by hand in `compose.ts`, found by their class: constructor injection without a framework.
 * @throws on `get` of a class that was not given: better at start than at the first request
 */
export function containerOf(...instances: readonly object[]): ContainerType {
  const byClass = new Map<unknown, object>(instances.map((instance) => [instance.constructor, instance]));
  return {
    get(someClass: ClassType): object {
      const instance = byClass.get(someClass);
      if (instance === undefined) throw new Error(`compose.ts gave no ${someClass.name}`);
      return instance;
    },
  };
}
