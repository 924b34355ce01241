import type { Database } from '@belgi/database';
import { pendingOf } from '../deliveries/delivery.store.js';
import { kindsHad } from '../notices/notice.store.js';
import { switchedOff } from '../preferences/preference.store.js';
import { findRecipient } from '../recipients/recipient.store.js';
import { type NoticesNow, onceKinds } from './affected-notices.js';

/** What decides today which notices reach this person, and what of them is on its way. */
export async function readNoticesNow(db: Database, citizenId: string): Promise<NoticesNow> {
  const recipient = await findRecipient(db, citizenId);
  const off = await switchedOff(db, citizenId);
  const pending = await pendingOf(db, citizenId);
  const preferences = { off, quiet: recipient?.quiet ?? null };
  const behind = await kindsHad(db, citizenId, onceKinds);
  return { recipient: recipient ?? null, preferences, pending, behind, at: await db.now() };
}
