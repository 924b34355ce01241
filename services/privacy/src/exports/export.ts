import { type ServiceName, serviceNames } from '@belgi/contracts';

/** How long an export can be fetched, counted from the order; then its key and its rows are destroyed. In days. */
export const EXPORT_DAYS = 7;
/** Exports of one person in the days that an export lives: each is work for four services. */
export const EXPORTS_PER_WEEK = 3;
/** A part takes seconds; one that is not there after this, in ms, is shown as failed, and the person may ask again. */
export const PART_TERM_MS = 10 * 60_000;
/**
 * How fresh the sign-in must be, in ms. Whoever finds an open session, or a token on its way, gets the data of one page;
 * the whole of it takes the password.
 */
export const FRESH_SIGN_IN_MS = 10 * 60_000;
/** A link is followed at once. In ms. */
export const LINK_MS = 10 * 60_000;
/** Links to one export: downloads break off now and then. */
export const LINKS_PER_EXPORT = 10;

const DAY_MS = 24 * 60 * 60 * 1000;

export type ExportState = 'WRITING' | 'READY' | 'FAILED';

export interface ExportPartState {
  readonly service: ServiceName;
  readonly state: ExportState;
  /** When its last piece came in. */
  readonly readyAt: Date | null;
}

/** An order as it is kept; `arrived`: the services of which every piece is there, and since when. */
export interface KeptExport {
  readonly id: string;
  readonly citizenId: string;
  readonly orderedAt: Date;
  readonly expiresAt: Date;
  readonly readyAt: Date | null;
  readonly givenUpAt: Date | null;
  readonly arrived: ReadonlyMap<ServiceName, Date>;
}

export const expiryOf = (orderedAt: Date): Date => new Date(orderedAt.getTime() + EXPORT_DAYS * DAY_MS);

/** WRITING for ten minutes at most; a part that still comes later makes FAILED READY, unless it was given up. */
export function stateOf(kept: KeptExport, now: Date): { state: ExportState; parts: ExportPartState[] } {
  const late = kept.givenUpAt !== null || now.getTime() - kept.orderedAt.getTime() > PART_TERM_MS;
  const missing = late ? 'FAILED' : 'WRITING';
  const parts = serviceNames.map((service): ExportPartState => {
    const readyAt = kept.arrived.get(service) ?? null;
    return { service, state: readyAt === null ? missing : 'READY', readyAt };
  });
  return { state: kept.readyAt === null ? missing : 'READY', parts };
}

export type OrderRefusal = 'SIGN_IN_AGAIN' | 'EXPORT_RUNS' | 'EXPORT_LIMIT';

/** Whether a person may order now, given those of their exports that are still kept. */
export function refuseOrder(
  kept: readonly KeptExport[],
  { signedInAt, now }: { signedInAt: Date | null; now: Date },
): OrderRefusal | undefined {
  if (!isFresh(signedInAt, now)) return 'SIGN_IN_AGAIN';
  if (kept.some((one) => stateOf(one, now).state === 'WRITING')) return 'EXPORT_RUNS';
  return kept.length >= EXPORTS_PER_WEEK ? 'EXPORT_LIMIT' : undefined;
}

export type LinkRefusal = 'SIGN_IN_AGAIN' | 'EXPORT_NOT_READY' | 'EXPORT_LINK_LIMIT';

/** Whether a link may be made. @param links how many were made to this export */
export function refuseLink(
  ready: KeptExport | undefined,
  { signedInAt, now, links }: { signedInAt: Date | null; now: Date; links: number },
): LinkRefusal | undefined {
  if (!isFresh(signedInAt, now)) return 'SIGN_IN_AGAIN';
  if (ready === undefined || ready.readyAt === null || ready.expiresAt <= now) return 'EXPORT_NOT_READY';
  return links >= LINKS_PER_EXPORT ? 'EXPORT_LINK_LIMIT' : undefined;
}

export function isFresh(signedInAt: Date | null, now: Date): boolean {
  return signedInAt !== null && now.getTime() - signedInAt.getTime() <= FRESH_SIGN_IN_MS;
}
