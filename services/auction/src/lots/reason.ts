/** Longest reason, in characters; it is announced with the lot. */
export const MAX_REASON_LENGTH = 500;

/** A reason as it is announced; null: none was given, or too much. */
export function reasonOf(given: string): string | null {
  const reason = given.trim();
  return reason === '' || reason.length > MAX_REASON_LENGTH ? null : reason;
}
