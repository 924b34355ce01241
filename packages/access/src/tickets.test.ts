import { SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  type Actor,
  acceptanceTickets,
  actorOf,
  createKeySet,
  createTokenVerifier,
  disclosureTickets,
  generateSigningKey,
  type Jwks,
} from './index.js';

const keys = createKeySet(JSON.stringify([generateSigningKey()]));
const issuer = 'http://localhost:4000/oauth';
const SHA = 'a'.repeat(64);
const access = createTokenVerifier({ issuer, jwks: keys });
const acceptance = acceptanceTickets.verifier(keys);
const disclosure = disclosureTickets.verifier(keys);
const agency: Actor = {
  kind: 'agency',
  id: 'a-1',
  clientId: 'client',
  name: 'Tax',
  scopes: ['disclosures:read'],
  keyThumbprint: 'k',
  xRoadMember: null,
  grants: ['g-1'],
};
const theDisclosure = {
  grant: 'g-1',
  agency: 'a-1',
  keyThumbprint: 'k',
  citizen: 'c-1',
  categories: ['NAME', 'PHONE'],
  period: { from: new Date('2025-01-01T18:00:00Z'), until: new Date('2025-02-01T18:00:00Z') },
  entry: 'e-1',
  leafHash: SHA,
} as const;
const acceptanceClaims = {
  iss: 'belgi:privacy',
  aud: 'belgi:identity',
  jti: 'n',
  edition: 1,
  locale: 'KY',
  text_sha256: SHA,
};
const disclosureClaims = {
  iss: 'belgi:privacy',
  aud: 'belgi:disclosed-person',
  grant: 'g',
  agency: 'a-1',
  cnf: { jkt: 'k' },
  categories: [],
  entry: 'e',
  leaf_hash: SHA,
};
const accessClaims = { iss: issuer, aud: 'belgi', sub: 'c-1', kind: 'citizen', sid: 's-1' };

describe('the acceptance ticket', () => {
  it('carries what was agreed to, with a nonce of its own', async () => {
    const agreed = { edition: 3, locale: 'RU', textSha256: SHA } as const;
    const [first, second] = await Promise.all([1, 2].map(() => acceptanceTickets.issuer(keys).issue(agreed)));
    expect(first?.nonce).not.toBe(second?.nonce);
    const verified = await acceptance.verify(first?.ticket ?? '');
    expect(verified).toMatchObject({ ...agreed, nonce: first?.nonce });
    expect(verified.expiresAt.getTime() - verified.acceptedAt.getTime()).toBe(30 * 60_000);
  });
});

describe('the disclosure ticket', () => {
  it('serves the agency it was issued to', async () => {
    const ticket = await disclosureTickets.issuer(keys).issue(theDisclosure);
    expect(await disclosure.verify(ticket, agency)).toMatchObject(theDisclosure);
  });
  it('of a grant without days has none', async () => {
    const ticket = await disclosureTickets.issuer(keys).issue({ ...theDisclosure, period: null });
    expect((await disclosure.verify(ticket, agency)).period).toBeNull();
  });
  it('looks the same where nobody is held', async () => {
    const ticket = await disclosureTickets.issuer(keys).issue({ ...theDisclosure, citizen: null });
    expect((await disclosure.verify(ticket, agency)).citizen).toBeNull();
  });
  it.each<Actor>([
    { kind: 'anonymous' },
    { ...agency, id: 'a-2' },
    // The same agency, by another of its keys, or by a thief's that it was tricked into registering.
    { ...agency, name: 'by another key', keyThumbprint: 'k-2' },
    { kind: 'citizen', id: 'a-1', session: 's', restricted: false, consent: null },
    { kind: 'staff', id: 'a-1', session: 's', roles: ['PRIVACY_OFFICER'] },
  ])('does not serve $kind $id', async (caller) => {
    const ticket = await disclosureTickets.issuer(keys).issue(theDisclosure);
    await expect(disclosure.verify(ticket, caller)).rejects.toMatchObject({ reason: 'NOT_YOURS' });
  });
});

/** The attack: a token that is genuine, but meant for another door. */
describe('no ticket passes for another', () => {
  const kinds = [
    { name: 'access', typ: 'at+jwt', claims: accessClaims, verify: (token: string) => access.verify(token) },
    {
      name: 'acceptance',
      typ: 'acceptance+jwt',
      claims: acceptanceClaims,
      verify: (token: string) => acceptance.verify(token),
    },
    {
      name: 'disclosure',
      typ: 'disclosure+jwt',
      claims: disclosureClaims,
      verify: (token: string) => disclosure.verify(token, agency),
    },
  ];
  it.each(kinds)('$name: its own door opens', async ({ typ, claims, verify }) => {
    expect(await verify(await keys.sign(typ, claims, 60))).toBeDefined();
  });
  it.each(kinds)(
    '$name: type, issuer, audience, expiry, signature and claims are checked',
    async ({ typ, claims, verify }) => {
      const stranger = createKeySet(JSON.stringify([generateSigningKey()]));
      const wrong = [
        ...(await Promise.all(kinds.filter((kind) => kind.typ !== typ).map((kind) => keys.sign(kind.typ, claims, 60)))),
        await keys.sign('JWT', claims, 60),
        await keys.sign(typ, { ...claims, iss: 'somebody' }, 60),
        await keys.sign(typ, { ...claims, aud: 'elsewhere' }, 60),
        await stranger.sign(typ, claims, 60),
        await keys.sign(typ, { iss: claims.iss, aud: claims.aud }, 60),
        new UnsecuredJWT(claims).setExpirationTime('1m').setIssuedAt().encode(),
        await new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256', typ, kid: keys.publicJwks().keys[0]?.kid ?? '' })
          .setIssuedAt()
          .setExpirationTime('1m')
          .sign(Buffer.from(keys.publicJwks().keys[0]?.x ?? '', 'base64url')),
        'a.b.c',
        '',
      ];
      for (const token of wrong) await expect(verify(token)).rejects.toMatchObject({ reason: 'INVALID' });
      await expect(verify(await keys.sign(typ, claims, -60))).rejects.toMatchObject({ reason: 'EXPIRED' });
    },
  );
});

describe('the access token', () => {
  afterEach(() => void vi.useRealTimers());

  it('is verified once and remembered until it expires', async () => {
    let lookups = 0;
    const counting: Jwks = {
      keyFor: (kid) => {
        lookups += 1;
        return keys.keyFor(kid);
      },
    };
    const verifier = createTokenVerifier({ issuer, jwks: counting });
    const token = await keys.sign('at+jwt', accessClaims, 300);
    for (let i = 0; i < 3; i++) await verifier.verify(token);
    expect(lookups).toBe(1);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 304_000 });
    await verifier.verify(token);
    // Beyond the tolerance of clocks a remembered token dies like any other.
    vi.setSystemTime(Date.now() + 2_000);
    await expect(verifier.verify(token)).rejects.toMatchObject({ reason: 'EXPIRED' });
    await expect(verifier.verify(token)).rejects.toMatchObject({ reason: 'EXPIRED' });
  });
  it.each([
    [undefined, { kind: 'anonymous' }],
    [
      { ...accessClaims, edition: 2, epoch: 5 },
      { kind: 'citizen', id: 'c-1', session: 's-1', restricted: false, consent: { edition: 2, epoch: 5 } },
    ],
    [
      { ...accessClaims, scope: 'rights' },
      { kind: 'citizen', id: 'c-1', session: 's-1', restricted: true, consent: null },
    ],
    [
      { ...accessClaims, kind: 'staff', roles: ['OPERATOR'] },
      { kind: 'staff', id: 'c-1', session: 's-1', roles: ['OPERATOR'] },
    ],
    [
      {
        ...accessClaims,
        kind: 'agency',
        client_id: 'x',
        agency_name: 'Tax',
        scope: 'disclosures:file disclosures:read',
        x_road_member: 'KG/GOV/1',
        cnf: { jkt: 'k' },
        authorization_details: [{ type: 'disclosure-grant', grant_id: 'g-1' }],
      },
      {
        ...{ kind: 'agency', id: 'c-1', clientId: 'x', name: 'Tax', scopes: ['disclosures:file', 'disclosures:read'] },
        ...{ keyThumbprint: 'k', xRoadMember: 'KG/GOV/1', grants: ['g-1'] },
      },
    ],
  ])('makes the actor %#', async (claims, actor) => {
    expect(actorOf(claims && (await access.verify(await keys.sign('at+jwt', claims, 60))))).toEqual(actor);
  });
  it.each([
    { kind: 'staff' },
    { kind: 'staff', roles: ['ADMIN'] },
    { kind: 'agency' },
    { kind: 'agency', agency_name: 'Tax' },
    { kind: 'agency', client_id: 'x' },
    { kind: 'agency', client_id: 'x', agency_name: '', cnf: { jkt: 'k' } },
    // Not bound to a key: such tokens are no longer made.
    { kind: 'agency', client_id: 'x', agency_name: 'Tax' },
    { kind: 'agency', client_id: 'x', agency_name: 'Tax', cnf: { jkt: 'k' }, authorization_details: [{ type: 'all' }] },
    { kind: 'robot' },
    { sub: '' },
    { epoch: '1' },
  ])('with claims %o is none', async (odd) => {
    await expect(access.verify(await keys.sign('at+jwt', { ...accessClaims, ...odd }, 60))).rejects.toMatchObject({
      reason: 'INVALID',
    });
  });
});
