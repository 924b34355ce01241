import type { PlateCombination } from '../lots/plate.js';
import { classOf } from './combination-class.js';

/** In what one combination is like another; the strongest first. */
export const likenesses = ['SAME_DIGITS', 'SAME_LETTERS', 'SAME_DIGITS_CLASS'] as const;
export type Likeness = (typeof likenesses)[number];

type Combination = Pick<PlateCombination, 'digits' | 'letters'>;

/** In what two combinations are alike; none: they are not. The same digits are of the same class, which is not said again. */
export function likenessesOf(one: Combination, other: Combination): Likeness[] {
  const found: Likeness[] = [];
  if (one.digits === other.digits) found.push('SAME_DIGITS');
  if (one.letters === other.letters) found.push('SAME_LETTERS');
  const digitsClass = classOf(one.digits);
  if (one.digits !== other.digits && digitsClass !== null && digitsClass === classOf(other.digits))
    found.push('SAME_DIGITS_CLASS');
  return found;
}
