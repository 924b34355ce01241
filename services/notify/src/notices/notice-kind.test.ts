import { expect, it } from 'vitest';
import { allKinds, firstChannels, isMandatory, isSwitchable, mandatoryKinds, switchableKinds } from './notice-kind.js';

it('says of every kind why it may be sent: the table that a reader of the policy checks', () => {
  expect(mandatoryKinds).toEqual([
    'REGISTRATION_CODE',
    'ALREADY_REGISTERED',
    'INQUIRY_ANSWERED',
    'ACCOUNT_BLOCKED',
    'ACCOUNT_DISPUTED',
    'DATA_DOUBTED',
    'DATA_DOUBT_DECIDED',
    'CONSENT_WITHDRAWN',
    'DISCLOSURE_READ',
    'STAFF_READ',
    'RESTRICTION_CHANGED',
    'RIGHTS_ANSWERED',
    'EXPORT_READY',
    'DEPOSIT_RECEIVED',
    'LOT_WON',
    'LOT_OFFERED',
    'KEPT_AS_SECOND',
    'PAYMENT_DUE_SOON',
    'LOT_RESERVED',
    'RESERVATION_ENDED',
    'PAYMENT_RETURNED',
    'LOT_PAID',
    'DEPOSIT_RELEASED',
    'DEPOSIT_FORFEITED',
    'STRIKE_GIVEN',
    'STRIKE_APPEAL_DECIDED',
    'LOT_PAUSED',
    'LOT_RESUMED',
    'LOT_CANCELLED',
  ]);
  expect(switchableKinds).toEqual([
    'WELCOME',
    'PIN_VERIFIED',
    'BID_OUTBID',
    'WATCHED_LOT_OPENED',
    'WATCHED_LOT_CLOSES_SOON',
    'WATCHED_LOT_CANCELLED',
    'WATCHED_PATTERN_PLANNED',
  ]);
  // Neither: everyone who agreed hears of a new edition, and nobody who left does.
  const editions = ['POLICY_CHANGED', 'AGREEMENT_CHANGED'];
  expect(allKinds.filter((kind) => !isMandatory(kind) && !isSwitchable(kind))).toEqual(editions);
});

it('writes to nobody by mail or SMS about leaving or about a clerk who read', () => {
  expect(firstChannels('CONSENT_WITHDRAWN')).toEqual([]);
  expect(firstChannels('STAFF_READ')).toEqual([]);
});

it('tries mail and SMS at once for what cannot wait, and SMS as a fallback for what must arrive', () => {
  expect(firstChannels('BID_OUTBID')).toEqual(['EMAIL', 'SMS']);
  expect(firstChannels('LOT_WON')).toEqual(['EMAIL', 'SMS']);
  expect(firstChannels('DISCLOSURE_READ')).toEqual(['EMAIL']);
  expect(firstChannels('REGISTRATION_CODE')).toEqual(['SMS']);
});
