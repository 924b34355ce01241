import type { Locale } from '@belgi/contracts';

/** What has editions. Each numbers its own. */
export const documents = ['POLICY', 'USER_AGREEMENT'] as const;
export type DocumentKind = (typeof documents)[number];

/** An edition of a document without its texts' words. Times are of the database clock. */
export interface Edition {
  readonly number: number;
  readonly publishedAt: Date;
  readonly effectiveAt: Date;
  readonly material: boolean;
  /** SHA-256, hexadecimal, of the Markdown in each language. */
  readonly sha256: Readonly<Record<Locale, string>>;
}

/** Longest time an edition may be announced ahead: past a year it is a slip of the pen. */
export const MAX_ANNOUNCEMENT_DAYS = 366;

/**
 * Hours that a material edition is announced ahead at least, unless the installation says more: everybody must be told
 * before it takes effect, and a message waits up to 3 days for whoever is away.
 */
export const MATERIAL_NOTICE_HOURS = 72;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The edition in force at `now`: the highest whose time has come (clause 5.1). Undefined before edition 1. */
export function editionInForce(editions: readonly Edition[], now: Date): Edition | undefined {
  return highest(editions.filter((edition) => edition.effectiveAt <= now));
}

/** The last edition in force that made everyone agree anew: whoever agreed to it or to a later one is in good standing. */
export function lastMaterialInForce(editions: readonly Edition[], now: Date): Edition | undefined {
  return highest(editions.filter((edition) => edition.material && edition.effectiveAt <= now));
}

/** The next edition: published, not yet in force, and the first to come. It may be agreed to ahead. */
export function nextEdition(editions: readonly Edition[], now: Date): Edition | undefined {
  const coming = editions.filter((edition) => edition.effectiveAt > now);
  return coming.sort((a, b) => a.number - b.number)[0];
}

/** What can be wrong with agreeing to a text, in this order. */
export type AgreementRefusal = 'EDITION_NOT_OPEN' | 'TEXT_CHANGED';

/**
 * May this text be agreed to now? Only the edition in force or the next one is open, and only by the hash of
 * exactly the text that was shown (preamble 1).
 */
export function refuseAgreement(
  wish: { edition: number; locale: Locale; textSha256: string },
  editions: readonly Edition[],
  now: Date,
): AgreementRefusal | undefined {
  const open = [editionInForce(editions, now), nextEdition(editions, now)];
  const edition = open.find((candidate) => candidate?.number === wish.edition);
  if (edition === undefined) return 'EDITION_NOT_OPEN';
  if (edition.sha256[wish.locale] !== wish.textSha256.toLowerCase()) return 'TEXT_CHANGED';
  return undefined;
}

/** What can be wrong with a new edition, in this order. */
export type PublishRefusal =
  | 'TEXT_MISSING'
  | 'EFFECT_IN_THE_PAST'
  | 'EFFECT_TOO_FAR'
  | 'EFFECT_NOT_AFTER_LAST'
  | 'EFFECT_TOO_NEAR';

/**
 * The number and effect of a new edition, or why it cannot be published.
 * @param noticeHours how long a material one is announced ahead at least; the first one has nobody to be told
 */
export function decideEdition(
  wish: { texts: Readonly<Record<Locale, string>>; effectiveAt: Date | undefined; material: boolean },
  editions: readonly Edition[],
  now: Date,
  noticeHours: number,
): { number: number; effectiveAt: Date } | PublishRefusal {
  if (Object.values(wish.texts).some((text) => text.trim() === '')) return 'TEXT_MISSING';
  if (wish.effectiveAt !== undefined && wish.effectiveAt < now) return 'EFFECT_IN_THE_PAST';
  const effectiveAt = wish.effectiveAt ?? now;
  if (effectiveAt.getTime() - now.getTime() > MAX_ANNOUNCEMENT_DAYS * DAY_MS) return 'EFFECT_TOO_FAR';
  const last = highest(editions);
  if (last !== undefined && effectiveAt <= last.effectiveAt) return 'EFFECT_NOT_AFTER_LAST';
  const near = effectiveAt.getTime() - now.getTime() < noticeHours * HOUR_MS;
  if (last !== undefined && wish.material && near) return 'EFFECT_TOO_NEAR';
  return { number: (last?.number ?? 0) + 1, effectiveAt };
}

function highest(editions: readonly Edition[]): Edition | undefined {
  return editions.reduce<Edition | undefined>(
    (best, edition) => (best === undefined || edition.number > best.number ? edition : best),
    undefined,
  );
}
