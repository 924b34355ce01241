import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import {
  accessTokenHash,
  createKeySet,
  createTokenVerifier,
  generateSigningKey,
  makeDpopProof,
  PROOF_WINDOW_SECONDS,
  verifyDpopProof,
  verifyPresented,
} from './index.js';

const key = generateSigningKey();
const another = generateSigningKey();
const accessToken = 'an.access.token';
const request = { method: 'POST', url: 'https://belgi.example/partner/graphql' };
const expected = { accessToken, jkt: key.kid, request };
const now = () => Math.floor(Date.now() / 1000);
const proof = (change: object = {}, by: JWK = key) => makeDpopProof(by, { ...request, accessToken, ...change });

/** A proof with a header or claims that our own client does not make. */
async function odd(header: object, claims: object = {}, by: JWK = key): Promise<string> {
  const { kty, crv, x } = by as { kty: string; crv: string; x: string };
  return new SignJWT({
    htm: 'POST',
    htu: request.url,
    ath: accessTokenHash(accessToken),
    jti: randomUUID(),
    iat: now(),
    ...claims,
  })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'EdDSA', jwk: { kty, crv, x }, ...header })
    .sign(await importJWK(by, 'EdDSA'));
}

describe('a proof of possession', () => {
  it('of the token’s key, made for this request, is good', async () => {
    expect(await verifyDpopProof(await proof(), expected)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is good with a key on P-256 as well', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = { ...(await exportJWK(privateKey)), alg: 'ES256' };
    const made = await proof({}, jwk);
    const { calculateJwkThumbprint } = await import('jose');
    expect(await verifyDpopProof(made, { ...expected, jkt: await calculateJwkThumbprint(jwk) })).toHaveLength(64);
  });

  it('has the same id when it is sent again, another with another number or another key', async () => {
    const jti = randomUUID();
    const first = await verifyDpopProof(await proof({ jti }), expected);
    expect(await verifyDpopProof(await proof({ jti }), expected)).toBe(first);
    expect(await verifyDpopProof(await proof(), expected)).not.toBe(first);
    const theirs = await verifyDpopProof(await proof({ jti }, another), { ...expected, jkt: another.kid });
    expect(theirs).not.toBe(first);
  });

  it('does not mind the query, which it must leave out', async () => {
    const asked = { ...expected, request: { ...request, url: `${request.url}?from=an-adapter` } };
    expect(await verifyDpopProof(await proof(), asked)).toHaveLength(64);
  });

  /** The attacks, each with a token that is genuine. */
  it.each<[string, () => Promise<string> | string]>([
    ['made for another address', () => proof({ url: 'https://belgi.example/graphql' })],
    ['made for another host', () => proof({ url: 'https://elsewhere.example/partner/graphql' })],
    ['made for another method', () => proof({ method: 'GET' })],
    ['made for another token', () => proof({ accessToken: 'another.access.token' })],
    ['made for the token endpoint, without a token', () => proof({ accessToken: undefined })],
    ['by the thief’s own key', () => proof({}, another)],
    ['too old', () => proof({ issuedAt: now() - PROOF_WINDOW_SECONDS - 2 })],
    ['made ahead for later', () => proof({ issuedAt: now() + PROOF_WINDOW_SECONDS + 2 })],
    ['that is not signed at all', () => new UnsecuredJWT({ htm: 'POST', htu: request.url, iat: now() }).encode()],
    ['whose signature was cut', async () => (await proof()).slice(0, -6)],
    ['of another type', () => odd({ typ: 'at+jwt' })],
    ['without its key', () => odd({ jwk: undefined })],
    ['that shows the key and is signed by another', () => odd({}, {}, { ...another, x: key.x })],
    ['that brings a private key', () => odd({ jwk: { ...key } })],
    ['without a number', () => odd({}, { jti: undefined })],
    ['with a number too long to keep', () => odd({}, { jti: 'x'.repeat(129) })],
    ['without a time', () => odd({}, { iat: undefined })],
    ['with an address that is none', () => odd({}, { htu: 'partner' })],
    ['that is endless', () => 'x'.repeat(5_000)],
    ['that is nothing', () => ''],
  ])('%s is refused', async (_, made) => {
    await expect((async () => verifyDpopProof(await made(), expected))()).rejects.toThrow();
  });

  it('signed with a shared secret, the algorithm of confused keys, is refused', async () => {
    const secret = new TextEncoder().encode(key.x.padEnd(32, 'x'));
    const made = await new SignJWT({
      htm: 'POST',
      htu: request.url,
      ath: accessTokenHash(accessToken),
      jti: 'j',
      iat: now(),
    })
      .setProtectedHeader({ typ: 'dpop+jwt', alg: 'HS256', jwk: { kty: 'oct', k: key.x } as object })
      .sign(secret);
    await expect(verifyDpopProof(made, expected)).rejects.toMatchObject({ reason: 'PROOF_INVALID' });
  });
});

describe('a presented token', () => {
  const keys = createKeySet(JSON.stringify([generateSigningKey()]));
  const issuer = 'http://localhost:4000/oauth';
  const verifier = createTokenVerifier({ issuer, jwks: keys });
  const shared = { iss: issuer, aud: 'belgi', sub: 's' };
  const agencyToken = () =>
    keys.sign('at+jwt', { ...shared, kind: 'agency', client_id: 's', agency_name: 'Tax', cnf: { jkt: key.kid } }, 60);
  const citizenToken = () => keys.sign('at+jwt', { ...shared, kind: 'citizen', sid: 'x' }, 60);
  const present = (authorization: string, made?: string) =>
    verifyPresented(verifier, { authorization, proof: made, request });

  it('of an agency comes with a proof', async () => {
    const token = await agencyToken();
    const shown = await present(`DPoP ${token}`, await proof({ accessToken: token }));
    expect(shown).toMatchObject({ token, claims: { kind: 'agency' } });
    expect(shown.proofId).toHaveLength(64);
  });

  it('of a citizen comes alone', async () => {
    const token = await citizenToken();
    expect(await present(`Bearer ${token}`)).toMatchObject({ token, proofId: undefined });
  });

  it.each<[string, string, () => Promise<unknown>]>([
    ['a stolen token without a proof', 'PROOF_REQUIRED', async () => present(`DPoP ${await agencyToken()}`)],
    ['a stolen token as a bearer token', 'PROOF_REQUIRED', async () => present(`Bearer ${await agencyToken()}`)],
    [
      'a stolen token as a bearer token, with the thief’s proof',
      'PROOF_REQUIRED',
      async () => {
        const token = await agencyToken();
        return present(`Bearer ${token}`, await proof({ accessToken: token }, another));
      },
    ],
    [
      'a stolen token with the thief’s proof',
      'PROOF_INVALID',
      async () => {
        const token = await agencyToken();
        return present(`DPoP ${token}`, await proof({ accessToken: token }, another));
      },
    ],
    [
      'a bearer token dressed up as a bound one',
      'INVALID',
      async () => {
        const token = await citizenToken();
        return present(`DPoP ${token}`, await proof({ accessToken: token }));
      },
    ],
    ['another scheme', 'INVALID', () => present('Basic YTpi')],
  ])('%s is refused: %s', async (_, reason, presented) => {
    await expect(presented()).rejects.toMatchObject({ reason });
  });
});
