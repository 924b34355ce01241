import type { Sealer } from '@belgi/access';
import type { Params } from '../templates/params.js';

/** What a notice says, before any language: sealed under the person's key. */
export interface NoticeContent {
  readonly params: Params;
  readonly lotId: string | null;
}

const place = (noticeId: string) => ({ table: 'notices', column: 'sealed', row: noticeId });
const EMPTY: NoticeContent = { params: {}, lotId: null };

export function sealContent(sealer: Sealer, wrappedKey: Buffer, noticeId: string, content: NoticeContent): Buffer {
  return sealer.seal(wrappedKey, JSON.stringify(content), place(noticeId));
}

/** @throws DataKeyDestroyedError when the person was erased; UnsealError when the row was tampered with. */
export function openContent(
  sealer: Sealer,
  notice: { readonly id: string; readonly sealed: Buffer | null; readonly wrappedKey: Buffer | null },
): NoticeContent {
  if (notice.sealed === null) return EMPTY;
  return JSON.parse(sealer.openText(notice.wrappedKey, notice.sealed, place(notice.id))) as NoticeContent;
}
