import parsePhoneNumber from 'libphonenumber-js/max';

/** A mobile number of the Kyrgyz Republic in E.164, e.g. `+996555123456`. */
export type Phone = string & { readonly phone: unique symbol };

/** Longest text looked at: more than any way of writing a number needs. */
const MAX_PHONE_TEXT = 32;

/**
 * E.164 for whatever way a Kyrgyz number was written (`0555 12-34-56`, `+996 (555) 123456`), or undefined.
 * Foreign numbers are refused: each code costs the enterprise an SMS, and traffic to premium ranges abroad is
 * what SMS pumping lives on. Landlines are refused because no SMS arrives there.
 */
export function parsePhone(text: string): Phone | undefined {
  if (text.length > MAX_PHONE_TEXT) return undefined;
  const number = parsePhoneNumber(text, 'KG');
  if (number === undefined || number.country !== 'KG' || number.ext !== undefined || !number.isValid())
    return undefined;
  if (number.getType() === 'FIXED_LINE') return undefined;
  return number.number as string as Phone;
}
