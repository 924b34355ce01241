import type { Database } from '@belgi/database';
import { textIn } from '@belgi/subgraph';
import { Ctx, Query, Resolver } from 'type-graphql';
import { demand, idOf } from '../demand.js';
import type { Context } from '../loaders.js';
import { bindingEntriesOf } from './binding-entries.store.js';
import { currentConsent } from './consents.store.js';
import { WithdrawalEffects } from './withdrawal.type.js';
import { bindingReason, EFFECTS } from './withdrawal-effects.js';

@Resolver(() => WithdrawalEffects)
export class WithdrawalResolver {
  constructor(private readonly database: Database) {}

  @Query(() => WithdrawalEffects, { nullable: true, description: 'Read it before you confirm.' })
  async withdrawalEffects(@Ctx() { actor, locale }: Context): Promise<WithdrawalEffects> {
    demand(actor, 'withdrawal.effects');
    const citizenId = idOf(actor);
    const [consent, entries] = await Promise.all([
      currentConsent(this.database, citizenId),
      bindingEntriesOf(this.database, citizenId),
    ]);
    return {
      epoch: consent === undefined || consent.state === 'WITHDRAWN' ? null : consent.epoch,
      effects: Object.entries(EFFECTS).map(([code, texts]) => ({ code, text: textIn(locale, texts) })),
      bindingLots: entries.flatMap((entry) => {
        const reason = bindingReason(entry);
        if (reason === undefined) return [];
        const { lotId, plateNumber, amountDue, dueAt } = entry;
        return [{ lot: { id: lotId }, plateNumber, reason, amountDue, dueAt }];
      }),
    };
  }
}
