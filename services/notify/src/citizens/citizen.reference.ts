import { idSchema } from '@belgi/contracts';
import { z } from 'zod';
import type { Citizen } from './citizen.type.js';

const key = z.object({ id: idSchema });

/** Anybody may hold an opaque id; every field about the person asks who is asking. */
export async function citizenReference(reference: unknown): Promise<Citizen | null> {
  const parsed = key.safeParse(reference);
  return parsed.success ? { id: parsed.data.id } : null;
}
