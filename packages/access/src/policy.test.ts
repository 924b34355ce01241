import { describe, expect, it } from 'vitest';
import { type Actor, authorize, definePolicy, printMatrix, rules } from './index.js';

const policy = definePolicy({
  'lots.read': rules.everyone(),
  'lot.create': rules.staff('AUCTIONEER'),
  'lot.enter': rules.citizen(),
  'consents.read': rules.anyOf(rules.ownerEvenRestricted(), rules.staff('PRIVACY_OFFICER')),
  'data.correct': rules.owner(),
  'disclosure.read': rules.ownAgency('disclosures:read'),
  'disclosure.file': rules.anyOf(rules.agency('disclosures:file'), rules.staff('PRIVACY_OFFICER')),
  'inbox.read': rules.citizenEvenRestricted(),
  'inquiry.ask': rules.anyOf(rules.notStaff(), rules.staff('OPERATOR')),
  'sign-out': rules.signedIn(),
});

describe('a policy', () => {
  it('prints as a matrix of every action and every kind of caller', () => {
    expect(printMatrix(policy)).toMatchInlineSnapshot(`
      "action           signed out        citizen, own   citizen, other's  restricted, own     restricted, other's  AUCTIONEER      PRIVACY_OFFICER  OPERATOR        agency, own    agency, other's  agency, no scope
      ---------------  ----------------  -------------  ----------------  ------------------  -------------------  --------------  ---------------  --------------  -------------  ---------------  ----------------
      consents.read    SIGN_IN_REQUIRED  yes            NOT_YOURS         yes                 NOT_YOURS            ROLE_REQUIRED   yes              ROLE_REQUIRED   ROLE_REQUIRED  ROLE_REQUIRED    ROLE_REQUIRED
      data.correct     SIGN_IN_REQUIRED  yes            NOT_YOURS         RESTRICTED_SESSION  NOT_YOURS            PURPOSE_DENIED  PURPOSE_DENIED   PURPOSE_DENIED  ROLE_REQUIRED  ROLE_REQUIRED    ROLE_REQUIRED
      disclosure.file  SIGN_IN_REQUIRED  ROLE_REQUIRED  ROLE_REQUIRED     ROLE_REQUIRED       ROLE_REQUIRED        ROLE_REQUIRED   yes              ROLE_REQUIRED   yes            yes              SCOPE_REQUIRED
      disclosure.read  SIGN_IN_REQUIRED  ROLE_REQUIRED  ROLE_REQUIRED     ROLE_REQUIRED       ROLE_REQUIRED        ROLE_REQUIRED   ROLE_REQUIRED    ROLE_REQUIRED   yes            NOT_YOURS        SCOPE_REQUIRED
      inbox.read       SIGN_IN_REQUIRED  yes            yes               yes                 yes                  ROLE_REQUIRED   ROLE_REQUIRED    ROLE_REQUIRED   ROLE_REQUIRED  ROLE_REQUIRED    ROLE_REQUIRED
      inquiry.ask      yes               yes            yes               yes                 yes                  ROLE_REQUIRED   ROLE_REQUIRED    yes             yes            yes              yes
      lot.create       SIGN_IN_REQUIRED  ROLE_REQUIRED  ROLE_REQUIRED     ROLE_REQUIRED       ROLE_REQUIRED        yes             ROLE_REQUIRED    ROLE_REQUIRED   ROLE_REQUIRED  ROLE_REQUIRED    ROLE_REQUIRED
      lot.enter        SIGN_IN_REQUIRED  yes            yes               RESTRICTED_SESSION  RESTRICTED_SESSION   ROLE_REQUIRED   ROLE_REQUIRED    ROLE_REQUIRED   ROLE_REQUIRED  ROLE_REQUIRED    ROLE_REQUIRED
      lots.read        yes               yes            yes               yes                 yes                  yes             yes              yes             yes            yes              yes
      sign-out         SIGN_IN_REQUIRED  yes            yes               yes                 yes                  yes             yes              yes             yes            yes              yes
      "
    `);
  });

  it('denies ownership where nobody is named as owner', () => {
    const citizen: Actor = { kind: 'citizen', id: 'c', session: 's', restricted: false, consent: null };
    const agency: Actor = {
      kind: 'agency',
      id: 'a',
      clientId: 'a',
      name: 'A',
      scopes: ['disclosures:read'],
      keyThumbprint: 'k',
      xRoadMember: null,
      grants: [],
    };
    for (const resource of [undefined, {}, { citizenId: null }, { citizenId: undefined }]) {
      expect(authorize(policy, citizen, 'data.correct', resource)).toEqual({ allowed: false, reason: 'NOT_YOURS' });
    }
    expect(authorize(policy, agency, 'disclosure.read')).toEqual({ allowed: false, reason: 'NOT_YOURS' });
  });
});
