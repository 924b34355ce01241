/** How a numbered place begins, as `clausesOf` reads it; here in any document, before it is Markdown. */
export const CLAUSE = /^(\d{1,4}(?:\.\d{1,4})+\.?)(?:\s+|$)/;
export const ORDINAL = /^(\d{1,3}[.)])(?:\s+|$)/;
export const LETTER = /^(\(?[a-zа-яёөүң]\))(?:\s+|$)/iu;
export const BULLET = /^[-*+•–—·▪◦](?:\s+|$)/;

/** `3.4.` as [3, 4]. */
export const numberOf = (label: string): number[] => label.replace(/\.$/, '').split('.').map(Number);
