import { type Actor, authorize, type DenialReason } from '@belgi/access';
import { newId, type Purpose } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { consentStanding } from '../consents/consent.js';
import { allEditions, consentOf, lockConsent } from '../consents/consent.store.js';
import { isBound } from '../contracts/running-contract.store.js';
import type { PersonAttribute } from '../people/attribute.js';
import { attributesOf } from '../people/attribute.store.js';
import { policy } from '../policy.js';
import type { Ports } from '../ports.js';
import { isRestrictedPerson } from '../restrictions/restriction.store.js';
import { accessFact } from './access.events.js';
import type { DataAccess } from './access.js';
import { recordAccess } from './access.store.js';
import { accountById } from './account.store.js';
import { judgeFields, readingBasis, readingRole } from './reading.js';

export interface ReadCitizen {
  readonly id: string;
  readonly purpose: Purpose;
  readonly caseNumber: string;
  /** Names of the fields asked for. */
  readonly fields: readonly string[];
}

/** What a look shows: nothing but the fields that were asked for and serve the purpose. */
export interface Look {
  readonly purpose: Purpose;
  readonly attributes: readonly PersonAttribute[];
  readonly pinVerified: boolean | null;
}

export type CitizenRead =
  | { readonly found: true; readonly id: string; readonly look: Look }
  | { readonly found: false }
  | { readonly denied: DenialReason | 'PROCESSING_RESTRICTED' };

/**
 * Staff look at a citizen (clauses 2.1 and 3.2). What is shown, and apart from it what was asked for in vain, is
 * recorded and told in one transaction before anything leaves; only what is shown is opened.
 * The consent is held meanwhile: t0 it is read as live, t1 a withdrawal is applied and acknowledged, t2 the data is
 * opened: that is a use after the acknowledgement, and cannot happen.
 */
export async function readCitizen(ports: Ports, actor: Actor, request: ReadCitizen): Promise<CitizenRead> {
  const verdict = authorize(policy, actor, 'person.read');
  return ports.database.transaction(async (tx) => {
    const account = await accountById(tx, request.id);
    if (account?.kind !== 'CITIZEN') return verdict.allowed ? { found: false } : { denied: verdict.reason };
    if (!verdict.allowed) {
      await record(tx, actor, request, request.fields, verdict.reason);
      return { denied: verdict.reason };
    }
    await lockConsent(tx, request.id);
    if (await isRestrictedPerson(tx, request.id)) {
      await record(tx, actor, request, request.fields, 'PROCESSING_RESTRICTED');
      return { denied: 'PROCESSING_RESTRICTED' };
    }
    const basis = await basisOf(tx, request);
    const { shown, refused } = judgeFields(request.fields, request.purpose, basis);
    if (basis === undefined) {
      await record(tx, actor, request, refused, 'PURPOSE_DENIED');
      return { denied: 'PURPOSE_DENIED' };
    }
    // Nothing but the id was asked for: somebody was looked up all the same.
    if (shown.length > 0 || refused.length === 0) await record(tx, actor, request, shown, null);
    if (refused.length > 0) await record(tx, actor, request, refused, 'PURPOSE_DENIED');
    const attributes = (await attributesOf(tx, ports.vault, [account.id])).get(account.id) ?? [];
    const look = {
      purpose: request.purpose,
      attributes: attributes.filter(({ name }) => shown.includes(name)),
      pinVerified: shown.includes('pinVerified') ? account.pinVerified : null,
    };
    return { found: true, id: account.id, look };
  });
}

/** The caller holds the consent. */
async function basisOf(tx: Transaction, { id, purpose }: ReadCitizen) {
  const standing = consentStanding(await consentOf(tx, id), await allEditions(tx), await tx.now());
  return readingBasis(purpose, standing, await isBound(tx, id));
}

/** The trace, and for staff the fact. @param refused null: it is shown */
async function record(
  tx: Transaction,
  actor: Actor,
  request: ReadCitizen,
  fields: readonly string[],
  refused: string | null,
): Promise<void> {
  const access = accessOf(actor, request, fields, refused);
  if (access === undefined) return;
  await recordAccess(tx, access);
  // Only staff are told of: the contract knows their roles, and a citizen's wrong id is nobody's reading.
  const { role } = access;
  if (role === null) return;
  await tx.publish(accessFact({ ...access, citizenId: request.id, role }, request.purpose, await tx.now()));
}

function accessOf(
  actor: Actor,
  { id: citizenId, purpose, caseNumber }: ReadCitizen,
  fields: readonly string[],
  refused: string | null,
): DataAccess | undefined {
  if (actor.kind === 'anonymous') return undefined;
  return {
    id: newId(),
    citizenId,
    actorKind: ({ citizen: 'CITIZEN', staff: 'STAFF', agency: 'AGENCY' } as const)[actor.kind],
    actor: actor.id,
    role: actor.kind === 'staff' ? readingRole(actor.roles) : null,
    basis: { purpose },
    caseNumber,
    fields,
    refused,
  };
}
