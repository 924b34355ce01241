import type { Database } from '@belgi/database';
import { Personal } from '@belgi/subgraph';
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { demand } from '../guard.js';
import { countOpenSessions } from './session.store.js';
import { WithdrawalEffects } from './withdrawal-effects.type.js';

@Resolver(() => WithdrawalEffects)
export class WithdrawalEffectsResolver {
  constructor(private readonly ports: { readonly database: Database }) {}

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Sessions of mine that are open and would end, this one among them.',
  })
  @Personal({ category: 'ACCOUNT', purposes: [] })
  async openSessions(@Root() effects: WithdrawalEffects, @Ctx() { actor }: Context): Promise<number> {
    demand(actor, 'account.read', { citizenId: effects.id });
    return countOpenSessions(this.ports.database, effects.id);
  }
}
