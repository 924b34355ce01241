import { type Channel, isMandatory, isSwitchable, type NoticeKind, ruleOf } from '../notices/notice-kind.js';
import { allows, type Preferences, quietUntil } from '../preferences/preference.js';
import { entitlement, type Recipient } from '../recipients/standing.js';

/**
 * Life of one (event, person, channel):
 * PLANNED → CLAIMED (a sender has it; nothing has left) → SENDING (committed just before the hand-over) → SENT.
 * SKIPPED: not to be sent, with a reason. FAILED: given up. UNCERTAIN: the process died between hand-over and mark,
 * or the provider never answered, and it cannot recognise a repeat: sending again could tell the person twice.
 */
export type DeliveryState = 'PLANNED' | 'CLAIMED' | 'SENDING' | 'SENT' | 'SKIPPED' | 'FAILED' | 'UNCERTAIN';

export type SkipReason =
  | 'ERASED'
  | 'WITHDRAWN'
  | 'RENEWAL_DUE'
  | 'BLOCKED'
  | 'RESTRICTED'
  | 'SWITCHED_OFF'
  | 'EXPIRED'
  | 'OVERTAKEN'
  | 'CONSENT_UNKNOWN'
  | 'NO_ADDRESS';

/** How long a claim lasts, in ms: far above the sum of all timeouts of one delivery (contact 2 s, connect 10 s, hand-over 20 s). */
export const LEASE_MS = 60_000;
/** A consent fact that has not arrived within this is not coming: nothing optional goes out unasked. In ms. */
export const CONSENT_WAIT_MS = 3_600_000;
/** News older than this is no news: optional messages are not sent any more; the inbox has them. In ms. */
export const OPTIONAL_LIFETIME_MS = 86_400_000;
/** "You were outbid" that is late by this much is held against the entry: whoever leads again is not alarmed. In ms. */
export const OVERTAKEN_AFTER_MS = 60_000;
/**
 * Identity or a provider that stays away this long fails what waits for it, and a delivery whose senders kept dying is not
 * taken up again: old news frightens more than it tells. In ms.
 */
export const GIVE_UP_AFTER_MS = 3 * 86_400_000;
/** A mail that must arrive and whose relay is away is given up after this, so that the SMS tells instead. In ms. */
export const FALLBACK_AFTER_MS = 600_000;
/** Times that a provider turned a message itself down for now before we give up: 8.5 minutes with the pauses below. */
export const MAX_ATTEMPTS = 10;
/** First and longest pause between attempts, in ms. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 600_000;
/** Longest pause of what expires (a code lives 10 minutes): doubling, one that met 5 minutes of outage came at minute 8.5. In ms. */
export const LONGEST_PAUSE_EXPIRING_MS = 30_000;

/** Pause before the next attempt after `failures` of them (≥ 1), in ms: doubling, capped. */
export function pauseAfter(failures: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 30), LONGEST_PAUSE_MS);
}

export interface SendQuestion {
  readonly kind: NoticeKind;
  readonly channel: Channel;
  readonly plannedAt: Date;
  /** After this the text is worthless (a code); null: never. */
  readonly expiresAt: Date | null;
  /** The person's entry that the notice is about leads or has won by now. */
  readonly leadsAgain: boolean;
  /** Null for a registration, which has no account and thus no consent of its own yet. */
  readonly recipient: Recipient | null;
  readonly preferences: Preferences;
  readonly now: Date;
}

export type SendDecision =
  | { readonly do: 'send' }
  | { readonly do: 'wait'; readonly until: Date }
  | { readonly do: 'skip'; readonly reason: SkipReason };

/** May this leave now? Asked at send time under the lock that a withdrawal waits for. Checks in this order. */
export function decideSend(question: SendQuestion): SendDecision {
  const { kind, channel, recipient, now } = question;
  const age = now.getTime() - question.plannedAt.getTime();
  const skip = (reason: SkipReason): SendDecision => ({ do: 'skip', reason });

  if (question.expiresAt !== null && now >= question.expiresAt) return skip('EXPIRED');
  const entitled = recipient === null ? 'YES' : entitlement(kind, recipient);
  if (entitled === 'NOT_YET_KNOWN') {
    if (age >= CONSENT_WAIT_MS) return skip('CONSENT_UNKNOWN');
    return { do: 'wait', until: new Date(now.getTime() + Math.max(FIRST_PAUSE_MS, age / 2)) };
  }
  if (entitled !== 'YES') return skip(entitled);
  if (isMandatory(kind)) return { do: 'send' };

  if (age >= OPTIONAL_LIFETIME_MS) return skip('EXPIRED');
  if (!allows(question.preferences, kind, channel)) return skip('SWITCHED_OFF');
  if (kind === 'BID_OUTBID' && question.leadsAgain && age >= OVERTAKEN_AFTER_MS) return skip('OVERTAKEN');
  const quiet = quietUntil(question.preferences.quiet, now);
  if (quiet !== null && isSwitchable(kind) && !ruleOf(kind).urgent) return { do: 'wait', until: quiet };
  return { do: 'send' };
}

/** What a provider made of a hand-over. */
export type HandOver =
  | { readonly outcome: 'accepted' }
  /** It answered no to this message, for good or for now. */
  | { readonly outcome: 'refused'; readonly permanent: boolean; readonly code: string }
  /** It takes nothing now and did not take this: its trouble, which says nothing about the message. */
  | { readonly outcome: 'away'; readonly code: string }
  /** No answer after the text may have left. */
  | { readonly outcome: 'unknown'; readonly code: string };

export type Verdict =
  | { readonly state: 'SENT' }
  | { readonly state: 'PLANNED'; readonly pauseMs: number; readonly code: string }
  /** Waited for like identity: counted as no attempt, given up as `decideWait` says. */
  | { readonly state: 'AWAY'; readonly code: string }
  | { readonly state: 'FAILED'; readonly code: string }
  | { readonly state: 'UNCERTAIN'; readonly code: string };

/**
 * @param attempts times this message was turned down for now, this one included if it was.
 * @param recognisesRepeats the provider drops a second message with the same id.
 */
export function judgeHandOver(handOver: HandOver, attempts: number, recognisesRepeats: boolean): Verdict {
  if (handOver.outcome === 'accepted') return { state: 'SENT' };
  const { code } = handOver;
  if (handOver.outcome === 'unknown' && !recognisesRepeats) return { state: 'UNCERTAIN', code };
  if (handOver.outcome !== 'refused') return { state: 'AWAY', code };
  if (handOver.permanent) return { state: 'FAILED', code };
  if (attempts >= MAX_ATTEMPTS) return { state: 'FAILED', code };
  return { state: 'PLANNED', pauseMs: pauseAfter(attempts), code };
}

export interface WaitQuestion {
  readonly kind: NoticeKind;
  readonly channel: Channel;
  /** Times that it was put off before. */
  readonly waits: number;
  /** Since it was planned, in ms. */
  readonly ageMs: number;
  /** Its text becomes worthless at some time. */
  readonly expires: boolean;
  /** Identity told a phone for this person; false where identity itself is away. */
  readonly phoneKnown: boolean;
}

/**
 * What becomes of a delivery whose provider, or identity, is away: it waits, for `pauseMs`, or is given up.
 * A mail that must arrive is given up as soon as FALLBACK_AFTER_MS, where there is a phone: its SMS goes out then, and
 * the mail is over, so that nobody is told the same once more when the relay comes back days later.
 */
export function decideWait(question: WaitQuestion): { do: 'wait'; pauseMs: number } | { do: 'give-up' } {
  const { ageMs } = question;
  if (ageMs >= GIVE_UP_AFTER_MS) return { do: 'give-up' };
  const pauseMs = pauseAfter(question.waits + 1);
  if (question.expires) return { do: 'wait', pauseMs: Math.min(pauseMs, LONGEST_PAUSE_EXPIRING_MS) };
  const hasFallback = question.channel === 'EMAIL' && ruleOf(question.kind).sms === 'fallback';
  if (!hasFallback) return { do: 'wait', pauseMs };
  if (ageMs < FALLBACK_AFTER_MS) return { do: 'wait', pauseMs: Math.min(pauseMs, FALLBACK_AFTER_MS - ageMs) };
  return question.phoneKnown ? { do: 'give-up' } : { do: 'wait', pauseMs };
}

/**
 * Whether a delivery may be worked on, given the state in which it was found. Whoever held it last and did not let go of
 * it died, perhaps of this very message: such a one is not tried for ever.
 */
export function judgeResumption(
  left: DeliveryState,
  recognisesRepeats: boolean,
  ageMs: number,
): 'GO_ON' | 'UNCERTAIN' | 'FAILED' {
  if (left === 'PLANNED') return 'GO_ON';
  if (left === 'SENDING' && !recognisesRepeats) return 'UNCERTAIN';
  return ageMs >= GIVE_UP_AFTER_MS ? 'FAILED' : 'GO_ON';
}

/** Ends of an e-mail after which the SMS of a `fallback` kind goes out. */
export function needsFallback(kind: NoticeKind, state: DeliveryState, reason: SkipReason | null): boolean {
  if (ruleOf(kind).sms !== 'fallback') return false;
  return state === 'FAILED' || state === 'UNCERTAIN' || (state === 'SKIPPED' && reason === 'NO_ADDRESS');
}
