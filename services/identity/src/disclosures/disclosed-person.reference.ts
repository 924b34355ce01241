import { TokenError } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { notGranted, processingRestricted } from '@belgi/subgraph';
import { recordAccess } from '../accounts/access.store.js';
import { lockConsent } from '../consents/consent.store.js';
import type { Context } from '../context.js';
import { demand } from '../guard.js';
import { attributeOfCategory } from '../people/attribute.js';
import { attributesOf } from '../people/attribute.store.js';
import { isId } from '../people/id.js';
import type { Ports } from '../ports.js';
import { isRestrictedPerson } from '../restrictions/restriction.store.js';
import type { DisclosedPerson } from './disclosed-person.type.js';

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
  // The ticket may be a minute old: t0 it was issued; t1 the person's data were restricted, and we said that we act by it.
  const attributes = await ports.database.transaction(async (tx) => {
    if (known !== null) await lockConsent(tx, known);
    const keptOnly = known !== null && (await isRestrictedPerson(tx, known));
    if (names.length > 0)
      await recordAccess(tx, {
        id: newId(),
        citizenId: known,
        actorKind: 'AGENCY',
        actor: agency,
        role: null,
        basis: { duty: 'OFFICIAL_REQUEST' },
        caseNumber: entry,
        fields: names,
        refused: keptOnly ? 'PROCESSING_RESTRICTED' : null,
      });
    if (keptOnly) return undefined;
    // Read for nobody as well: an unknown person costs what a known one does.
    const id = known ?? '00000000-0000-0000-0000-000000000000';
    return (await attributesOf(tx, ports.vault, [id])).get(id) ?? [];
  });
  if (attributes === undefined) throw processingRestricted();
  return { ticket, categories, attributes };
}
