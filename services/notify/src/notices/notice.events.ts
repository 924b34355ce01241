import { NoticeDeliveredV1, NoticeFailedV1, type OutgoingFact, outgoing } from '@belgi/contracts';
import type { NoticeKind } from './notice-kind.js';

interface About {
  readonly id: string;
  readonly citizenId: string | null;
  readonly kind: NoticeKind;
  readonly causeId: string;
  readonly subjectId: string | null;
}

const state = (notice: About, channel: 'INBOX' | 'EMAIL' | 'SMS', at: Date) => ({
  noticeId: notice.id,
  citizenId: notice.citizenId,
  kind: notice.kind,
  channel,
  causeId: notice.causeId,
  subjectId: notice.subjectId,
  at: at.toISOString(),
});

export function delivered(notice: About, version: number, channel: 'INBOX' | 'EMAIL' | 'SMS', at: Date): OutgoingFact {
  return outgoing(NoticeDeliveredV1, notice.id, version, state(notice, channel, at));
}

/** @param reason a code, e.g. `SMTP_550`; never the provider's text, which may quote the address */
export function failed(
  notice: About,
  version: number,
  channel: 'EMAIL' | 'SMS',
  at: Date,
  reason: string,
): OutgoingFact {
  return outgoing(NoticeFailedV1, notice.id, version, { ...state(notice, channel, at), reason });
}
