import type { TrustedKeys } from '@belgi/proof';
import {
  equalBytes,
  type Hash,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  verifyCosignature,
  verifyNote,
} from '@belgi/tlog';
import type { Finding } from './finding.js';

export interface AuditedCheckpoint {
  readonly id: string;
  readonly size: number;
  readonly witnessed: boolean;
  readonly note: string;
  readonly publishedAt: Date;
  /** The one before it; 0: none. Null, as the seal is, in rows from before. */
  readonly previous: number | null;
  readonly rowSeal: Buffer | null;
}

/** How far the witness's clock and the database's may be apart, in ms; a checkpoint is kept as soon as it is cosigned. */
const CLOCKS_APART_MS = 15 * 60_000;

/**
 * That a published checkpoint is signed by the ledger, is cosigned when its row says so, and has the root of the leaves
 * that are here. @param root of the first `size` leaves; undefined when there are fewer
 */
export function auditCheckpoint(
  row: AuditedCheckpoint,
  root: Hash | undefined,
  keys: TrustedKeys | undefined,
): Finding[] {
  const findings: Finding[] = [];
  const found = (column: string, problem: string) =>
    void findings.push({ table: 'ledger_checkpoints', row: row.id, column, problem });
  const note = parseNote(row.note);
  const checkpoint = note && parseCheckpoint(note.text);
  if (note === undefined || checkpoint === undefined) {
    found('note', 'is no signed checkpoint');
    return findings;
  }
  if (checkpoint.size !== row.size) found('size', `is not that of the note (${checkpoint.size})`);
  else if (root === undefined) found('size', 'signs more leaves than are here: the database was set back');
  else if (!equalBytes(checkpoint.root, root)) found('note', 'has another root than the leaves that are here');
  if (keys === undefined) return findings;
  const logs = keys.logs.flatMap((vkey) => parseVerifierKey(vkey) ?? []);
  if (!logs.some((key) => checkpoint.origin === key.name && verifyNote(note, [key]) !== undefined))
    found('note', 'is not signed by the ledger');
  auditWitness(row, keys, found);
  return findings;
}

function auditWitness(
  { witnessed, note: text, publishedAt }: AuditedCheckpoint,
  keys: TrustedKeys,
  found: (column: string, problem: string) => void,
): void {
  const note = parseNote(text);
  const witnesses = keys.witnesses.flatMap((vkey) => parseVerifierKey(vkey) ?? []);
  if (note === undefined || witnesses.length === 0) return;
  const times = note.signatures.flatMap((signature) => {
    const by = witnesses.find(({ name, keyId }) => name === signature.name && keyId === signature.keyId);
    return by === undefined ? [] : [verifyCosignature(note.text, signature, by)];
  });
  if (times.includes(undefined)) found('note', 'has a cosignature that is not of this checkpoint');
  const valid = times.filter((time) => time !== undefined);
  if (valid.length > 0 !== witnessed)
    found('witnessed', witnessed ? 'and no witness cosigned it' : 'and a witness cosigned it');
  if (valid.some((seconds) => Math.abs(seconds * 1_000 - publishedAt.getTime()) > CLOCKS_APART_MS))
    found('published_at', 'is far from the time of the witness');
}
