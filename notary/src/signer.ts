import { formatSignature, parseCheckpoint, parseSignCheckpoint, type SigningKey, signNote } from '@belgi/tlog';
import type { Role } from './role.js';

export interface SignerParts {
  readonly origin: string;
  /** An Ed25519 key for notes, named for the log. */
  readonly key: SigningKey;
  readonly secrets: readonly string[];
}

/** Signs as the log. Only the log itself may ask, by a secret: nothing in the request says whose it is. */
export function signer({ origin, key, secrets }: SignerParts): Role {
  return {
    route: '/sign-checkpoint',
    secrets,
    read: (body) => {
      const request = parseSignCheckpoint(body);
      const checkpoint = request && parseCheckpoint(request.text);
      if (request === undefined || checkpoint === undefined) return 'MALFORMED';
      if (checkpoint.origin !== origin) return 'ORIGIN_UNKNOWN';
      if (checkpoint.extensions.length > 0) return 'HAS_EXTENSIONS';
      return { ...request, to: checkpoint };
    },
    sign: (text) => formatSignature(signNote(text, key)),
  };
}
