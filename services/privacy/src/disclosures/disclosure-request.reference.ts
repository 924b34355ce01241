import { idSchema } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import { z } from 'zod';
import { demand } from '../demand.js';
import type { Context } from '../loaders.js';
import type { DisclosureRequestNode } from './disclosure-request.type.js';
import { requestNode } from './request-node.js';

const key = z.object({ id: idSchema });

/** Staff, or the agency that filed it. A request of another agency looks like one that may not be seen, known or not. */
export const disclosureRequestReference =
  (database: Database) =>
  async (reference: unknown, { actor, loaders }: Context): Promise<DisclosureRequestNode | null> => {
    const parsed = key.safeParse(reference);
    const request = parsed.success ? await loaders.request.load(parsed.data.id) : null;
    demand(actor, 'disclosure.see', { agencyId: request?.agencyId });
    return request === null ? null : requestNode(request, await database.now());
  };
