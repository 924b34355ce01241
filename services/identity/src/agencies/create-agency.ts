import { newId } from '@belgi/contracts';
import { type Database, violatedConstraint } from '@belgi/database';
import { AGENCY_SCOPES, type Agency, type AgencyJwk, MAX_AGENCY_NAME_CHARS, publicJwkOf } from './agency.js';
import { insertAgency } from './agency.store.js';

export interface NewAgency {
  readonly name: string;
  readonly xRoadMember: string | null;
  readonly jwk: AgencyJwk;
}

/** Registers an agency with the public key it signs its assertions with; all scopes of an agency. */
export async function createAgency(database: Database, input: NewAgency): Promise<Agency | { fault: string }> {
  const jwk = publicJwkOf(input.jwk);
  if ('fault' in jwk && typeof jwk.fault === 'string') return { fault: jwk.fault };
  const { xRoadMember } = input;
  const name = input.name.trim();
  if (name === '' || name.length > MAX_AGENCY_NAME_CHARS)
    return { fault: `the name must have 1 to ${MAX_AGENCY_NAME_CHARS} characters` };
  const keys = [jwk as AgencyJwk];
  const agency: Agency = { id: newId(), name, xRoadMember, jwks: { keys }, scopes: AGENCY_SCOPES, state: 'ACTIVE' };
  try {
    await insertAgency(database, agency);
    return agency;
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'agencies_name_is_unique') return { fault: 'an agency of that name exists' };
    if (constraint === 'agencies_x_road_member_is_unique') return { fault: 'another agency has that X-Road member' };
    throw error;
  }
}
