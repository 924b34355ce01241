const GRAPHQL = 'application/graphql-response+json';
export const JSON_TYPE = 'application/json';
export type MediaType = typeof GRAPHQL | typeof JSON_TYPE;

/**
 * Which of our two media types an Accept header prefers; undefined: neither will do.
 * A wildcard and no header at all mean application/json (GraphQL over HTTP §6.1, until its watershed).
 */
export function mediaTypeFor(accept: string | undefined): MediaType | undefined {
  if (accept === undefined || accept.trim() === '') return JSON_TYPE;
  let best: { type: MediaType; quality: number; exact: boolean } | undefined;
  for (const part of accept.slice(0, 1_024).split(',')) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const name = range.trim();
    const exact = name === GRAPHQL || name === JSON_TYPE;
    if (!exact && name !== '*/*' && name !== 'application/*') continue;
    const quality = Number(parameters.find((parameter) => parameter.trim().startsWith('q='))?.split('=')[1] ?? 1);
    if (!(quality > 0)) continue;
    // A type that was named beats one that a wildcard lets in; among equals the first.
    const better = best === undefined || quality > best.quality || (quality === best.quality && exact && !best.exact);
    if (better) best = { type: name === GRAPHQL ? GRAPHQL : JSON_TYPE, quality, exact };
  }
  return best?.type;
}
