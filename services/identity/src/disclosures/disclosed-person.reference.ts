import { TokenError } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { notGranted } from '@belgi/subgraph';
import { recordAccess } from '../accounts/access.store.js';
import type { Context } from '../context.js';
import { demand } from '../guard.js';
import { attributeOfCategory } from '../people/attribute.js';
import { isId } from '../people/id.js';
import type { Ports } from '../ports.js';
import type { DisclosedPerson } from './disclosed-person.type.js';

/**
 * Opens a disclosure ticket: signature, expiry, and that it was issued to the very agency that asks. Without it there
 * is no data. What leaves is recorded here as well, beside privacy's ledger.
 */
export async function disclosedPerson(
  ports: Ports,
  { ticket }: { ticket: string },
  { actor, loaders }: Context,
): Promise<DisclosedPerson> {
  demand(actor, 'disclosure.release');
  const disclosure = await ports.disclosures.verify(ticket, actor).catch((error: unknown) => {
    if (error instanceof TokenError) throw notGranted();
    throw error;
  });
  const { citizen, categories, agency, entry } = disclosure;
  const known = citizen !== null && isId(citizen) ? citizen : null;
  const names = categories.map((category) => attributeOfCategory(category)).filter((name) => name !== undefined);
  if (names.length > 0)
    await recordAccess(ports.database, {
      id: newId(),
      citizenId: known,
      actorKind: 'AGENCY',
      actor: agency,
      role: null,
      basis: { duty: 'OFFICIAL_REQUEST' },
      caseNumber: entry,
      fields: names,
      refused: null,
    });
  // Loaded for nobody as well: an unknown person costs what a known one does.
  const attributes = await loaders.attributes.load(known ?? '00000000-0000-0000-0000-000000000000');
  return { ticket, categories, attributes };
}
