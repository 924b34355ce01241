import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { Directive, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { describe, expect, it } from 'vitest';
import { Book, buildExample } from './example-subgraph.js';
import { buildSubgraph, containerOf, executeAs, FEDERATION_HEADER } from './index.js';

const { schema, sdl } = buildExample();
const countOf = (text: string | undefined, needle: RegExp): number => text?.match(needle)?.length ?? 0;
const USES_OF_PERSONAL = /@personal\(category: "/g;

@Resolver()
class OneQuery {
  @Query(() => Boolean)
  yes(): boolean {
    return true;
  }
}

describe('the SDL', () => {
  it('begins with the header that all subgraphs share', () => {
    expect(sdl.startsWith(FEDERATION_HEADER)).toBe(true);
  });

  it('is the same each time, and needs no resolver instance', () => {
    expect(buildExample().sdl).toBe(sdl);
    expect(buildSubgraph({ name: 'bare', resolvers: [OneQuery] }).sdl).toContain('yes: Boolean!');
  });

  it('keeps a directive on a @FieldResolver whose field is declared with @Field too', () => {
    expect(sdl).toContain('reader: String @personal(category: "NAME", purposes: ["IDENTIFICATION", "COMMUNICATION"])');
    expect(sdl).toContain('readerPhone: String @personal(category: "PHONE", purposes: [])');
  });

  it('tags what partners share, and prints a stub as its key alone', () => {
    for (const shared of ['interface Refusal', 'type PageInfo @shareable', 'scalar Money', 'enum Locale']) {
      expect(sdl).toContain(`${shared} @tag(name: "partner")`);
    }
    expect(sdl).toContain('type Stub @key(fields: "id", resolvable: false) {\n  id: ID!\n}');
  });

  it('composes with another one without a hint, and every @personal arrives', () => {
    const other = sdl
      .replace(/Book/g, 'Tome')
      .replace('  book(', '  tome(')
      .replace(/ {2}(borrow|fails|echo|forbidden|books)\b/g, '  $1Too');
    const services = [sdl, other].map((typeDefs, i) => ({
      name: `s${i}`,
      url: `http://s${i}`,
      typeDefs: parse(typeDefs),
    }));
    const { errors, hints, supergraphSdl } = composeServices(services);
    expect(errors).toBeUndefined();
    expect(hints?.map((hint) => hint.message)).toEqual([]);
    expect(countOf(supergraphSdl, USES_OF_PERSONAL)).toBe(countOf(sdl, USES_OF_PERSONAL) * 2);
  });
});

describe('building', () => {
  it('refuses an entity without a reference, and a reference without an entity', () => {
    @ObjectType()
    @Directive('@key(fields: "id")')
    class Lonely {
      @Field(() => ID)
      id!: string;
    }
    expect(() => buildSubgraph({ name: 's', resolvers: [OneQuery], orphanedTypes: [Lonely] })).toThrow(
      's: entity Lonely has a @key but no reference',
    );
    expect(() => buildSubgraph({ name: 's', resolvers: [OneQuery], references: { Lonely: async () => null } })).toThrow(
      's: reference Lonely names no entity',
    );
  });

  it('builds a service that has entities but no query', async () => {
    @ObjectType('Citizen')
    @Directive('@key(fields: "id")')
    class CitizenInNotify {
      @Field(() => ID)
      id!: string;
    }
    @Resolver(() => CitizenInNotify)
    class None {}
    const subgraph = buildSubgraph({
      name: 'notify',
      resolvers: [None],
      orphanedTypes: [CitizenInNotify],
      references: { Citizen: async ({ id }: { id: string }) => ({ id }) },
      skipCheck: true,
    });
    expect(subgraph.sdl).not.toContain('type Query');
    const query = '{ _entities(representations: [{ __typename: "Citizen", id: "7" }]) { ... on Citizen { id } } }';
    expect((await executeAs(subgraph.schema, { query })).data).toEqual({ _entities: [{ id: '7' }] });
  });

  it('says which resolver compose.ts forgot', () => {
    expect(() => containerOf().get(OneQuery, undefined as never)).toThrow('compose.ts gave no OneQuery');
  });
});

describe('executing', () => {
  it('tells members of a union by __typename, without instances of GraphQL classes', async () => {
    const query =
      '{ a: borrow(id: "1") { __typename } b: borrow(id: "2") { ... on Refusal { __typename code message } } }';
    const result = await executeAs(schema, { query, locale: 'KY', context: { loaders: { loads: [] } } });
    expect(result).toEqual({
      data: {
        a: { __typename: 'Book' },
        b: { __typename: 'BookRefused', code: 'SOLD_OUT', message: 'Калган жок: 2' },
      },
    });
    expect(Book.name).toBe('Book');
  });

  it('calls the injected resolver', async () => {
    const result = await executeAs(schema, { query: '{ book(id: "1") { reader } }' });
    expect(result.data).toEqual({ book: { reader: 'injected' } });
  });

  it('pages through a list by its cursors', async () => {
    const query =
      'query ($after: Cursor) { books(first: 100, after: $after) { edges { node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } }';
    type Page = {
      books: {
        edges: { node: { id: string } }[];
        pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
      };
    };
    const ids: string[] = [];
    let after: string | null = null;
    for (const expected of [100, 100, 50]) {
      const page: Page | null | undefined = (await executeAs<Page>(schema, { query, variables: { after } })).data;
      expect(page?.books.edges).toHaveLength(expected);
      expect(page?.books.pageInfo).toMatchObject({ hasNextPage: expected === 100, hasPreviousPage: after !== null });
      ids.push(...(page?.books.edges.map((edge) => edge.node.id) ?? []));
      after = page?.books.pageInfo.endCursor ?? null;
    }
    expect(ids).toEqual(Array.from({ length: 250 }, (_, i) => String(i + 1)));
  });
});
