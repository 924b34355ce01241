import type { Queryable } from '@belgi/database';
import { switchedOff } from '../preferences/preference.store.js';
import { findRecipient } from '../recipients/recipient.store.js';
import type { NoticesNow } from './affected-notices.js';

/** What decides today which notices reach this person. */
export async function readNoticesNow(db: Queryable, citizenId: string): Promise<NoticesNow> {
  const recipient = await findRecipient(db, citizenId);
  const off = await switchedOff(db, citizenId);
  return { recipient: recipient ?? null, preferences: { off, quiet: recipient?.quiet ?? null } };
}
