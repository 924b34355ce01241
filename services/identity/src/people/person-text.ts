/** Free text a person gives about themselves: normalised (NFC, single spaces), bounded, without control characters. */

/** Longest full name kept; the civil registry allows 150. */
const MAX_NAME = 200;
/** Longest postal address kept. */
const MAX_ADDRESS = 300;

const NAME = /^[\p{L}\p{M}][\p{L}\p{M} .'’ʼ-]+$/u;
/** Passport of the Kyrgyz Republic (`ID1234567`, `AN1234567`) and foreign documents of residents. */
const DOCUMENT = /^[A-Z0-9-]{5,20}$/;
const CONTROL = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;

function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Full name, or undefined when it is not one. */
export function parseFullName(text: string): string | undefined {
  const name = tidy(text);
  return name.length <= MAX_NAME && NAME.test(name) ? name : undefined;
}

/** Series and number of an identity document, upper case without blanks, or undefined. */
export function parseIdDocument(text: string): string | undefined {
  const document = text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase();
  return DOCUMENT.test(document) ? document : undefined;
}

/** Postal address, or undefined when empty, too long or not text. */
export function parseAddress(text: string): string | undefined {
  const address = tidy(text);
  return address.length > 0 && address.length <= MAX_ADDRESS && !CONTROL.test(address) ? address : undefined;
}
