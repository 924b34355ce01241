import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type JWTPayload, SignJWT } from 'jose';
import { z } from 'zod';
import type { Jwks, PublicJwk, PublicJwks } from './jwks.js';

const privateJwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().min(1),
  d: z.string().min(1),
  kid: z.string().min(1).optional(),
});
export type PrivateJwk = z.infer<typeof privateJwk>;

/** Our own signing keys: the first signs, all verify. */
export interface KeySet extends Jwks {
  /**
   * @param typ the `typ` header, which keeps one kind of token from passing as another (RFC 8725 §3.11)
   * @param claims everything but `iat` and `exp`, which come from the process clock
   * @param ttlSeconds null: it never expires (a receipt, not a token)
   */
  sign(typ: string, claims: JWTPayload, ttlSeconds: number | null): Promise<string>;
  publicJwks(): PublicJwks;
}

/** A fresh Ed25519 private JWK whose id is its thumbprint. */
export function generateSigningKey(): PrivateJwk & { kid: string } {
  const jwk = privateJwk.parse(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }));
  return { ...jwk, kid: thumbprint(jwk) };
}

/**
 * @param privateJwksJson JSON array of private OKP Ed25519 JWKs. To rotate: put the new key last, wait until every
 *   verifier has fetched it, put it first, and drop the old one once its last token has expired.
 * @throws when a key is not one; the message names the place, never the key
 */
export function createKeySet(privateJwksJson: string): KeySet {
  const keys = parseKeys(privateJwksJson).map((jwk) => {
    const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
    return { kid: jwk.kid ?? thumbprint(jwk), x: jwk.x, privateKey, publicKey: createPublicKey(privateKey) };
  });
  const signer = keys[0];
  if (signer === undefined) throw new Error('the key set is empty');
  const byKid = new Map<string, KeyObject>(keys.map((key) => [key.kid, key.publicKey]));
  if (byKid.size !== keys.length) throw new Error('two keys of the set share an id');
  return {
    sign: (typ, claims, ttlSeconds) => {
      const now = Math.floor(Date.now() / 1000);
      const jwt = new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', typ, kid: signer.kid }).setIssuedAt(now);
      if (ttlSeconds !== null) jwt.setExpirationTime(now + ttlSeconds);
      return jwt.sign(signer.privateKey);
    },
    publicJwks: () => ({ keys: keys.map(({ kid, x }) => publicJwk(kid, x)) }),
    keyFor: async (kid) => byKid.get(kid),
  };
}

function parseKeys(json: string): PrivateJwk[] {
  try {
    return z.array(privateJwk).min(1).parse(JSON.parse(json));
  } catch (cause) {
    // The cause of a JSON error quotes its input, which is a private key: only zod's paths may pass.
    const where =
      cause instanceof z.ZodError ? `: ${cause.issues.map((issue) => issue.path.join('.')).join(', ')}` : '';
    throw new Error(`signing keys: expected a JSON array of private Ed25519 JWKs${where}`);
  }
}

function publicJwk(kid: string, x: string): PublicJwk {
  return { kty: 'OKP', crv: 'Ed25519', x, kid, alg: 'EdDSA', use: 'sig' };
}

/** RFC 7638 over the required members in their fixed order. */
function thumbprint({ crv, kty, x }: PrivateJwk): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
}
