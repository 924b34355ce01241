import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { AuctionContext } from '../context.js';
import { LotType } from '../lots/lot.type.js';
import { ClosingProtocolType, closingProtocolTypeOf } from './protocol.type.js';

@Resolver(() => LotType)
export class LotProtocolResolver {
  constructor(private readonly publicUrl: string) {}

  @FieldResolver(() => ClosingProtocolType, {
    nullable: true,
    description:
      'Null until the lot is over and its protocol sealed, and of lots that were announced before there were any.',
  })
  async protocol(@Root() { id }: LotType, @Ctx() { loaders }: AuctionContext): Promise<ClosingProtocolType | null> {
    const sealed = await loaders.protocols.load(id);
    return sealed && closingProtocolTypeOf(sealed, this.publicUrl);
  }
}
