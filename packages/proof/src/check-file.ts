import { checkProof } from './check.js';
import { parseKeys } from './keys.js';
import { checkProtocol } from './protocol/check-protocol.js';
import { looksLikeProtocol } from './protocol/protocol-file.js';
import { type Told, tell } from './tell.js';
import { tellProtocol } from './tell-protocol.js';
import type { Language } from './words/language.js';

/** A result, in words and as it was found. */
export interface FileChecked {
  readonly told: Told;
  readonly checked: unknown;
}

/**
 * Checks whatever file of ours it is: a proof of the ledger, or a closing protocol.
 * @param keys text of a key file; undefined: those that the file names
 * @param proof a tlog-proof that goes with a protocol
 */
export async function checkFile(
  bytes: Uint8Array,
  language: Language,
  { keys, proof }: { readonly keys?: string | undefined; readonly proof?: Uint8Array | undefined } = {},
): Promise<FileChecked> {
  const isProtocol = looksLikeProtocol(bytes);
  const trusted = keys === undefined ? undefined : parseKeys(keys, { logs: !isProtocol });
  if (keys !== undefined && trusted === undefined) {
    const unreadable = { ok: false, wrong: 'KEY_MALFORMED' } as const;
    return { told: tell(unreadable, language), checked: unreadable };
  }
  if (isProtocol) {
    const checked = await checkProtocol(bytes, trusted, proof);
    return { told: tellProtocol(checked, language), checked };
  }
  const checked = await checkProof(bytes, trusted);
  return { told: tell(checked, language), checked };
}
