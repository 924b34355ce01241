import type { Locale } from '@belgi/contracts';
import type { Channel, NoticeKind } from '../notices/notice-kind.js';
import type { Params } from '../templates/params.js';
import type { HandOver } from './delivery.js';

/** One message, ready for a way out. Lives in memory only. */
export interface OutgoingMessage {
  /** The delivery's id: what a provider recognises a repeat by. */
  readonly id: string;
  readonly to: string;
  readonly kind: NoticeKind;
  readonly locale: Locale;
  readonly params: Params;
}

/** A line to a provider on which nothing has been said yet. */
export interface Line {
  /** Never throws: whatever happens is an outcome, with a code and never with the provider's words. */
  handOver(): Promise<HandOver>;
  /** Called once when the line is no longer needed, whether it was used or not. */
  release(): void;
}

/** A message in the provider's form; rendered, nothing opened. */
export interface Draft {
  /** Throws when the provider is not there: then nothing has left, and another time will do. */
  open(): Promise<Line>;
}

/** A way to reach people: one file per provider. */
export interface Way {
  readonly channel: Channel;
  /** The provider drops a second message with the same id, so that a repeat does no harm. */
  readonly recognisesRepeats: boolean;
  /** Throws on a text that cannot be rendered: a fault of ours that no retry mends. */
  draft(message: OutgoingMessage): Draft;
  close(): Promise<void>;
}

/**
 * Longest hand-over, in ms. Shorter than the 10 s after which PostgreSQL ends an idle transaction: an optional message
 * is handed over under the recipient's lock.
 */
export const HAND_OVER_MS = 8_000;
export const CONNECT_MS = 5_000;
