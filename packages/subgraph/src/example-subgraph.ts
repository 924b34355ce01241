import type { Locale } from '@belgi/contracts';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  createUnionType,
  Directive,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { z } from 'zod';
import {
  buildSubgraph,
  connectionOf,
  containerOf,
  decodeCursor,
  defineRefusals,
  LocaleEnum,
  limitOf,
  MoneyScalar,
  PageArgs,
  Personal,
  pageOf,
  Refusal,
  type Subgraph,
  type SubgraphContext,
  unauthorized,
} from './index.js';

/** A small subgraph with one of everything, for the tests of this package. */
export interface ExampleLoaders {
  readonly loads: string[];
}
type Context = SubgraphContext<ExampleLoaders>;

export const refusals = defineRefusals({
  SOLD_OUT: { ky: 'Калган жок: {title}', ru: 'Нет в наличии: {title}', en: 'None left: {title}' },
  CLOSED: { en: 'Closed' },
});

@ObjectType()
@Directive('@key(fields: "id")')
export class Book {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  title!: string;

  @Field(() => MoneyScalar)
  price!: bigint;

  @Field(() => Date)
  openedAt!: Date;

  @Field(() => String, { nullable: true })
  reader!: string | null;
}
export const BookConnection = connectionOf('Book', () => Book);

@ObjectType()
@Directive('@key(fields: "id", resolvable: false)')
export class Stub {
  @Field(() => ID)
  id!: string;
}

@ObjectType({ implements: Refusal })
export class BookRefused extends Refusal {
  @Field(() => Book, { nullable: true })
  book!: Book | null;
}
const BookResult = createUnionType({ name: 'BookResult', types: () => [Book, BookRefused] as const });

@ArgsType()
class BooksArgs extends PageArgs {}

const book = (id: string): Omit<Book, 'reader'> => ({
  id,
  title: 'one',
  price: 1_250_000n,
  openedAt: new Date(Date.UTC(2026, 0)),
});

@Resolver(() => Book)
class BookResolver {
  constructor(private readonly answer: string) {}

  @Query(() => Book)
  book(@Arg('id', () => ID) id: string) {
    return book(id);
  }

  @Query(() => BookResult)
  borrow(@Arg('id', () => ID) id: string, @Ctx() { locale }: Context) {
    if (id === '1') return { __typename: 'Book', ...book(id) };
    return { __typename: 'BookRefused', ...refusals.refusal(locale, 'SOLD_OUT', { title: id }), book: null };
  }

  @Query(() => BookConnection)
  books(@Args(() => BooksArgs) { first, after }: BooksArgs) {
    const start = after ? decodeCursor(after, z.tuple([z.number().int()]))[0] : 0;
    const rows = Array.from({ length: 250 }, (_, i) => i + 1)
      .filter((i) => i > start)
      .slice(0, limitOf(first));
    return pageOf(rows, first, { keyset: (row) => [row], node: (row) => book(String(row)), after });
  }

  @Query(() => Stub, { nullable: true })
  forbidden(): Stub | null {
    throw unauthorized('NOT_YOURS');
  }

  @Query(() => String, { nullable: true })
  fails(): string | null {
    const cause = Object.assign(new Error('socket hang up'), { parameters: ['21404198500012'] });
    throw Object.assign(new Error('connection lost', { cause }), { detail: 'Key (pin)=(21404198500012)' });
  }

  @Query(() => String)
  echo(@Arg('amount', () => MoneyScalar) amount: bigint) {
    return amount.toString();
  }

  @FieldResolver(() => LocaleEnum)
  locale(@Ctx() { locale }: Context): Locale {
    return locale;
  }

  @FieldResolver(() => Book)
  self(@Root() root: Book) {
    return root;
  }

  /** Declared with `@Field` too: here type-graphql loses the directive. */
  @FieldResolver(() => String, { nullable: true })
  @Personal({ category: 'NAME', purposes: ['IDENTIFICATION', 'COMMUNICATION'] })
  reader() {
    return this.answer;
  }

  /** Declared here alone: here it does not. */
  @FieldResolver(() => String, { nullable: true })
  @Personal({ category: 'PHONE', purposes: [] })
  readerPhone() {
    return null;
  }
}

export function buildExample(): Subgraph {
  return buildSubgraph<Context>({
    name: 'example',
    resolvers: [BookResolver],
    container: containerOf(new BookResolver('injected')),
    references: {
      Book: (reference: { id: string }, { loaders }) => {
        // Synchronous on purpose: the merge has to make it asynchronous.
        if (reference.id === 'broken') throw new Error('no such shelf');
        loaders.loads.push(reference.id);
        if (reference.id === 'gone') return Promise.resolve(null);
        return Promise.resolve(reference.id === 'frozen' ? Object.freeze(book(reference.id)) : book(reference.id));
      },
    },
  });
}
