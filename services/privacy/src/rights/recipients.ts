import type { DataCategory } from '@belgi/contracts';
import type { Queryable } from '@belgi/database';
import { type VisibleDisclosure, visibleDisclosures } from '../disclosures/visible-disclosures.store.js';

/** Newest reads of a person that are looked through; nobody was read more often. */
const MAX_READS = 1_000;

/**
 * Agencies that read data which their person says are not true, newest first, as far as the person may see it.
 * @param until when it was answered; undefined: it is not
 */
export async function recipientsOf(
  db: Queryable,
  { citizenId, about }: { readonly citizenId: string; readonly about: DataCategory },
  until: Date | undefined,
): Promise<VisibleDisclosure[]> {
  const reads = await visibleDisclosures(db, citizenId, null, MAX_READS);
  return reads.filter(({ categories, at }) => categories.includes(about) && (until === undefined || at <= until));
}
