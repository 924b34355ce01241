/** A mail address, lower-cased so that one mailbox has one look-up hash. */
export type Email = string & { readonly email: unique symbol };

/** RFC 5321, 4.5.3.1.3: a path of 256 octets with its angle brackets. */
const MAX_EMAIL = 254;

/** HTML's definition of a valid address, with a dot demanded in the domain. */
const SHAPE =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;

/** The address as it is stored and looked up, or undefined when it cannot be one. */
export function parseEmail(text: string): Email | undefined {
  const email = text.trim().toLowerCase();
  return email.length <= MAX_EMAIL && SHAPE.test(email) ? (email as Email) : undefined;
}
