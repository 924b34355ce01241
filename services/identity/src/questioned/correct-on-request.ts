import { lockAccount } from '../accounts/account.store.js';
import { answerByCorrection } from '../doubts/doubt.store.js';
import type { AttributeName } from '../people/attribute.js';
import { putAttribute } from '../people/attribute.store.js';
import { parseAddress, parseFullName, parseIdDocument } from '../people/person-text.js';
import type { Ports } from '../ports.js';
import { type Refused, refuse } from '../refusals.js';
import { openCorrection } from './questioned.store.js';

export type OnRequestRefusal =
  | 'CORRECTION_NOT_ASKED'
  | 'PERSON_CORRECTS_THIS'
  | 'NAME_INVALID'
  | 'DOCUMENT_INVALID'
  | 'ADDRESS_INVALID';

/** What an officer puts right; the PIN is proved at the portal, and who signs in with a phone or an e-mail confirms it. */
const READERS = {
  fullName: [parseFullName, 'NAME_INVALID'],
  idDocument: [parseIdDocument, 'DOCUMENT_INVALID'],
  address: [parseAddress, 'ADDRESS_INVALID'],
} as const satisfies { readonly [name in AttributeName]?: unknown };

const isOurs = (name: AttributeName): name is keyof typeof READERS => name in READERS;

/**
 * Puts right what the person asked to have put right, and nothing else: an open request for a correction names the person
 * and the value. What stood there goes to the history; the source says that staff decided. The request is answered in privacy.
 */
export async function correctOnRequest(
  { database, vault }: Ports,
  wish: { readonly citizenId: string; readonly reference: string; readonly value: string },
): Promise<{ readonly name: AttributeName } | Refused<OnRequestRefusal>> {
  return database.transaction(async (tx) => {
    const account = await lockAccount(tx, wish.citizenId);
    const asked = await openCorrection(tx, wish.citizenId, wish.reference);
    if (account === undefined || account.dataKey === null || asked === undefined) return refuse('CORRECTION_NOT_ASKED');
    const { name } = asked;
    if (!isOurs(name)) return refuse('PERSON_CORRECTS_THIS');
    const [read, invalid] = READERS[name];
    const value = read(wish.value);
    if (value === undefined) return refuse(invalid);
    const attribute = { name, value, assurance: 'SELF_ASSERTED', source: 'STAFF' } as const;
    const now = await tx.now();
    await putAttribute(tx, vault, { ...account, dataKey: account.dataKey }, attribute, now);
    await answerByCorrection(tx, account.id, now);
    return { name };
  });
}
