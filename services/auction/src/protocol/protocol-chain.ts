import { createHash } from 'node:crypto';
import { type LineBody, lineText } from '@belgi/proof';

/** A line of a protocol that is still to be written. */
export interface NewLine {
  readonly number: number;
  /** What is hashed: canonical JSON. */
  readonly text: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** The protocol of a lot as far as it goes. A lot that is written writes the lines with it. */
export interface ProtocolChain {
  readonly lines: number;
  /** Of the last line, lower-case hexadecimal. */
  readonly sha256: string;
  readonly unwritten: readonly NewLine[];
}

/** The first line of a protocol. */
export function beginChain(terms: Extract<LineBody, { kind: 'TERMS' }>): ProtocolChain {
  return append({ lines: 0, sha256: null, unwritten: [] }, terms);
}

/** One more line, which names the hash of the one before it. A lot without a protocol (announced before there were any) gets none. */
export function extendChain(chain: ProtocolChain | null, body: LineBody): ProtocolChain | null {
  return chain && append(chain, body);
}

/** The same once its lines are written. */
export function writtenChain(chain: ProtocolChain | null): ProtocolChain | null {
  return chain && { ...chain, unwritten: [] };
}

function append(
  { lines, sha256, unwritten }: Omit<ProtocolChain, 'sha256'> & { readonly sha256: string | null },
  body: LineBody,
): ProtocolChain {
  const number = lines + 1;
  const text = lineText({ ...body, number, previous: sha256 });
  const line = { number, text, sha256: createHash('sha256').update(text).digest('hex') };
  return { lines: number, sha256: line.sha256, unwritten: [...unwritten, line] };
}
