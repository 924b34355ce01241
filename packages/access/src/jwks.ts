import type { KeyObject } from 'node:crypto';
import type { JWK } from 'jose';

/** A public signing key as we publish it (RFC 8037: OKP, Ed25519). */
export interface PublicJwk extends JWK {
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
  kid: string;
  alg: 'EdDSA';
  use: 'sig';
}

export interface PublicJwks {
  keys: PublicJwk[];
}

/** Where a verifier finds the issuer's public keys: the issuer's own key set, or a remote one. */
export interface Jwks {
  /** The key of that id; undefined when the issuer has no such key. Throws IssuerUnavailableError when nobody can tell. */
  keyFor(kid: string): Promise<KeyObject | undefined>;
}
