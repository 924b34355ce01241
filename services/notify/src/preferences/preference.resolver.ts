import type { Sealer } from '@belgi/access';
import type { Database } from '@belgi/database';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { demand } from '../demand.js';
import type { Context } from '../loaders.js';
import { refusals } from '../refusals.js';
import type { PreferencesRequest } from './preference.js';
import { NoticePreferencesInput, NoticePreferencesResult } from './preference.type.js';
import { setPreferences } from './set-preferences.js';

@Resolver()
export class PreferenceResolver {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  @Mutation(() => NoticePreferencesResult)
  async setNoticePreferences(
    @Arg('input', () => NoticePreferencesInput) input: NoticePreferencesInput,
    @Ctx() { actor, locale }: Context,
  ): Promise<typeof NoticePreferencesResult> {
    const citizen = demand(actor, 'preferences.set');
    const parts = { database: this.database, newKey: () => this.sealer.newDataKey().wrapped };
    const outcome = await setPreferences(parts, citizen.id, requestOf(input));
    return 'refused' in outcome ? refusals.refusal(locale, outcome.refused) : outcome;
  }
}

function requestOf({ kinds, quietHours }: NoticePreferencesInput): PreferencesRequest {
  return {
    changes: kinds.map(({ kind, email = null, sms = null }) => ({ kind, email, sms })),
    ...(quietHours ? { quiet: { from: quietHours.from ?? null, until: quietHours.until ?? null } } : {}),
  };
}
