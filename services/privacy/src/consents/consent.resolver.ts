import type { Locale } from '@belgi/contracts';
import { LocaleEnum, Personal } from '@belgi/subgraph';
import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { demand, idOf } from '../demand.js';
import { editionNode, PolicyEdition } from '../editions/edition.type.js';
import type { Context } from '../loaders.js';
import { refusals } from '../refusals.js';
import { named } from '../typename.js';
import { type Acknowledgement, AcknowledgementWatch } from './await-acknowledgements.js';
import { type ChangeParts, giveConsent, MAX_REASON_CHARS, withdrawConsent } from './change-consent.js';
import type { ConsentRefusal } from './consent.js';
import {
  Consent,
  type ConsentChanged,
  type ConsentRefused,
  consentHistory,
  GiveConsentResult,
  WithdrawConsentResult,
} from './consent.type.js';
import { consentNode } from './consent-node.js';
import type { KeptConsent } from './consents.store.js';
import { retryUntilRecorded } from './retry-until-recorded.js';

@Resolver(() => Consent)
export class ConsentResolver {
  private readonly watch: AcknowledgementWatch;

  constructor(
    private readonly parts: ChangeParts,
    private readonly note: (told: readonly Acknowledgement[]) => void,
  ) {
    this.watch = new AcknowledgementWatch(parts.database);
  }

  @FieldResolver(() => PolicyEdition)
  @Personal(consentHistory)
  async edition(@Root() consent: Consent, @Ctx() { loaders }: Context): Promise<PolicyEdition> {
    const { editions, now } = await loaders.editions();
    const edition = editions.find(({ number }) => number === consent.editionNumber);
    if (edition === undefined) throw new Error('a consent names an edition that does not exist');
    return editionNode(edition, editions, now);
  }

  @Mutation(() => GiveConsentResult, { description: 'Agree to the edition in force or to the next one, also anew.' })
  async giveConsent(
    @Arg('edition', () => Int) edition: number,
    @Arg('locale', () => LocaleEnum) locale: Locale,
    @Arg('textSha256', () => String) textSha256: string,
    @Ctx() context: Context,
  ): Promise<typeof GiveConsentResult> {
    demand(context.actor, 'consent.give');
    const citizenId = idOf(context.actor);
    const agreement = { edition, locale, textSha256 };
    return this.answer(context, await retryUntilRecorded(() => giveConsent(this.parts, citizenId, agreement)));
  }

  @Mutation(() => WithdrawConsentResult, {
    description: 'Leave: free of charge, at any time, no reason needed. What already binds is settled.',
  })
  async withdrawConsent(
    @Arg('reason', () => String, { nullable: true }) reason: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<typeof WithdrawConsentResult> {
    demand(context.actor, 'consent.withdraw');
    const citizenId = idOf(context.actor);
    const words = reason?.trim() || undefined;
    if (words !== undefined && words.length > MAX_REASON_CHARS)
      return named('ConsentRefused', refusals.refusal(context.locale, 'REASON_TOO_LONG', { max: MAX_REASON_CHARS }));
    return this.answer(context, await retryUntilRecorded(() => withdrawConsent(this.parts, citizenId, words)));
  }

  /** Waits for the services, then says who acts by the change already. */
  private async answer(
    { loaders, locale }: Context,
    outcome: KeptConsent | ConsentRefusal,
  ): Promise<ConsentChanged | ConsentRefused> {
    if (typeof outcome === 'string') return named('ConsentRefused', refusals.refusal(locale, outcome));
    const acknowledgements = await this.watch.wait(outcome);
    this.note(acknowledgements);
    const consent = consentNode(outcome, true, await loaders.editions());
    return named('ConsentChanged', { consent, acknowledgements });
  }
}
