const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a caller's string can be an id of ours; anything else names nothing and never reaches the database. */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/** Clients make keys of UUIDs; anything printable and no longer than this will do. */
const KEY = /^[\x21-\x7e]{1,64}$/;

/** Whether this may be a key under which a client repeats a command. */
export function isKey(key: string): boolean {
  return KEY.test(key);
}
