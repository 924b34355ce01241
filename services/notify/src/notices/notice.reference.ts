import { idSchema } from '@belgi/contracts';
import { unauthorized } from '@belgi/subgraph';
import { z } from 'zod';
import { demand } from '../demand.js';
import type { Context } from '../loaders.js';
import type { Notice } from './notice.type.js';

const key = z.object({ id: idSchema });

/** My notice by its id. Somebody else's and one that never was are answered alike. */
export async function noticeReference(reference: unknown, { actor, loaders }: Context): Promise<Notice | null> {
  const citizenId = actor.kind === 'citizen' ? actor.id : null;
  demand(actor, 'notices.read', { citizenId });
  const parsed = key.safeParse(reference);
  const notice = parsed.success ? await loaders.notice.load(parsed.data.id) : null;
  if (notice === null) throw unauthorized('NOT_YOURS');
  return notice;
}
