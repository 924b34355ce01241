import {
  cosign,
  formatSignature,
  parseAddCheckpoint,
  parseCheckpoint,
  parseNote,
  type SigningKey,
  type VerifierKey,
  verifyNote,
} from '@belgi/tlog';
import type { Role } from './role.js';

export interface WitnessParts {
  readonly origin: string;
  /** An Ed25519 key for cosignatures, with a name of its own. */
  readonly key: SigningKey;
  /** The log's keys; more than one while it changes them. */
  readonly logKeys: readonly VerifierKey[];
}

/** Cosigns what the log has signed (tlog-witness). Anybody may ask: the log's signature says that it is the log's word. */
export function witness({ origin, key, logKeys }: WitnessParts): Role {
  return {
    route: '/add-checkpoint',
    read: (body) => {
      const request = parseAddCheckpoint(body);
      const note = request && parseNote(request.checkpoint);
      const checkpoint = note && parseCheckpoint(note.text);
      if (request === undefined || note === undefined || checkpoint === undefined) return 'MALFORMED';
      if (checkpoint.origin !== origin) return 'ORIGIN_UNKNOWN';
      if (verifyNote(note, logKeys) === undefined) return 'NOT_SIGNED_BY_LOG';
      return { from: request.from, path: request.path, text: note.text, to: checkpoint };
    },
    sign: (text) => formatSignature(cosign(text, key, Math.floor(Date.now() / 1_000))),
  };
}
