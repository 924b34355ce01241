import { createPublicKey, type KeyObject } from 'node:crypto';
import { request } from 'undici';
import { z } from 'zod';
import type { Jwks } from './jwks.js';
import { IssuerUnavailableError } from './token-error.js';

/** Keys older than this are fetched anew in the background, so that a key the issuer dropped stops working. */
const MAX_AGE_MS = 5 * 60_000;
/** At most one fetch in this time: tokens with invented key ids must not become a flood at the issuer. */
const COOLDOWN_MS = 5_000;
const FETCH_TIMEOUT_MS = 3_000;
/** A JWKS of ours has a few hundred bytes; a larger answer is not one. */
const MAX_DOCUMENT_BYTES = 64 * 1024;

const document = z.object({
  keys: z.array(
    z.looseObject({
      kid: z.string().optional(),
      kty: z.string(),
      crv: z.string().optional(),
      x: z.string().optional(),
    }),
  ),
});

export interface RemoteJwksOptions {
  readonly maxAgeMs?: number;
  readonly cooldownMs?: number;
  /** Told of every failed fetch; the keys we hold stay in use. */
  readonly onFetchFailed?: (error: unknown) => void;
}

/**
 * The issuer's published keys: cached, kept when the issuer is down, fetched again for a key id we do not know.
 * Nothing is fetched before the first token.
 */
export function createRemoteJwks(url: string, options: RemoteJwksOptions = {}): Jwks {
  const { maxAgeMs = MAX_AGE_MS, cooldownMs = COOLDOWN_MS } = options;
  let keys: Map<string, KeyObject> | undefined;
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let failure: unknown;
  let inFlight: Promise<void> | undefined;

  const refresh = (): Promise<void> => {
    if (inFlight !== undefined) return inFlight;
    if (performance.now() - triedAt < cooldownMs) return Promise.resolve();
    triedAt = performance.now();
    inFlight = fetchKeys(url)
      .then((fetched) => {
        keys = fetched;
        fetchedAt = performance.now();
        failure = undefined;
      })
      .catch((error: unknown) => {
        failure = error;
        options.onFetchFailed?.(error);
      })
      .finally(() => {
        inFlight = undefined;
      });
    return inFlight;
  };

  return {
    async keyFor(kid) {
      const known = keys?.get(kid);
      if (known === undefined) await refresh();
      else if (performance.now() - fetchedAt > maxAgeMs) void refresh();
      if (keys === undefined) throw new IssuerUnavailableError(`no keys from ${url}`, { cause: failure });
      return known ?? keys.get(kid);
    },
  };
}

async function fetchKeys(url: string): Promise<Map<string, KeyObject>> {
  const response = await request(url, {
    headersTimeout: FETCH_TIMEOUT_MS,
    bodyTimeout: FETCH_TIMEOUT_MS,
    signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
    headers: { accept: 'application/json' },
  });
  const text = await response.body.text();
  if (response.statusCode !== 200) throw new Error(`JWKS answered ${response.statusCode}`);
  if (text.length > MAX_DOCUMENT_BYTES) throw new Error('JWKS is too large');
  const keys = new Map<string, KeyObject>();
  for (const key of document.parse(JSON.parse(text)).keys) {
    // The issuer may publish keys of other kinds for others (oidc-provider does); ours are Ed25519.
    if (key.kid === undefined || key.kty !== 'OKP' || key.crv !== 'Ed25519' || key.x === undefined) continue;
    keys.set(key.kid, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key.x }, format: 'jwk' }));
  }
  if (keys.size === 0) throw new Error('JWKS holds no Ed25519 key');
  return keys;
}
