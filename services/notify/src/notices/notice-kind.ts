/**
 * Every kind of notice, why it may be sent, and by which ways. The list is closed: what is not here is not sent.
 *
 * `basis` decides who may get it:
 * - `LAW`: a duty towards the person (clause 3.4, the person's own rights). Withdrawal and preferences do not touch it.
 * - `CONTRACT`: an entry, a deposit or a won lot runs; what is kept until it is settled must be told. Likewise.
 * - `REQUEST`: the person asked for this very message a moment ago (a code).
 * - `RENEWAL`: a new material edition of policy or user agreement (clause 5.1 of both): to everyone who has not withdrawn, and nobody can switch it off.
 * - `CONSENT`: everything else: live consent to the edition in force, and the person's preferences.
 */
export type Basis = 'LAW' | 'CONTRACT' | 'REQUEST' | 'RENEWAL' | 'CONSENT';

export const channels = ['EMAIL', 'SMS'] as const;
export type Channel = (typeof channels)[number];

interface KindRule {
  readonly basis: Basis;
  /** False for messages to a registration: there is no account, so there is no inbox. */
  readonly inbox: boolean;
  readonly email: boolean;
  /** `fallback`: by SMS only where no e-mail reached the person (no address, failed, uncertain, relay away for too long). */
  readonly sms: 'always' | 'fallback' | 'never';
  /** Not held back by quiet hours: worth little an hour later. */
  readonly urgent: boolean;
}

const law = { basis: 'LAW', inbox: true, email: true, urgent: true } as const;
const contract = { basis: 'CONTRACT', inbox: true, email: true, urgent: true } as const;
const optional = { basis: 'CONSENT', inbox: true, email: true, urgent: false } as const;
const request = { basis: 'REQUEST', inbox: false, email: false, sms: 'always', urgent: true } as const;

export const noticeKinds = {
  REGISTRATION_CODE: request,
  ALREADY_REGISTERED: request,
  /** By the one way that the asker chose, to an address of no account. */
  INQUIRY_ANSWERED: { ...request, email: true },
  WELCOME: { ...optional, sms: 'never' },
  PIN_VERIFIED: { ...optional, sms: 'never' },
  ACCOUNT_BLOCKED: { ...law, sms: 'fallback' },
  ACCOUNT_DISPUTED: { ...law, sms: 'fallback' },
  DATA_DOUBTED: { ...law, sms: 'fallback' },
  DATA_DOUBT_DECIDED: { ...law, sms: 'fallback' },
  /** In the inbox only: whoever has just left should not be written to once more. */
  CONSENT_WITHDRAWN: { ...law, email: false, sms: 'never' },
  POLICY_CHANGED: { basis: 'RENEWAL', inbox: true, email: true, sms: 'never', urgent: false },
  AGREEMENT_CHANGED: { basis: 'RENEWAL', inbox: true, email: true, sms: 'never', urgent: false },
  DISCLOSURE_READ: { ...law, sms: 'fallback' },
  /** In the inbox only: an operator who answers a call of the person reads data each time. */
  STAFF_READ: { ...law, email: false, sms: 'never' },
  RESTRICTION_CHANGED: { ...law, sms: 'fallback' },
  RIGHTS_ANSWERED: { ...law, sms: 'fallback' },
  EXPORT_READY: { ...law, sms: 'fallback' },
  DEPOSIT_RECEIVED: { ...contract, sms: 'never' },
  BID_OUTBID: { ...optional, sms: 'always', urgent: true },
  WATCHED_LOT_OPENED: { ...optional, sms: 'never' },
  WATCHED_LOT_CLOSES_SOON: { ...optional, sms: 'never', urgent: true },
  WATCHED_LOT_CANCELLED: { ...optional, sms: 'never' },
  WATCHED_PATTERN_PLANNED: { ...optional, sms: 'never' },
  LOT_WON: { ...contract, sms: 'always' },
  LOT_OFFERED: { ...contract, sms: 'always' },
  KEPT_AS_SECOND: { ...contract, sms: 'never' },
  PAYMENT_DUE_SOON: { ...contract, sms: 'always' },
  LOT_RESERVED: { ...contract, sms: 'never' },
  RESERVATION_ENDED: { ...contract, sms: 'never' },
  PAYMENT_RETURNED: { ...contract, sms: 'fallback' },
  LOT_PAID: { ...contract, sms: 'fallback' },
  DEPOSIT_RELEASED: { ...contract, sms: 'never' },
  DEPOSIT_FORFEITED: { ...contract, sms: 'always' },
  STRIKE_GIVEN: { ...contract, sms: 'fallback' },
  STRIKE_APPEAL_DECIDED: { ...contract, sms: 'fallback' },
  LOT_PAUSED: { ...contract, sms: 'never' },
  LOT_RESUMED: { ...contract, sms: 'fallback' },
  LOT_CANCELLED: { ...contract, sms: 'fallback' },
} as const satisfies Record<string, KindRule>;

export type NoticeKind = keyof typeof noticeKinds;
export const allKinds = Object.keys(noticeKinds) as NoticeKind[];

export function isNoticeKind(value: string): value is NoticeKind {
  return Object.hasOwn(noticeKinds, value);
}

export function ruleOf(kind: NoticeKind): KindRule {
  return noticeKinds[kind];
}

/** Mandatory: law, contract or the person's own request demands it; sent whatever the consent says. */
export function isMandatory(kind: NoticeKind): boolean {
  return ['LAW', 'CONTRACT', 'REQUEST'].includes(ruleOf(kind).basis);
}

/** Whether a preference may switch the kind off; only such a message offers to unsubscribe. */
export function isSwitchable(kind: NoticeKind): boolean {
  return ruleOf(kind).basis === 'CONSENT';
}

/** Kinds that a restricted session may read (ARCHITECTURE, Withdrawal). */
export const mandatoryKinds: readonly NoticeKind[] = allKinds.filter(isMandatory);
export const switchableKinds: readonly NoticeKind[] = allKinds.filter(isSwitchable);

/** Ways outside the inbox on which the kind is tried at once; fallbacks follow when these end without success. */
export function firstChannels(kind: NoticeKind): Channel[] {
  const rule = ruleOf(kind);
  const found: Channel[] = [];
  if (rule.email) found.push('EMAIL');
  if (rule.sms === 'always') found.push('SMS');
  return found;
}
