import type { Growth } from './growth.js';
import type { RefusalCode } from './refusals.js';

/** What a notary is asked to sign. */
export interface Request extends Growth {
  /** The text of the checkpoint of `to`. */
  readonly text: string;
}

/** In what signer and witness differ. */
export interface Role {
  readonly route: `/${string}`;
  /** The secrets of which a caller must bear one; undefined where anybody may ask. */
  readonly secrets?: readonly string[];
  /** Reads and authenticates a request, without regard to what was signed before. */
  read(body: Uint8Array): Request | RefusalCode;
  /** A signature line with its newline. */
  sign(text: string): string;
}
