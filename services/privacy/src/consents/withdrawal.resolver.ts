import type { Locale } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import { textIn } from '@belgi/subgraph';
import { Ctx, Query, Resolver } from 'type-graphql';
import { demand, idOf } from '../demand.js';
import type { Context } from '../loaders.js';
import { LOT_EFFECTS, lotEffect, type OpenEntry, PAYMENT_EFFECTS, paymentEffects } from './affected.js';
import { openEntriesOf } from './binding-entries.store.js';
import { currentConsent } from './consents.store.js';
import { type AffectedLot, type AffectedPayment, type BindingLot, WithdrawalEffects } from './withdrawal.type.js';
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
      openEntriesOf(this.database, citizenId),
    ]);
    return {
      id: citizenId,
      epoch: consent === undefined || consent.state === 'WITHDRAWN' ? null : consent.epoch,
      effects: Object.entries(EFFECTS).map(([code, texts]) => ({ code, text: textIn(locale, texts) })),
      lots: entries.flatMap((entry) => affectedLots(entry, locale)),
      payments: entries.flatMap((entry) => affectedPayments(entry, locale)),
      bindingLots: entries.flatMap(bindingLots),
    };
  }
}

function affectedLots(entry: OpenEntry, locale: Locale): AffectedLot[] {
  const code = lotEffect(entry);
  if (code === undefined) return [];
  const { lotId, plateNumber } = entry;
  return [{ lot: { id: lotId }, plateNumber, code, text: textIn(locale, LOT_EFFECTS[code]) }];
}

function affectedPayments(entry: OpenEntry, locale: Locale): AffectedPayment[] {
  const { entryId, lotId, plateNumber } = entry;
  return paymentEffects(entry).map((payment) => ({
    ...payment,
    ...{ entryId, lot: { id: lotId }, plateNumber, text: textIn(locale, PAYMENT_EFFECTS[payment.code]) },
  }));
}

function bindingLots(entry: OpenEntry): BindingLot[] {
  const reason = bindingReason(entry);
  if (reason === undefined) return [];
  const { lotId, plateNumber, amountDue, dueAt } = entry;
  return [{ lot: { id: lotId }, plateNumber, reason, amountDue, dueAt }];
}
