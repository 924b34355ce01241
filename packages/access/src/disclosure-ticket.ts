import { type DataCategory, dataCategorySchema, sha256Schema } from '@belgi/contracts';
import { z } from 'zod';
import type { Actor } from './actor.js';
import type { Jwks } from './jwks.js';
import type { KeySet } from './key-set.js';
import { TokenError } from './token-error.js';
import { verifySigned } from './verify-signed.js';

const TYPE = 'disclosure+jwt';
const ISSUER = 'belgi:privacy';
const AUDIENCE = 'belgi:disclosed-person';
/** The ticket lives for one operation of the gateway. */
export const DISCLOSURE_TTL_SECONDS = 60;

const claims = z.object({
  grant: z.string().min(1),
  agency: z.string().min(1),
  /** As in the access token it answers (RFC 7800). */
  cnf: z.object({ jkt: z.string().min(1) }),
  citizen: z.string().min(1).optional(),
  categories: z.array(dataCategorySchema),
  /** Two instants, the second one not included. */
  period: z.tuple([z.iso.datetime(), z.iso.datetime()]).optional(),
  entry: z.string().min(1),
  leaf_hash: sha256Schema,
  iat: z.number().int(),
  exp: z.number().int(),
});

/** One read that is already committed: what may leave, about whom, to whom. */
export interface Disclosure {
  readonly grant: string;
  readonly agency: string;
  /** Of the key by which the agency asked; the ticket serves under this key only. */
  readonly keyThumbprint: string;
  /** null: no verified account for that PIN; the ticket is issued alike, so that nobody learns it from a refusal. */
  readonly citizen: string | null;
  readonly categories: readonly DataCategory[];
  /** Histories leave from `from` on and before `until`; null: the grant names no days. */
  readonly period: { readonly from: Date; readonly until: Date } | null;
  /** Ledger entry and its leaf hash (lower-case hex), committed before the ticket exists. */
  readonly entry: string;
  readonly leafHash: string;
}

/** Privacy → identity, auction, privacy: the key of `DisclosedPerson`. No ticket, no data. */
export const disclosureTickets = {
  issuer: (keys: KeySet) => ({
    issue: (disclosure: Disclosure): Promise<string> =>
      keys.sign(
        TYPE,
        {
          iss: ISSUER,
          aud: AUDIENCE,
          grant: disclosure.grant,
          agency: disclosure.agency,
          cnf: { jkt: disclosure.keyThumbprint },
          ...(disclosure.citizen === null ? {} : { citizen: disclosure.citizen }),
          categories: [...disclosure.categories],
          ...(disclosure.period === null
            ? {}
            : { period: [disclosure.period.from.toISOString(), disclosure.period.until.toISOString()] }),
          entry: disclosure.entry,
          leaf_hash: disclosure.leafHash,
        },
        DISCLOSURE_TTL_SECONDS,
      ),
  }),
  verifier: (jwks: Jwks) => ({
    /**
     * @param caller must be the agency the ticket was issued to, asking by the same key: the ticket of one does not serve another.
     *   Asked for here, so that no receiver can forget to compare.
     * @throws TokenError EXPIRED, INVALID or NOT_YOURS; IssuerUnavailableError
     */
    async verify(ticket: string, caller: Actor): Promise<Disclosure & { readonly expiresAt: Date }> {
      const payload = await verifySigned(ticket, jwks, { typ: TYPE, issuer: ISSUER, audience: AUDIENCE });
      const parsed = claims.safeParse(payload);
      if (!parsed.success) throw new TokenError('INVALID', { cause: parsed.error });
      const { grant, agency, cnf, citizen, categories, period, entry, leaf_hash, exp } = parsed.data;
      const isTheirs = caller.kind === 'agency' && caller.id === agency && caller.keyThumbprint === cnf.jkt;
      if (!isTheirs) throw new TokenError('NOT_YOURS');
      return {
        grant,
        agency,
        keyThumbprint: cnf.jkt,
        citizen: citizen ?? null,
        categories,
        period: period === undefined ? null : { from: new Date(period[0]), until: new Date(period[1]) },
        entry,
        leafHash: leaf_hash,
        expiresAt: new Date(exp * 1000),
      };
    },
  }),
};

export type DisclosureIssuer = ReturnType<typeof disclosureTickets.issuer>;
export type DisclosureVerifier = ReturnType<typeof disclosureTickets.verifier>;
