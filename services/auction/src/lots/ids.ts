const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a caller's string can be an id of ours; anything else names nothing and never reaches the database. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
