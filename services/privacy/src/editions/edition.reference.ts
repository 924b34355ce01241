import { z } from 'zod';
import type { Context } from '../loaders.js';
import { editionNode, type PolicyEdition } from './edition.type.js';

const key = z.object({ number: z.int() });

/** Editions are public. */
export async function editionReference(reference: unknown, { loaders }: Context): Promise<PolicyEdition | null> {
  const { number } = key.parse(reference);
  const { editions, now } = await loaders.editions();
  const edition = editions.find((candidate) => candidate.number === number);
  return edition === undefined ? null : editionNode(edition, editions, now);
}
