import { z } from 'zod';
import type { PolicyEdition, UserAgreementEdition } from './edition-notices.type.js';

const key = z.object({ number: z.int().positive() });

/** Of either document. Numbers of editions are public; what is told of one asks who is asking. */
export async function editionReference(reference: unknown): Promise<(PolicyEdition & UserAgreementEdition) | null> {
  const parsed = key.safeParse(reference);
  return parsed.success ? { number: parsed.data.number } : null;
}
