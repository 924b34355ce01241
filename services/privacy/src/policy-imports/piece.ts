/** What can be wrong with one line of a document that is imported. */
export const importFaultCodes = [
  'CHARACTER_NOT_ALLOWED',
  'MARKUP_NOT_SUPPORTED',
  'NUMBER_REPEATED',
  'NUMBER_OUT_OF_ORDER',
  'LINE_NOT_KEPT',
] as const;
export type ImportFaultCode = (typeof importFaultCodes)[number];

export interface ImportFault {
  /** From 1. */
  readonly line: number;
  readonly code: ImportFaultCode;
}

/** A paragraph, heading or list item as its reader found it, before it is known what its number is. */
export interface Block {
  /** Depth of a Markdown heading. */
  readonly level?: number | undefined;
  /** Marks of the list it begins an item of: `- `, `2. `; empty otherwise. */
  readonly mark: string;
  /** Columns that the lists around it take. */
  readonly indent: number;
  /** Inline Markdown, a line of the document each. */
  readonly lines: readonly SourceLine[];
}

export interface SourceLine {
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** A line to write: a clause with its number, a heading, a list item, a paragraph. */
export interface Piece {
  readonly kind: 'HEADING' | 'CLAUSE' | 'ITEM' | 'PARAGRAPH';
  readonly indent: number;
  /** As it is written: `## `, `3.4. `, `- `, `- а) `, `2) `; empty for a paragraph. */
  readonly label: string;
  readonly text: string;
  readonly line: number;
}
