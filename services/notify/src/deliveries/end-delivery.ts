import { newId } from '@belgi/contracts';
import type { Database, Poke } from '@belgi/database';
import { delivered, failed } from '../notices/notice.events.js';
import type { NoticeRecord } from '../notices/notice.store.js';
import { nextVersion } from '../notices/notice.store.js';
import { needsFallback, type SkipReason } from './delivery.js';
import { type ClaimedDelivery, endDelivery, insertDelivery, postpone } from './delivery.store.js';

export type Ending =
  | { readonly state: 'SENT'; readonly reason: null }
  | { readonly state: 'SKIPPED'; readonly reason: SkipReason }
  | { readonly state: 'FAILED' | 'UNCERTAIN'; readonly reason: string };

/**
 * Ends a delivery, tells the others, and where an e-mail did not (surely) reach somebody who must be told, plans the
 * SMS: another channel of the same event, so still each of them at most once.
 */
export async function concludeDelivery(
  database: Database,
  poke: Poke,
  notice: NoticeRecord,
  delivery: ClaimedDelivery,
  ending: Ending,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    if (!(await endDelivery(tx, delivery, ending.state, ending.reason))) return false;
    const now = await tx.now();
    if (ending.state !== 'SKIPPED') {
      const version = await nextVersion(tx, notice.id);
      if (version !== undefined)
        await tx.publish(
          ending.state === 'SENT'
            ? delivered(notice, version, delivery.channel, now)
            : failed(notice, version, delivery.channel, now, ending.reason),
        );
    }
    const skipReason = ending.state === 'SKIPPED' ? ending.reason : null;
    if (delivery.channel === 'EMAIL' && needsFallback(delivery.kind, ending.state, skipReason)) {
      await insertDelivery(tx, {
        id: newId(),
        noticeId: notice.id,
        eventId: notice.causeId,
        personId: notice.citizenId ?? notice.registrationId ?? notice.inquiryId ?? notice.id,
        kind: delivery.kind,
        channel: 'SMS',
        plannedAt: now,
      });
      tx.afterCommit(() => poke.ring());
    }
    return true;
  });
}

export async function putOff(
  database: Database,
  delivery: ClaimedDelivery,
  until: { readonly pauseMs: number; readonly reason: string | null; readonly waited: boolean },
): Promise<boolean> {
  return database.transaction((tx) => postpone(tx, delivery, until));
}
