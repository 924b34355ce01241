import type { AttributeName } from './attribute.js';

/** Stands for what is hidden; always three in free text, so that a length gives nothing away. */
const HIDDEN = '***';

/** Digits left readable at the end of a number: enough to recognise one's own, too few to guess from. */
const TAIL = 2;

/** First characters by code point, so that a letter outside the BMP is not cut in half. */
const first = (text: string): string => [...text][0] ?? '';

function maskNumber(value: string): string {
  return '*'.repeat(Math.max(0, value.length - TAIL)) + value.slice(-TAIL);
}

const maskers: Record<AttributeName, (value: string) => string> = {
  fullName: (value) =>
    value
      .split(' ')
      .map((word) => first(word) + HIDDEN)
      .join(' '),
  // The first nine digits are sex and date of birth: only the last two, which say nothing, stay readable.
  pin: maskNumber,
  idDocument: maskNumber,
  phone: (value) => `+996 ${HIDDEN} ${HIDDEN} *${value.slice(-TAIL)}`,
  email: (value) => first(value) + HIDDEN + value.slice(value.lastIndexOf('@')),
  address: (value) => first(value) + HIDDEN,
};

/** What is shown of an attribute without the password (clause 3.2). */
export function mask(name: AttributeName, value: string): string {
  return maskers[name](value);
}
