import type { StaffActor } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { accessFact } from '../accounts/access.events.js';
import { recordAccess } from '../accounts/access.store.js';
import { accountById } from '../accounts/account.store.js';
import { readingRole } from '../accounts/reading.js';
import type { Ports } from '../ports.js';
import type { Doubt } from './doubt.js';
import { doubtsOf } from './doubt.store.js';
import { holdDoubt } from './hold-doubt.js';
import { openWords, type Words } from './words.js';

/** What the trace and the person's own view call it. */
const FIELD = 'dataDoubt';

export type DoubtRead = { readonly doubt: Doubt; readonly words: Words } | { readonly denied: 'PROCESSING_RESTRICTED' };

/**
 * Staff open what was written in a doubt: recorded, and told to the person, in the transaction that opens it. The values themselves are
 * read as those of any person (read-citizen.ts). Undefined: no such doubt.
 */
export function readDoubt({ database, vault }: Ports, reader: StaffActor, id: string): Promise<DoubtRead | undefined> {
  return database.transaction(async (tx) => {
    const held = await holdDoubt(tx, id);
    if (held === undefined) return undefined;
    const { doubt, person } = held;
    const role = readingRole(reader.roles);
    if (role === null) throw new Error('a reader without a role was let in');
    const access = {
      ...({ id: newId(), citizenId: doubt.accountId, actorKind: 'STAFF', actor: reader.id, role } as const),
      basis: { purpose: 'VERIFICATION' } as const,
      ...{ caseNumber: doubt.caseNumber, fields: [FIELD] },
      refused: person.keptOnly ? 'PROCESSING_RESTRICTED' : null,
    };
    await recordAccess(tx, access);
    await tx.publish(accessFact(access, 'VERIFICATION', await tx.now()));
    if (person.keptOnly) return { denied: 'PROCESSING_RESTRICTED' };
    const words = openWords(vault, person.account, doubt);
    return words === undefined ? undefined : { doubt, words };
  });
}

/** Most doubts of one person that are shown at once: nobody has this many. */
const MAX_SHOWN = 100;

/** A person's own, newest first; somebody who was erased has none. */
export async function ownDoubts(
  { database, vault }: Ports,
  citizenId: string,
): Promise<{ doubt: Doubt; words: Words }[]> {
  const account = await accountById(database, citizenId);
  const doubts = account === undefined ? [] : await doubtsOf(database, citizenId, MAX_SHOWN);
  return doubts.flatMap((doubt) => {
    const words = account && openWords(vault, account, doubt);
    return words === undefined ? [] : [{ doubt, words }];
  });
}
