import type { CitizenActor } from '@belgi/access';
import { idSchema } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import { markRead } from './notice.store.js';
import { kindsFor } from './read-inbox.js';

/**
 * Marks this citizen's notices among `ids` as read; when they were first read stays. Somebody else's notice and an id
 * that never was are told apart by nothing: neither is changed, and the answer is false for both.
 * @returns whether every id was a notice that this session may read
 */
export async function markNoticesRead(
  database: Database,
  actor: CitizenActor,
  ids: readonly string[],
): Promise<boolean> {
  const wanted = [...new Set(ids)];
  const possible = wanted.filter((id) => idSchema.safeParse(id).success);
  if (possible.length === 0) return wanted.length === 0;
  const marked = await database.transaction((tx) => markRead(tx, actor.id, possible, kindsFor(actor)));
  return marked === wanted.length;
}
