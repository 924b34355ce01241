import { newId } from '@belgi/contracts';
import { insertAccount } from '../accounts/account.store.js';
import { applyConsent } from '../consents/consent.store.js';
import { putAttribute } from '../people/attribute.store.js';
import type { Ports } from '../ports.js';

let made = 0;

/** A valid PIN of nobody else in this test process. */
export function aPin({ female, birthYear }: { female: boolean; birthYear: number }): string {
  made += 1;
  return `${female ? 1 : 2}0101${birthYear}${String(made).padStart(5, '0')}`;
}

/** Verified citizens who agreed to edition 1, written to the tables: by the hundred, a password each would take minutes. */
export function verifiedCitizens(
  { database, vault }: Pick<Ports, 'database' | 'vault'>,
  pins: readonly string[],
): Promise<string[]> {
  return database.transaction(async (tx) => {
    const now = await tx.now();
    const ids: string[] = [];
    for (const pin of pins) {
      const id = newId();
      const dataKey = vault.newDataKey();
      await insertAccount(
        tx,
        {
          ...{ id, kind: 'CITIZEN', status: 'ACTIVE', locale: 'KY', pinVerified: true, disputed: false },
          ...{ dataKey, passwordHash: null, version: 1 },
        },
        now,
      );
      const attribute = {
        name: 'pin',
        value: pin,
        assurance: 'VERIFIED',
        source: 'PORTAL',
        verifiedBy: 'portal',
      } as const;
      await putAttribute(tx, vault, { id, dataKey }, attribute, now);
      await applyConsent(tx, { citizenId: id, epoch: 1, state: 'GIVEN', edition: 1 }, now);
      ids.push(id);
    }
    return ids;
  });
}
