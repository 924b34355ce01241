import { decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { createKeySet, createTokenVerifier, generateSigningKey, type PrivateJwk } from './index.js';

const setOf = (...keys: PrivateJwk[]) => createKeySet(JSON.stringify(keys));
const [old, next] = [generateSigningKey(), generateSigningKey()];
const claims = { iss: 'i', aud: 'belgi', sub: 's', kind: 'staff', sid: 'x', roles: [] };

describe('a key set', () => {
  it('signs with the first key and verifies with all, so that keys rotate without a refused token', async () => {
    const token = await setOf(old, next).sign('at+jwt', claims, 300);
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: old.kid });
    const rotated = setOf(next, old);
    expect(decodeProtectedHeader(await rotated.sign('at+jwt', claims, 300)).kid).toBe(next.kid);
    expect((await createTokenVerifier({ issuer: 'i', jwks: rotated }).verify(token)).sub).toBe('s');
    const verifier = createTokenVerifier({ issuer: 'i', jwks: setOf(next) });
    await expect(verifier.verify(token)).rejects.toMatchObject({ reason: 'INVALID' });
  });

  it('publishes no private part', () => {
    const published = JSON.stringify(setOf(old, next).publicJwks());
    expect(published).not.toContain('"d"');
    for (const key of [old, next]) {
      expect(published).toContain(key.x);
      expect(published).not.toContain(key.d);
    }
  });

  it('takes the thumbprint (RFC 8037 A.3) of a key without an id', () => {
    // The key pair and thumbprint of RFC 8037, appendix A.
    const example = {
      kty: 'OKP',
      crv: 'Ed25519',
      d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
      x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    } as const;
    expect(setOf(example).publicJwks().keys[0]?.kid).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
  });

  it.each([
    ['', 'expected a JSON array'],
    ['[]', 'expected a JSON array'],
    [JSON.stringify([{ ...old, crv: 'P-256' }]), 'expected a JSON array of private Ed25519 JWKs: 0.crv'],
    [JSON.stringify([old, old]), 'share an id'],
  ])('refuses what is none, without quoting it', (json, message) => {
    expect(() => createKeySet(json)).toThrow(message);
    try {
      createKeySet(json);
    } catch (error) {
      expect(`${(error as Error).stack}${String((error as Error).cause)}`).not.toContain(old.d);
    }
  });
});
