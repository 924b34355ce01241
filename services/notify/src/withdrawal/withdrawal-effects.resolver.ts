import { Personal } from '@belgi/subgraph';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { demand } from '../demand.js';
import type { Context } from '../loaders.js';
import { affectedNotices } from './affected-notices.js';
import { AffectedNotice, WithdrawalEffects } from './withdrawal-effects.type.js';

@Resolver(() => WithdrawalEffects)
export class WithdrawalEffectsResolver {
  @FieldResolver(() => [AffectedNotice], {
    nullable: true,
    description: 'Every kind of notice: first those that stop, then those that stay.',
  })
  @Personal({ category: 'NOTICE', purposes: ['COMMUNICATION'] })
  notices(@Root() effects: WithdrawalEffects, @Ctx() { actor, locale }: Context): AffectedNotice[] {
    demand(actor, 'withdrawal.effects', { citizenId: effects.id });
    return affectedNotices(locale);
  }
}
