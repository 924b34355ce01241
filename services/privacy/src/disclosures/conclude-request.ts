import type { Transaction } from '@belgi/database';
import type { EntryValue } from '../ledger/ledger-entry.js';
import { recordEntry } from '../ledger/record-entry.js';
import { disclosureDecided } from './disclosure.events.js';
import type { CaseParts } from './file-request.js';
import { setRequestState } from './record-requests.store.js';
import { findRequest, type KeptRequest } from './requests.store.js';
import type { Scope } from './scope.js';

/** The state a decision or a revocation leaves, its entry of the ledger and its fact. @param more what else the entry says */
export async function conclude(
  tx: Transaction,
  { sealer }: Pick<CaseParts, 'sealer'>,
  request: KeptRequest,
  end: {
    readonly outcome: 'GRANTED' | 'NARROWED' | 'REJECTED' | 'REVOKED';
    readonly categories: Scope['categories'];
    readonly at: Date;
    readonly more?: { readonly [key: string]: EntryValue };
  },
): Promise<KeptRequest> {
  const { outcome, categories, at, more } = end;
  const { id, agencyId } = request;
  const version = request.version + 1;
  await setRequestState(tx, id, outcome, version);
  await recordEntry(tx, sealer, {
    kind: 'DISCLOSURE_DECIDED',
    at,
    holder: { for: 'CASE', letterId: request.letterId, wrappedKey: request.wrappedKey },
    data: { requestId: id, outcome, categories, ...more },
  });
  await tx.publish(disclosureDecided({ id, agencyId, state: outcome, categories, version }));
  return whole(tx, id);
}

/** The request as it stands now. */
export async function whole(tx: Transaction, id: string): Promise<KeptRequest> {
  const request = await findRequest(tx, id);
  if (request === undefined) throw new Error('a locked request vanished');
  return request;
}
