import { newId } from '@belgi/contracts';
import { isAttributeName, type PersonAttribute } from '../people/attribute.js';
import { attributesOf } from '../people/attribute.store.js';
import type { Ports } from '../ports.js';
import { type Refused, refuse } from '../refusals.js';
import { confirmPassword } from '../sessions/confirm-password.js';
import { recordAccess } from './access.store.js';

/** Shows one of the caller's own attributes in full, after the password (clause 3.2); leaves a trace. */
export async function revealAttribute(
  ports: Ports,
  citizenId: string,
  request: { name: string; password: string },
): Promise<PersonAttribute | Refused<'PASSWORD_WRONG' | 'TOO_MANY_ATTEMPTS' | 'ATTRIBUTE_UNKNOWN'>> {
  const wrong = await confirmPassword(ports, citizenId, request.password);
  if (wrong !== undefined) return wrong;
  const { name } = request;
  if (!isAttributeName(name)) return refuse('ATTRIBUTE_UNKNOWN');
  const attributes = await attributesOf(ports.database, ports.vault, [citizenId]);
  const attribute = attributes.get(citizenId)?.find((one) => one.name === name);
  if (attribute === undefined) return refuse('ATTRIBUTE_UNKNOWN');
  const id = newId();
  await recordAccess(ports.database, {
    id,
    citizenId,
    actorKind: 'CITIZEN',
    actor: citizenId,
    role: null,
    basis: { duty: 'PERSONS_OWN_RIGHTS' },
    caseNumber: id,
    fields: [name],
    refused: null,
  });
  return attribute;
}
