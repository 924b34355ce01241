import { GRANT_DETAIL_TYPE } from '@belgi/access';
import type { Database } from '@belgi/database';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import type { Agency } from './agency.js';
import { agencyById } from './agency.store.js';
import {
  consumePayload,
  deletePayload,
  deletePayloadsOfGrant,
  findPayload,
  findPayloadBy,
  insertPayload,
  type OauthPayload,
  replacePayload,
} from './oauth-payload.store.js';

/** Kept for an hour when oidc-provider names no end. */
const DEFAULT_SECONDS = 3_600;

/**
 * oidc-provider's storage in PostgreSQL. Clients are the agencies; a suspended one does not exist.
 * A used client assertion, or proof of possession, is inserted, never replaced: of two replicas that get the same one at once, t0 both find
 * nothing, t1 one inserts, t2 the other's insert finds it and is refused.
 */
export function oauthAdapter(database: Database): (model: string) => Adapter {
  return (model) => ({
    upsert: async (id, payload, expiresIn = DEFAULT_SECONDS) => {
      const entry = { model, id, payload, expiresInSeconds: expiresIn };
      if (model !== 'ReplayDetection') await replacePayload(database, entry);
      else if (!(await insertPayload(database, entry)))
        throw new errors.InvalidClientAuth('the client assertion or proof was used before');
    },
    find: async (id) => {
      if (model !== 'Client') return payloadOf(await findPayload(database, model, id));
      const agency = await agencyById(database, id);
      return agency?.state === 'ACTIVE' ? clientOf(agency) : undefined;
    },
    findByUid: async (uid) => payloadOf(await findPayloadBy(database, model, 'uid', uid)),
    findByUserCode: async (code) => payloadOf(await findPayloadBy(database, model, 'userCode', code)),
    consume: (id) => consumePayload(database, model, id),
    destroy: (id) => deletePayload(database, model, id),
    revokeByGrantId: (grantId) => deletePayloadsOfGrant(database, grantId),
  });
}

function payloadOf(found: OauthPayload | undefined): AdapterPayload | undefined {
  return found === undefined ? undefined : { ...found.payload, ...(found.consumed ? { consumed: true } : {}) };
}

/** Client metadata (RFC 7591, RFC 9449 §5.2): client credentials with private_key_jwt, tokens bound to a key, nothing else. */
function clientOf(agency: Agency): AdapterPayload {
  return {
    client_id: agency.id,
    client_name: agency.name,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    token_endpoint_auth_method: 'private_key_jwt',
    dpop_bound_access_tokens: true,
    authorization_details_types: [GRANT_DETAIL_TYPE],
    scope: agency.scopes.join(' '),
    jwks: { keys: agency.jwks.keys as never },
  };
}
