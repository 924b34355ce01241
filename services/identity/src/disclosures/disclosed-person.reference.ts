import { TokenError } from '@belgi/access';
import { notGranted, processingRestricted } from '@belgi/subgraph';
import type { Context } from '../context.js';
import { demand } from '../guard.js';
import { attributeOfCategory } from '../people/attribute.js';
import { isId } from '../people/id.js';
import type { Ports } from '../ports.js';
import type { DisclosedPerson } from './disclosed-person.type.js';
import { releaseAttributes } from './release-attributes.js';

/**
 * Opens a disclosure ticket: signature, expiry, and that it was issued to the very agency that asks. Without it there
 * is no data. What leaves is recorded here as well, beside privacy's ledger.
 */
export async function disclosedPerson(
  ports: Ports,
  { ticket }: { ticket: string },
  { actor }: Context,
): Promise<DisclosedPerson> {
  demand(actor, 'disclosure.release');
  const disclosure = await ports.disclosures.verify(ticket, actor).catch((error: unknown) => {
    if (error instanceof TokenError) throw notGranted();
    throw error;
  });
  const { citizen, categories, agency, entry } = disclosure;
  const known = citizen !== null && isId(citizen) ? citizen : null;
  const names = categories.map((category) => attributeOfCategory(category)).filter((name) => name !== undefined);
  const attributes = await releaseAttributes(ports, { citizenId: known, agency, entry, names });
  if (attributes === 'PROCESSING_RESTRICTED') throw processingRestricted();
  return { ticket, categories, attributes };
}
