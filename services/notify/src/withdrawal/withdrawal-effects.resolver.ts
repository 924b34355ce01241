import type { Database } from '@belgi/database';
import { Personal } from '@belgi/subgraph';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { demand } from '../demand.js';
import type { Context } from '../loaders.js';
import { affectedNotices } from './affected-notices.js';
import { readNoticesNow } from './read-notices-now.js';
import { AffectedNotice, WithdrawalEffects } from './withdrawal-effects.type.js';

@Resolver(() => WithdrawalEffects)
export class WithdrawalEffectsResolver {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => [AffectedNotice], {
    nullable: true,
    description:
      'The notices that I may get, with the ways they come on and how many are on their way: first those that stop, then those that stay.',
  })
  @Personal({ category: 'NOTICE', purposes: ['COMMUNICATION'] })
  async notices(@Root() effects: WithdrawalEffects, @Ctx() { actor, locale }: Context): Promise<AffectedNotice[]> {
    const { id } = demand(actor, 'withdrawal.effects', { citizenId: effects.id });
    return affectedNotices(locale, await readNoticesNow(this.database, id));
  }
}
