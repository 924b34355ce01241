import { randomUUID } from 'node:crypto';
import { type Locale, localeSchema, sha256Schema } from '@belgi/contracts';
import { z } from 'zod';
import type { Jwks } from './jwks.js';
import type { KeySet } from './key-set.js';
import { TokenError } from './token-error.js';
import { verifySigned } from './verify-signed.js';

const TYPE = 'acceptance+jwt';
const ISSUER = 'belgi:privacy';
const AUDIENCE = 'belgi:identity';
/** Long enough to fill in a form, short enough that the edition shown is the one agreed to. */
export const ACCEPTANCE_TTL_SECONDS = 30 * 60;

const claims = z.object({
  jti: z.string().min(1),
  edition: z.number().int().positive(),
  locale: localeSchema,
  text_sha256: sha256Schema,
  iat: z.number().int(),
  exp: z.number().int(),
});

/** What a person agreed to: one edition, in one language, with the SHA-256 (lower-case hex) of the text shown. */
export interface Acceptance {
  readonly edition: number;
  readonly locale: Locale;
  readonly textSha256: string;
}

export interface VerifiedAcceptance extends Acceptance {
  /** Single use: identity binds it to the registration that used it first. */
  readonly nonce: string;
  readonly acceptedAt: Date;
  readonly expiresAt: Date;
}

/** Privacy → identity: nothing of a person is stored without one (preamble 2 of the policy). */
export const acceptanceTickets = {
  issuer: (keys: KeySet) => ({
    async issue(acceptance: Acceptance): Promise<{ ticket: string; nonce: string; expiresAt: Date }> {
      const nonce = randomUUID();
      const ticket = await keys.sign(
        TYPE,
        {
          iss: ISSUER,
          aud: AUDIENCE,
          jti: nonce,
          edition: acceptance.edition,
          locale: acceptance.locale,
          text_sha256: acceptance.textSha256,
        },
        ACCEPTANCE_TTL_SECONDS,
      );
      return { ticket, nonce, expiresAt: new Date(Date.now() + ACCEPTANCE_TTL_SECONDS * 1000) };
    },
  }),
  verifier: (jwks: Jwks) => ({
    /** @throws TokenError EXPIRED or INVALID; IssuerUnavailableError */
    async verify(ticket: string): Promise<VerifiedAcceptance> {
      const payload = await verifySigned(ticket, jwks, { typ: TYPE, issuer: ISSUER, audience: AUDIENCE });
      const parsed = claims.safeParse(payload);
      if (!parsed.success) throw new TokenError('INVALID', { cause: parsed.error });
      const { jti, edition, locale, text_sha256, iat, exp } = parsed.data;
      return {
        nonce: jti,
        edition,
        locale,
        textSha256: text_sha256,
        acceptedAt: new Date(iat * 1000),
        expiresAt: new Date(exp * 1000),
      };
    },
  }),
};

export type AcceptanceIssuer = ReturnType<typeof acceptanceTickets.issuer>;
export type AcceptanceVerifier = ReturnType<typeof acceptanceTickets.verifier>;
