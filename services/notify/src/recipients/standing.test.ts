import { describe, expect, it } from 'vitest';
import { allKinds, isMandatory } from '../notices/notice-kind.js';
import { type Entitlement, entitlement, type Recipient, standingOf } from './standing.js';

const live: Recipient = {
  status: 'ACTIVE',
  consent: { state: 'GIVEN', edition: 2 },
  materialEdition: 2,
  keptOnly: false,
};
const people: Record<string, Recipient> = {
  live,
  renewed: { ...live, consent: { state: 'RENEWED', edition: 2 } },
  renewalDue: { ...live, materialEdition: 3 },
  acceptedAhead: { ...live, consent: { state: 'GIVEN', edition: 3 } },
  withdrawn: { ...live, consent: { state: 'WITHDRAWN', edition: 2 } },
  unknown: { ...live, consent: null },
  blocked: { ...live, status: 'BLOCKED' },
  restricted: { ...live, keptOnly: true },
  erased: { ...live, status: 'ERASED' },
};

describe('standing', () => {
  it.each([
    ['live', 'LIVE'],
    ['renewed', 'LIVE'],
    ['acceptedAhead', 'LIVE'],
    ['renewalDue', 'RENEWAL_DUE'],
    ['withdrawn', 'WITHDRAWN'],
    ['unknown', 'UNKNOWN'],
  ])('%s is %s', (person, standing) => {
    expect(standingOf(people[person] ?? live)).toBe(standing);
  });
});

describe('entitlement', () => {
  it.each<[string, Entitlement, Entitlement]>([
    // person, optional kinds, news of an edition
    ['live', 'YES', 'YES'],
    ['renewed', 'YES', 'YES'],
    ['acceptedAhead', 'YES', 'YES'],
    ['renewalDue', 'RENEWAL_DUE', 'YES'],
    ['withdrawn', 'WITHDRAWN', 'WITHDRAWN'],
    ['unknown', 'NOT_YET_KNOWN', 'NOT_YET_KNOWN'],
    ['blocked', 'BLOCKED', 'BLOCKED'],
    ['restricted', 'RESTRICTED', 'RESTRICTED'],
    ['erased', 'ERASED', 'ERASED'],
  ])('%s: optional %s, edition %s', (person, optional, edition) => {
    expect(entitlement('BID_OUTBID', people[person] ?? live)).toBe(optional);
    expect(entitlement('POLICY_CHANGED', people[person] ?? live)).toBe(edition);
  });

  it('gives what law or contract demands to everyone who is not erased', () => {
    for (const [name, person] of Object.entries(people))
      for (const kind of allKinds.filter(isMandatory))
        expect(entitlement(kind, person), `${kind} ${name}`).toBe(name === 'erased' ? 'ERASED' : 'YES');
  });
});
