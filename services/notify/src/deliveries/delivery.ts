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
/** Identity or a provider that stays away this long fails what waits for it: old news frightens more than it tells. In ms. */
export const GIVE_UP_AFTER_MS = 3 * 86_400_000;
/** Times that a provider turned a message itself down for now before we give up: 8.5 minutes with the pauses below. */
export const MAX_ATTEMPTS = 10;
/** First and longest pause between attempts, in ms. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 600_000;

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
  /** Waited for like identity: counted as no attempt, given up after GIVE_UP_AFTER_MS. */
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

/** Whether a claim whose lease ran out may be worked on again, given the state its last holder left it in. */
export function mayResume(left: DeliveryState, recognisesRepeats: boolean): boolean {
  return left !== 'SENDING' || recognisesRepeats;
}

/** Ends of an e-mail after which the SMS of a `fallback` kind goes out. */
export function needsFallback(kind: NoticeKind, state: DeliveryState, reason: SkipReason | null): boolean {
  if (ruleOf(kind).sms !== 'fallback') return false;
  return state === 'FAILED' || state === 'UNCERTAIN' || (state === 'SKIPPED' && reason === 'NO_ADDRESS');
}
