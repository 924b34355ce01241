import type { Database } from '@belgi/database';
import { decodeCursor, fault, limitOf, PageArgs, pageOf } from '@belgi/subgraph';
import { IsOptional, ValidateNested } from 'class-validator';
import { Args, ArgsType, Ctx, Field, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import type { AuctionContext } from '../context.js';
import { type Lot, shownPrice } from '../lots/lot.js';
import { LotConnection, LotType, lotTypeOf } from '../lots/lot.type.js';
import { permit } from '../permit.js';
import { type CataloguePosition, catalogueRows } from './catalogue.store.js';
import { LotFilter, LotOrderEnum, type SimilarSale, SimilarSaleConnection } from './catalogue.type.js';
import { type PlatePattern, readPattern } from './plate-pattern.js';
import { type LotOrder, searchOf } from './search.js';
import { likenessesOf } from './similar-sales.js';

@ArgsType()
class LotsArgs extends PageArgs {
  @Field(() => LotFilter, { nullable: true })
  @IsOptional()
  @ValidateNested()
  filter?: LotFilter | null;

  @Field(() => LotOrderEnum, { defaultValue: 'NEWEST' })
  order!: LotOrder;
}

/** A cursor names the order that it is a place in: in another one it would mean somewhere else. */
const cursorShapes = {
  NEWEST: z.tuple([z.uuid()]).transform(([id]) => ({ id, key: null })),
  PRICE_ASC: priceCursor('PRICE_ASC'),
  PRICE_DESC: priceCursor('PRICE_DESC'),
  ENDS_FIRST: timeCursor('ENDS_FIRST'),
  SETTLED_DESC: timeCursor('SETTLED_DESC'),
} as const satisfies Record<LotOrder, z.ZodType<CataloguePosition>>;

function priceCursor(order: LotOrder) {
  const price = z
    .string()
    .regex(/^[0-9]{1,18}$/)
    .transform(BigInt);
  return z.tuple([z.literal(order), price, z.uuid()]).transform(([, key, id]) => ({ key, id }));
}

function timeCursor(order: LotOrder) {
  const time = z.iso.datetime().transform((text) => new Date(text));
  return z.tuple([z.literal(order), time, z.uuid()]).transform(([, key, id]) => ({ key, id }));
}

function keysetOf(order: LotOrder, lot: Lot) {
  switch (order) {
    case 'NEWEST':
      return [lot.id];
    case 'PRICE_ASC':
    case 'PRICE_DESC':
      return [order, shownPrice(lot), lot.id];
    case 'ENDS_FIRST':
      return [order, lot.closesAt, lot.id];
    case 'SETTLED_DESC':
      return [order, lot.settledAt, lot.id];
  }
}

const saleCursorShape = z.tuple([z.iso.datetime(), z.uuid()]);

/** What everybody may look up: lots, and what was paid for others like them. */
@Resolver(() => LotType)
export class CatalogueResolver {
  constructor(
    private readonly database: Database,
    private readonly alphabet: string,
  ) {}

  @Query(() => LotConnection, { description: 'The public catalogue.' })
  async lots(@Args(() => LotsArgs) { filter, order, first, after }: LotsArgs, @Ctx() { actor }: AuctionContext) {
    permit(actor, 'lot.read');
    const position = after ? decodeCursor<CataloguePosition>(after, cursorShapes[order]) : null;
    const search = searchOf({ ...filter, pattern: patternOf(filter?.pattern) }, this.alphabet);
    const rows = await catalogueRows(this.database, search, order, position, limitOf(first));
    return pageOf(rows, first, { keyset: (lot) => keysetOf(order, lot), node: lotTypeOf, after });
  }

  @FieldResolver(() => SimilarSaleConnection, {
    description: 'What combinations with the same digits, the same letters or digits of the same class were sold for.',
  })
  async similarSales(
    @Root() lot: LotType,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { actor, loaders }: AuctionContext,
  ) {
    permit(actor, 'lot.read');
    const [settledAt, id] = after ? decodeCursor(after, saleCursorShape) : [];
    const rows = await loaders.similarSales.load({
      lotId: lot.id,
      limit: limitOf(first),
      after: settledAt && id ? { settledAt, id } : null,
    });
    const node = (sold: Lot): SimilarSale => saleOf(lot, sold);
    return pageOf(rows, first, { keyset: (sold) => [sold.settledAt, sold.id], node, after });
  }
}

function saleOf(lot: LotType, sold: Lot): SimilarSale {
  if (sold.settledAt === null) throw new Error('a sold lot has the time of its sale');
  return {
    lot: lotTypeOf(sold),
    price: shownPrice(sold),
    soldAt: sold.settledAt,
    likenesses: likenessesOf(lot.plate, sold.plate),
  };
}

function patternOf(given: string | null | undefined): PlatePattern | null {
  if (given === null || given === undefined) return null;
  const pattern = readPattern(given);
  if (!pattern) throw fault('BAD_USER_INPUT', undefined, { fields: [{ path: 'filter.pattern' }] });
  return pattern;
}
