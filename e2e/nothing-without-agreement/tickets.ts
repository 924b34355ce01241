import { randomUUID } from 'node:crypto';
import type { TestSystem } from '@belgi/testkit';
import { importJWK, SignJWT } from 'jose';

interface Forged {
  readonly typ?: string;
  readonly issuer?: string;
  readonly audience?: string;
  readonly edition?: number;
  readonly textSha256: string;
  /** Seconds from now at which it ends. */
  readonly endsIn?: number;
  /** Whose signing key. */
  readonly signedBy?: 'privacy' | 'identity';
}

/** A ticket that privacy never issued, as good as somebody with a key could make it. */
export async function forgedTicket(system: TestSystem, forged: Forged): Promise<string> {
  const { typ = 'acceptance+jwt', issuer = 'belgi:privacy', audience = 'belgi:identity' } = forged;
  const { edition = 1, textSha256, endsIn = 1_800, signedBy = 'privacy' } = forged;
  const [jwk] = JSON.parse(system.settings.secrets.signingKeys[signedBy]);
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ edition, locale: 'EN', text_sha256: textSha256 })
    .setProtectedHeader({ alg: 'EdDSA', typ, kid: jwk.kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setJti(randomUUID())
    .setIssuedAt(now + endsIn - 1_800)
    .setExpirationTime(now + endsIn)
    .sign(await importJWK(jwk, 'EdDSA'));
}
