/**
 * graphql-js quotes what it refuses: `Variable "$input" got invalid value "2170…" at "input.pin"; …`, `Expected type
 * "Int!", found "2170…".`. The value may be a PIN on its way into a front-end's error tracker, so only names of the
 * schema, of variables and paths stay.
 */
export function withoutValues(message: string): string {
  const variable = /^Variable "(\$\w+)" got invalid value/.exec(message)?.[1];
  if (variable !== undefined) {
    // The last ` at "…"`: a value may hold one of its own.
    const path = /^.* at "([\w.[\]]{1,200})";/s.exec(message)?.[1];
    return `Variable "${variable}" got an invalid value${path === undefined ? '' : ` at "${path}"`}.`;
  }
  return message
    .replace(/^Value ".*" does not exist in/s, 'The value does not exist in')
    .replace(/, found .*$/s, ', found something else.')
    .replace(/(cannot represent [^:"]*): .*$/s, '$1.')
    .replace(/^(Syntax Error: (?:Unexpected|Expected) \w+) ".*$/s, '$1.');
}
