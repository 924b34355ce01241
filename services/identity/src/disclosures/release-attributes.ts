import { newId } from '@belgi/contracts';
import { recordAccess } from '../accounts/access.store.js';
import { lockConsent } from '../consents/consent.store.js';
import type { AttributeName, PersonAttribute } from '../people/attribute.js';
import { attributesOf } from '../people/attribute.store.js';
import type { Ports } from '../ports.js';
import { isRestrictedPerson } from '../restrictions/restriction.store.js';

/** Read for nobody as well: an unknown person costs what a known one does. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * What a disclosure ticket lets out, recorded here beside privacy's ledger. The ticket may be a minute old: t0 it was issued;
 * t1 the person's data were restricted, and we said that we act by it. So the consent is held while they are read.
 */
export function releaseAttributes(
  { database, vault }: Ports,
  release: {
    readonly citizenId: string | null;
    readonly agency: string;
    /** Of the ledger. */
    readonly entry: string;
    readonly names: readonly AttributeName[];
  },
): Promise<readonly PersonAttribute[] | 'PROCESSING_RESTRICTED'> {
  const { citizenId, agency, entry, names } = release;
  return database.transaction(async (tx) => {
    if (citizenId !== null) await lockConsent(tx, citizenId);
    const keptOnly = citizenId !== null && (await isRestrictedPerson(tx, citizenId));
    if (names.length > 0)
      await recordAccess(tx, {
        id: newId(),
        citizenId,
        actorKind: 'AGENCY',
        actor: agency,
        role: null,
        basis: { duty: 'OFFICIAL_REQUEST' },
        caseNumber: entry,
        fields: [...names],
        refused: keptOnly ? 'PROCESSING_RESTRICTED' : null,
      });
    if (keptOnly) return 'PROCESSING_RESTRICTED';
    const id = citizenId ?? NOBODY;
    return (await attributesOf(tx, vault, [id])).get(id) ?? [];
  });
}
