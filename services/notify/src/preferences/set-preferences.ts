import type { Database, Queryable } from '@belgi/database';
import { ruleOf, switchableKinds } from '../notices/notice-kind.js';
import { findRecipient, lockOrMakeRecipient } from '../recipients/recipient.store.js';
import {
  clockText,
  decidePreferences,
  type Preferences,
  type PreferencesRefusal,
  type PreferencesRequest,
} from './preference.js';
import { applySwitches, setQuietHours, switchedOff } from './preference.store.js';

/** Preferences as their owner sees them: every optional kind, null where it never goes that way. */
export interface PreferencesView {
  readonly kinds: { readonly kind: string; readonly email: boolean | null; readonly sms: boolean | null }[];
  readonly quietHours: { readonly from: string; readonly until: string } | null;
}

export async function readPreferences(db: Queryable, citizenId: string): Promise<PreferencesView> {
  const recipient = await findRecipient(db, citizenId);
  return viewOf({ off: await switchedOff(db, citizenId), quiet: recipient?.quiet ?? null });
}

function viewOf({ off, quiet }: Preferences): PreferencesView {
  const isOn = (kind: string, channel: 'EMAIL' | 'SMS') =>
    !off.some((one) => one.kind === kind && one.channel === channel);
  return {
    kinds: switchableKinds.map((kind) => ({
      kind,
      email: ruleOf(kind).email ? isOn(kind, 'EMAIL') : null,
      sms: ruleOf(kind).sms === 'never' ? null : isOn(kind, 'SMS'),
    })),
    quietHours: quiet && { from: clockText(quiet.fromMinute), until: clockText(quiet.untilMinute) },
  };
}

/**
 * Switches optional kinds on or off and sets quiet hours; all or nothing. The recipient's row is locked, so a message that
 * is being handed over is waited for, and none leaves against the new wish once this has answered.
 */
export async function setPreferences(
  parts: { readonly database: Database; readonly newKey: () => Buffer },
  citizenId: string,
  request: PreferencesRequest,
): Promise<PreferencesView | { readonly refused: PreferencesRefusal }> {
  const decision = decidePreferences(request);
  if (!decision.accepted) return { refused: decision.code };
  return parts.database.transaction(async (tx) => {
    const recipient = await lockOrMakeRecipient(tx, citizenId, parts.newKey);
    // Erased while the last token lived: nothing is kept of them.
    if (recipient.wrappedKey === null) return readPreferences(tx, citizenId);
    await applySwitches(tx, citizenId, decision.switches);
    if (decision.quiet !== undefined) await setQuietHours(tx, citizenId, decision.quiet);
    return readPreferences(tx, citizenId);
  });
}
