import { z } from 'zod';
import type { PolicyEdition } from './edition-notices.type.js';

const key = z.object({ number: z.int().positive() });

/** Numbers of editions are public; what is told of one asks who is asking. */
export async function editionReference(reference: unknown): Promise<PolicyEdition | null> {
  const parsed = key.safeParse(reference);
  return parsed.success ? { number: parsed.data.number } : null;
}
