/** Regions of plates in use since 2016 (MISSION, Domain facts). */
export const plateRegions = ['01', '02', '03', '04', '05', '06', '07', '08', '09'] as const;

/** Letters a plate may carry unless the deployment says otherwise (`PLATE_ALPHABET`). */
export const DEFAULT_PLATE_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A combination: region code, three digits, three Latin letters. */
export interface PlateCombination {
  readonly region: string;
  readonly digits: string;
  readonly letters: string;
}

const THREE_DIGITS = /^[0-9]{3}$/;

/**
 * A combination as given by an auctioneer, normalised; undefined when it is not one.
 * @param alphabet upper-case Latin letters in use
 */
export function plateOf(given: PlateCombination, alphabet: string): PlateCombination | undefined {
  const region = given.region.trim();
  const digits = given.digits.trim();
  const letters = given.letters.trim().toUpperCase();
  const known = (plateRegions as readonly string[]).includes(region);
  const spelled = letters.length === 3 && [...letters].every((letter) => alphabet.includes(letter));
  return known && THREE_DIGITS.test(digits) && spelled ? { region, digits, letters } : undefined;
}

/** `01 KG 777 AAA` */
export function plateNumber(plate: PlateCombination): string {
  return `${plate.region} KG ${plate.digits} ${plate.letters}`;
}
