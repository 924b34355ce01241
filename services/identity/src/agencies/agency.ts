/** What an agency may ask for. */
export const AGENCY_SCOPES = ['disclosures:file', 'disclosures:read'] as const;
export type AgencyScope = (typeof AGENCY_SCOPES)[number];

/** A public key of an agency, as its OAuth client shows it. */
export interface AgencyJwk {
  readonly kty: string;
  readonly kid?: string | undefined;
  readonly alg?: string | undefined;
  readonly [member: string]: unknown;
}

/** Longest name: it travels in each of the agency's access tokens, and Cyrillic takes two bytes a letter. */
export const MAX_AGENCY_NAME_CHARS = 200;

/** A partner agency, which is an OAuth 2 client of the same id. */
export interface Agency {
  readonly id: string;
  readonly name: string;
  /** Its member name on the national exchange layer (X-Road). */
  readonly xRoadMember: string | null;
  readonly jwks: { readonly keys: readonly AgencyJwk[] };
  readonly scopes: readonly string[];
  readonly state: 'ACTIVE' | 'SUSPENDED';
}

/** Members of a JWK that are secret (RFC 7518 §6.2.2, §6.3.2, RFC 8037 §2): a client's private key is no business of ours. */
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'] as const;
const ALGORITHMS: Readonly<Record<string, string>> = { OKP: 'EdDSA', EC: 'ES256', RSA: 'PS256' };

/** A public key that can sign client assertions, or the reason why it cannot. */
export function publicJwkOf(jwk: AgencyJwk): AgencyJwk | { readonly fault: string } {
  if (SECRET_MEMBERS.some((member) => member in jwk)) return { fault: 'the key is private: send the public half' };
  const alg = jwk.alg ?? ALGORITHMS[jwk.kty];
  if (alg === undefined) return { fault: 'the key must be OKP (Ed25519), EC (P-256) or RSA' };
  return { ...jwk, alg, use: 'sig' };
}
