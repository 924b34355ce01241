/** An edition as privacy published it, without its texts. */
export interface Edition {
  readonly number: number;
  readonly publishedAt: Date;
  readonly effectiveAt: Date;
  readonly material: boolean;
  readonly texts: readonly { readonly locale: string; readonly sha256: string }[];
}

/** The edition in force at `now`: the latest that has taken effect (clause 5.1). */
export function editionInForce(editions: readonly Edition[], now: Date): Edition | undefined {
  return latest(editions.filter((edition) => edition.effectiveAt <= now));
}

/**
 * The editions that may be accepted at `now`: the one in force, and every later one that is published and will take
 * effect, so that nobody is caught out at midnight.
 */
export function openEditions(editions: readonly Edition[], now: Date): readonly Edition[] {
  const inForce = editionInForce(editions, now);
  if (inForce === undefined) return editions;
  return editions.filter((edition) => edition.number >= inForce.number);
}

/** Whether what was accepted is an open edition, in the very words that were published. */
export function isAcceptable(
  acceptance: { readonly edition: number; readonly locale: string; readonly textSha256: string },
  editions: readonly Edition[],
  now: Date,
): boolean {
  const edition = openEditions(editions, now).find(({ number }) => number === acceptance.edition);
  return (
    edition?.texts.some(({ locale, sha256 }) => locale === acceptance.locale && sha256 === acceptance.textSha256) ??
    false
  );
}

/** Whoever agreed to an earlier edition than this must agree anew; 0 before the first takes effect. */
export function oldestSufficientEdition(editions: readonly Edition[], now: Date): number {
  return latest(editions.filter((edition) => edition.material && edition.effectiveAt <= now))?.number ?? 0;
}

function latest(editions: readonly Edition[]): Edition | undefined {
  return editions.reduce<Edition | undefined>(
    (found, edition) => (found === undefined || edition.number > found.number ? edition : found),
    undefined,
  );
}
