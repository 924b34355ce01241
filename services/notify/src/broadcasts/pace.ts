import type { ChangeNotice } from '../editions/edition.store.js';

/**
 * People that one announcement of an edition is planned for a second, unless the installation says more: what the mail relay of
 * an enterprise takes beside everything else, and in the 72 hours that a material edition is announced ahead at least
 * enough for 13 million, more than the country has.
 */
export const EDITION_NOTICES_PER_SECOND = 50;

/** An announcement under way, by the database's clock. */
export interface Announcement {
  readonly kind: ChangeNotice;
  readonly edition: number;
  readonly effectiveAt: Date;
  /** When the next people are taken. */
  readonly dueAt: Date;
  /** People it was planned for so far, and people it is still to be planned for. */
  readonly told: number;
  readonly remaining: number;
}

/** When the last of them is told, if nothing holds it up. */
export function expectedEnd({ dueAt, remaining }: Announcement, now: Date, perSecond: number): Date {
  const from = Math.max(dueAt.getTime(), now.getTime());
  return new Date(from + Math.ceil((remaining / perSecond) * 1_000));
}

/** Seconds by which it ends after its edition takes effect; negative: to spare. */
export function lateness(announcement: Announcement, now: Date, perSecond: number): number {
  return (expectedEnd(announcement, now, perSecond).getTime() - announcement.effectiveAt.getTime()) / 1_000;
}

/** How long a batch of people takes at this pace, in ms: no replica takes the next one before. */
export const batchMs = (people: number, perSecond: number): number => Math.ceil((people / perSecond) * 1_000);
