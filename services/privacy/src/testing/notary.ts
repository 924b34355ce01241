import {
  cosign,
  equalBytes,
  generateSigningKey,
  type Hash,
  parseAddCheckpoint,
  parseCheckpoint,
  parseNote,
  parseSignCheckpoint,
  SIGNATURE_TYPE,
  type SigningKey,
  signNote,
} from '@belgi/tlog';
import { verifyConsistency } from '@belgi/tlog/verify';
import type { Notary } from '../ledger/notary-client.js';

/** A signer or witness in this process: it verifies as the real ones do (notary/), and forgets when the test ends. */
export interface TestNotary {
  readonly key: SigningKey;
  readonly ask: Notary;
  /** Requests so far. */
  readonly asked: () => number;
  /** While true, it does not answer. */
  away: boolean;
  /** Its memory is set back with the database's, as a signer's is whose file came out of the same copy. */
  readonly forget: () => void;
}

/** @param clock of the witness, in POSIX seconds */
export function testNotary(role: 'signer' | 'witness', name: string, clock = () => 1_800_000_000): TestNotary {
  const key = generateSigningKey(name, role === 'signer' ? SIGNATURE_TYPE.NOTE : SIGNATURE_TYPE.COSIGNATURE);
  let last: { size: number; root: Hash } | undefined;
  let asked = 0;
  const notary: TestNotary = {
    key,
    away: false,
    asked: () => asked,
    forget: () => {
      last = undefined;
    },
    ask: async (body) => {
      asked += 1;
      if (notary.away) throw new Error('away');
      const request = role === 'signer' ? parseSignCheckpoint(body) : parseAddCheckpoint(body);
      if (request === undefined) throw new Error('malformed');
      const text = 'text' in request ? request.text : (parseNote(request.checkpoint)?.text ?? '');
      const checkpoint = parseCheckpoint(text);
      if (checkpoint === undefined) throw new Error('malformed');
      if (request.from !== (last?.size ?? 0)) return { size: last?.size ?? 0 };
      if (last?.size === checkpoint.size && !equalBytes(last.root, checkpoint.root)) return { size: last.size };
      if (last !== undefined) {
        const outcome = await verifyConsistency({ from: last, to: checkpoint, path: request.path });
        if (!outcome.ok) return { forked: true };
      }
      last = checkpoint;
      return { signatures: [role === 'signer' ? signNote(text, key) : cosign(text, key, clock())] };
    },
  };
  return notary;
}
