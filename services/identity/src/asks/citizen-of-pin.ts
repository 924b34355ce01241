import { CitizenOfPin, newId } from '@belgi/contracts';
import type { z } from 'zod';
import { recordAccess } from '../accounts/access.store.js';
import { verifiedAccountOfPin } from '../people/lookup.store.js';
import { parsePin } from '../people/pin.js';
import type { Ports } from '../ports.js';

type Question = z.infer<typeof CitizenOfPin.request>;
type Answer = z.infer<typeof CitizenOfPin.answer>;

/**
 * The verified account of a PIN, for an official request. A claimed PIN proves nothing: data of whoever typed it first
 * would be disclosed as somebody else's. Each question leaves a trace, the PIN itself does not.
 */
export async function citizenOfPin(ports: Ports, question: Question): Promise<Answer> {
  const { database, vault } = ports;
  const pin = parsePin(question.pin, await database.now());
  const citizenId =
    pin === undefined ? null : ((await verifiedAccountOfPin(database, vault.lookup('pin', pin))) ?? null);
  await recordAccess(database, {
    id: newId(),
    citizenId,
    actorKind: 'SERVICE',
    actor: 'privacy',
    role: null,
    basis: { duty: question.duty },
    caseNumber: question.case,
    fields: ['pin'],
    refused: citizenId === null ? 'NOT_FOUND' : null,
  });
  return { citizenId };
}
