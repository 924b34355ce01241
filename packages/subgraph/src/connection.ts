import { Max, Min } from 'class-validator';
import { ArgsType, type ClassType, Directive, Field, Int, ObjectType } from 'type-graphql';
import { CursorScalar } from './scalars.js';

/** No list gives more at once: one page must stay a cheap query and a small answer. */
export const MAX_PAGE_SIZE = 100;
export const DEFAULT_PAGE_SIZE = 20;

@ObjectType('PageInfo', { description: 'Where a page stands in its list.' })
@Directive('@shareable')
@Directive('@tag(name: "partner")')
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Field(() => Boolean)
  hasPreviousPage!: boolean;

  @Field(() => CursorScalar, { nullable: true })
  startCursor!: string | null;

  @Field(() => CursorScalar, { nullable: true })
  endCursor!: string | null;
}

/** `(first: Int! = 20, after: Cursor)`: spread with `@Args()`. Outside 1 to 100 is BAD_USER_INPUT. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: DEFAULT_PAGE_SIZE })
  @Min(1)
  @Max(MAX_PAGE_SIZE)
  first!: number;

  @Field(() => CursorScalar, { nullable: true })
  after?: string | null;
}

export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

export interface Connection<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly pageInfo: PageInfo;
}

/** Names already taken: a factory that runs twice for one node would declare the type twice. */
const made = new Set<string>();

/**
 * The types `<name>Connection` and `<name>Edge`. Call once per node and export the class:
 * `export const LotConnection = connectionOf('Lot', () => Lot)`.
 * @param node the node's class, or a thunk of it where modules import each other
 * @param directives SDL of directives for both types, such as `@tag(name: "partner")`
 */
export function connectionOf<Node extends object>(
  name: string,
  node: ClassType<Node> | (() => ClassType<Node>),
  directives: readonly string[] = [],
): ClassType<Connection<Node>> {
  if (made.has(name)) throw new Error(`connectionOf('${name}') was called before: export its class and import that`);
  made.add(name);
  const nodeClass = (): ClassType<Node> =>
    node.prototype === undefined ? (node as () => ClassType<Node>)() : (node as ClassType<Node>);

  @ObjectType(`${name}Edge`)
  class EdgeType implements Edge<Node> {
    @Field(() => CursorScalar)
    cursor!: string;

    @Field(() => nodeClass())
    node!: Node;
  }

  @ObjectType(`${name}Connection`)
  class ConnectionType implements Connection<Node> {
    @Field(() => [EdgeType])
    edges!: EdgeType[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;
  }
  for (const sdl of directives) for (const type of [EdgeType, ConnectionType]) Directive(sdl)(type);
  return ConnectionType;
}
