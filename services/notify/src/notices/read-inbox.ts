import { type CitizenActor, DataKeyDestroyedError, type Sealer, UnsealError } from '@belgi/access';
import { instantSchema, type Locale } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import type { Logger } from '@belgi/runtime';
import { type Connection, decodeCursor, limitOf, pageOf } from '@belgi/subgraph';
import { z } from 'zod';
import { renderStored } from '../templates/render.js';
import { inboxOf, type NoticeRecord, ownNotices, unreadOf } from './notice.store.js';
import type { Notice } from './notice.type.js';
import { openContent } from './notice-content.js';
import { allKinds, mandatoryKinds, type NoticeKind } from './notice-kind.js';

export interface InboxReader {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly logger: Logger;
}

interface InboxQuery {
  readonly first: number;
  readonly after?: string | null;
  readonly unreadOnly: boolean;
}

/** A restricted session (consent withdrawn, or a renewal due) reads what law or contract demands, nothing else. */
export function kindsFor(actor: CitizenActor): readonly NoticeKind[] {
  return actor.restricted ? mandatoryKinds : allKinds;
}

const cursorShape = z.tuple([instantSchema, z.uuid()]);

/** My notices, newest first, in the language of the request. @throws a fault BAD_CURSOR, BAD_USER_INPUT */
export async function readInbox(
  reader: InboxReader,
  actor: CitizenActor,
  locale: Locale,
  { first, after, unreadOnly }: InboxQuery,
): Promise<Connection<Notice>> {
  const [at, id] = after ? decodeCursor(after, cursorShape) : [];
  const rows = await inboxOf(reader.database, {
    citizenId: actor.id,
    kinds: kindsFor(actor),
    unreadOnly,
    after: at && id ? { at: new Date(at), id } : null,
    limit: limitOf(first),
  });
  return pageOf(rows, first, {
    keyset: (row) => [row.createdAt, row.id],
    node: (row) => noticeOf(reader, row, locale),
    after,
  });
}

export function countUnread({ database }: InboxReader, actor: CitizenActor): Promise<number> {
  return unreadOf(database, actor.id, kindsFor(actor));
}

/** Those of `ids` that are this citizen's, in the order of `ids`; null for all others. */
export async function readOwn(
  reader: InboxReader,
  actor: CitizenActor,
  locale: Locale,
  ids: readonly string[],
): Promise<(Notice | null)[]> {
  const rows = await ownNotices(reader.database, actor.id, ids, kindsFor(actor));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = byId.get(id);
    return row === undefined ? null : noticeOf(reader, row, locale);
  });
}

function noticeOf(reader: InboxReader, row: NoticeRecord, locale: Locale): Notice {
  const { params, lotId } = contentOf(reader, row);
  return {
    id: row.id,
    kind: row.kind,
    title: renderStored(row.kind, locale, 'title', params),
    body: renderStored(row.kind, locale, 'body', params),
    at: row.createdAt,
    readAt: row.readAt,
    lot: lotId === null ? null : { id: lotId },
  };
}

function contentOf({ sealer, logger }: InboxReader, row: NoticeRecord): ReturnType<typeof openContent> {
  try {
    return openContent(sealer, row);
  } catch (err) {
    // A lost master key or a tampered row: said in the log by id, a masked fault to the caller.
    if (err instanceof UnsealError || err instanceof DataKeyDestroyedError)
      logger.error({ err, notice: row.id }, 'a notice does not open');
    throw err;
  }
}
