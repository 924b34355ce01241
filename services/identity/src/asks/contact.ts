import { ContactOfCitizen, newId } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import type { z } from 'zod';
import { recordAccess } from '../accounts/access.store.js';
import { accountById } from '../accounts/account.store.js';
import { consentOf, lockConsent } from '../consents/consent.store.js';
import { attributesOf } from '../people/attribute.store.js';
import type { Ports } from '../ports.js';
import { waitingContact } from '../registration/registration.store.js';
import { isRestrictedPerson } from '../restrictions/restriction.store.js';

type Question = z.infer<typeof ContactOfCitizen.request>;
type Answer = z.infer<typeof ContactOfCitizen.answer>;

/**
 * Where to send a message, asked by notify at the moment it sends; each question leaves a trace.
 * t0 notify, which has not heard of a withdrawal yet, asks for the address of an optional message; t1 we acknowledge the
 * withdrawal; t2 we answer: a use after our acknowledgement. So the consent is held until the answer is on record.
 */
export async function contact(ports: Ports, question: Question): Promise<Answer> {
  const { about, basis, case: caseNumber } = question;
  return ports.database.transaction(async (tx) => {
    const citizenId = 'citizenId' in about ? about.citizenId : null;
    const denied = citizenId !== null && (await isLeftAlone(tx, citizenId)) && restsOnConsent(basis);
    const answer = denied ? NOT_FOUND : await answerTo(ports, tx, about);
    await recordAccess(tx, {
      id: newId(),
      citizenId,
      actorKind: 'SERVICE',
      actor: 'notify',
      role: null,
      basis,
      caseNumber,
      fields: ['phone', 'email'],
      refused: denied ? 'PURPOSE_DENIED' : answer.found ? null : 'NOT_FOUND',
    });
    return answer;
  });
}

const NOT_FOUND: Answer = { found: false };

/** Communication is for whoever has not left; a contract, a code and a duty have their own ground (clause 2.1). */
const restsOnConsent = (basis: Question['basis']): boolean => 'purpose' in basis && basis.purpose === 'COMMUNICATION';

/** Who left, and whose data may be kept only. Whoever owes a renewal has not left, and is told of the new edition. */
async function isLeftAlone(tx: Transaction, citizenId: string): Promise<boolean> {
  await lockConsent(tx, citizenId);
  return (await consentOf(tx, citizenId))?.state === 'WITHDRAWN' || isRestrictedPerson(tx, citizenId);
}

function answerTo(ports: Ports, tx: Transaction, about: Question['about']): Promise<Answer> {
  return 'citizenId' in about ? ofCitizen(ports, tx, about.citizenId) : ofRegistration(ports, tx, about.registrationId);
}

async function ofCitizen({ vault }: Ports, tx: Transaction, id: string): Promise<Answer> {
  const account = await accountById(tx, id);
  if (account?.dataKey == null) return NOT_FOUND;
  const attributes = (await attributesOf(tx, vault, [id])).get(id) ?? [];
  const value = (name: string) => attributes.find((one) => one.name === name)?.value ?? null;
  return { found: true, locale: account.locale, phone: value('phone'), email: value('email'), code: null };
}

async function ofRegistration({ vault }: Ports, tx: Transaction, id: string): Promise<Answer> {
  const waiting = await waitingContact(tx, id);
  if (waiting === undefined) return NOT_FOUND;
  const { dataKey, phoneSealed, table, silent, locale } = waiting;
  const phone = vault.open(dataKey, { table, column: 'phone_sealed', row: id }, phoneSealed);
  return { found: true, locale, phone, email: null, code: silent ? null : vault.codeOf(id) };
}
