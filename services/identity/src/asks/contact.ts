import { ContactOfCitizen, newId } from '@belgi/contracts';
import type { z } from 'zod';
import { recordAccess } from '../accounts/access.store.js';
import { accountById } from '../accounts/account.store.js';
import { attributesOf } from '../people/attribute.store.js';
import type { Ports } from '../ports.js';
import { waitingContact } from '../registration/registration.store.js';

type Question = z.infer<typeof ContactOfCitizen.request>;
type Answer = z.infer<typeof ContactOfCitizen.answer>;

/** Where to send a message, asked by notify at the moment it sends; each question leaves a trace. */
export async function contact(ports: Ports, question: Question): Promise<Answer> {
  const { about, basis, case: caseNumber } = question;
  const citizenId = 'citizenId' in about ? about.citizenId : null;
  const answer =
    'citizenId' in about ? await ofCitizen(ports, about.citizenId) : await ofRegistration(ports, about.registrationId);
  await recordAccess(ports.database, {
    id: newId(),
    citizenId,
    actorKind: 'SERVICE',
    actor: 'notify',
    role: null,
    basis,
    caseNumber,
    fields: ['phone', 'email'],
    refused: answer.found ? null : 'NOT_FOUND',
  });
  return answer;
}

async function ofCitizen({ database, vault }: Ports, id: string): Promise<Answer> {
  const account = await accountById(database, id);
  if (account?.dataKey == null) return { found: false };
  const attributes = (await attributesOf(database, vault, [id])).get(id) ?? [];
  const value = (name: string) => attributes.find((one) => one.name === name)?.value ?? null;
  return { found: true, locale: account.locale, phone: value('phone'), email: value('email'), code: null };
}

async function ofRegistration({ database, vault }: Ports, id: string): Promise<Answer> {
  const waiting = await waitingContact(database, id);
  if (waiting === undefined) return { found: false };
  const { dataKey, phoneSealed, table, silent, locale } = waiting;
  const phone = vault.open(dataKey, { table, column: 'phone_sealed', row: id }, phoneSealed);
  return { found: true, locale, phone, email: null, code: silent ? null : vault.codeOf(id) };
}
