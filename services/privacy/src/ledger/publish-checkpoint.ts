import type { Sealer } from '@belgi/access';
import type { Database } from '@belgi/database';
import type { Logger } from '@belgi/runtime';
import {
  consistencyPath,
  formatAddCheckpoint,
  formatCheckpoint,
  formatNote,
  formatSignCheckpoint,
  type Hash,
  type NoteSignature,
  rootOf,
  type VerifierKey,
  verifyCosignature,
  verifyNote,
} from '@belgi/tlog';
import { insertCheckpoint, lastCheckpointId, latestCheckpoint, type PublishedCheckpoint } from './checkpoints.store.js';
import { LedgerSetBackError, type Notary } from './notary-client.js';
import { checkpointColumns, sealRow } from './row-seal.js';
import { treeSize } from './tree.store.js';
import type { TreeReader } from './tree-reader.js';

/**
 * A checkpoint is made anew after this long even if nothing grew, in ms: its cosignature says how fresh it is, and a database
 * that was set back and does not grow is noticed by those who are asked.
 */
export const REFRESH_MS = 5 * 60_000;

export interface CheckpointParts {
  readonly database: Database;
  readonly reader: TreeReader;
  /** The log's key; its name is the origin of every checkpoint. */
  readonly logKey: VerifierKey;
  readonly signer: Notary;
  readonly witness?: { readonly key: VerifierKey; readonly ask: Notary } | undefined;
  readonly logger: Logger;
  /** Seals the rows; without it they are linked only, and whoever deletes one can link its neighbours. */
  readonly sealer?: Sealer | undefined;
  /** The last checkpoint that this process knows of, which no statement of SQL makes it forget. */
  readonly seen?: { id: number };
}

/** What we were about to publish is behind what another process has published. */
class OvertakenError extends Error {}

/**
 * Has the tree as it is signed by the signer and cosigned by the witness, and publishes it. Without the signer nothing is
 * published; without the witness the checkpoint lacks its cosignature, and comes again with one. Several processes may
 * do so at once: signer and witness let only growth through.
 * @returns undefined when there is nothing new
 * @throws LedgerSetBackError, or whatever keeps the signer from answering
 */
export async function publishCheckpoint(parts: CheckpointParts): Promise<PublishedCheckpoint | undefined> {
  try {
    return await publish(parts);
  } catch (error) {
    if (error instanceof OvertakenError) return undefined;
    throw error;
  }
}

async function publish(parts: CheckpointParts): Promise<PublishedCheckpoint | undefined> {
  const { database, reader, logKey, signer, witness } = parts;
  await missDeleted(parts);
  const latest = await latestCheckpoint(database);
  const size = await treeSize(database);
  if (size === 0 || !(await isDue(parts, latest, size))) return undefined;
  const text = formatCheckpoint({ origin: logKey.name, size, root: await rootOf(reader.nodes(), size) });
  const from = latest?.size ?? 0;

  const own = await askFrom(parts, { name: 'signer', ask: signer }, from, size, (old, path) =>
    formatSignCheckpoint({ from: old, path, text }),
  );
  const signatures = verifyNote({ text, signatures: own }, [logKey]);
  if (signatures === undefined || signatures.length === 0) throw new Error('the signer signed with another key');
  const cosignatures = witness === undefined ? [] : await cosignaturesOf(parts, { text, signatures }, size);
  // Of the same tree only a cosignature is news; without one, what is published is no worse.
  if (latest?.size === size && cosignatures.length === 0) return undefined;
  const note = formatNote({ text, signatures: [...signatures, ...cosignatures] });
  const published = { size, witnessed: cosignatures.length > 0, note };
  return { ...published, publishedAt: await keep(parts, published) };
}

/** Somebody deletes the newest checkpoints: the next one names them, and the audit finds that they are missing. */
async function missDeleted({ database, seen, logger }: CheckpointParts): Promise<void> {
  if (seen === undefined) return;
  const last = await lastCheckpointId(database);
  if (last < seen.id) logger.error({ last, seen: seen.id }, 'published checkpoints are gone from the database');
  seen.id = Math.max(seen.id, last);
}

async function keep(
  { database, sealer, seen }: CheckpointParts,
  published: Omit<PublishedCheckpoint, 'publishedAt'>,
): Promise<Date> {
  const sealOf = (row: { previous: number; publishedAt: Date }) =>
    sealer &&
    sealRow(sealer, 'ledger_checkpoints', String(published.size), checkpointColumns({ ...published, ...row }));
  const { id, publishedAt } = await insertCheckpoint(database, published, seen?.id, sealOf);
  if (seen !== undefined) seen.id = Math.max(seen.id, id);
  return publishedAt;
}

async function isDue(parts: CheckpointParts, latest: PublishedCheckpoint | undefined, size: number) {
  if (latest === undefined || size > latest.size) return true;
  return parts.witness !== undefined && (!latest.witnessed || (await isStale(parts, latest)));
}

async function isStale({ database }: CheckpointParts, latest: PublishedCheckpoint): Promise<boolean> {
  return (await database.now()).getTime() - latest.publishedAt.getTime() >= REFRESH_MS;
}

/** A witness that is away, or says something odd, keeps nothing back: its cosignature follows. */
async function cosignaturesOf(
  parts: CheckpointParts,
  signed: { readonly text: string; readonly signatures: readonly NoteSignature[] },
  size: number,
): Promise<readonly NoteSignature[]> {
  const { witness, database, logger } = parts;
  if (witness === undefined) return [];
  try {
    const from = (await latestWitnessed(database)) ?? 0;
    const checkpoint = formatNote(signed);
    const answer = await askFrom(parts, { name: 'witness', ask: witness.ask }, from, size, (old, path) =>
      formatAddCheckpoint({ from: old, path, checkpoint }),
    );
    const good = answer.filter((line) => verifyCosignature(signed.text, line, witness.key) !== undefined);
    if (good.length === 0) throw new Error('the witness cosigned with another key');
    return good;
  } catch (error) {
    if (error instanceof LedgerSetBackError || error instanceof OvertakenError) throw error;
    logger.warn({ err: error, size }, 'a checkpoint has no cosignature yet');
    return [];
  }
}

async function latestWitnessed(database: Database): Promise<number | undefined> {
  const latest = await latestCheckpoint(database);
  return latest?.witnessed === true ? latest.size : undefined;
}

/** Asks from the size we believe it knows, and once more from the one that it says it does. */
async function askFrom(
  { reader, database }: CheckpointParts,
  { name, ask }: { readonly name: 'signer' | 'witness'; readonly ask: Notary },
  believed: number,
  size: number,
  bodyOf: (old: number, path: readonly Hash[]) => string,
): Promise<readonly NoteSignature[]> {
  let old = believed;
  for (let turn = 0; turn < 2; turn++) {
    // Another process may have had a larger tree signed since we looked: then it has it published, too.
    if (old > size && old <= (await treeSize(database))) throw new OvertakenError('another process was ahead');
    if (old > size) throw new LedgerSetBackError(`the ${name} signed ${old} leaves, and only ${size} are here`);
    const answer = await ask(bodyOf(old, await consistencyPath(reader.nodes(), old, size)));
    if ('forked' in answer) throw new LedgerSetBackError(`what the ${name} signed before is not a part of this tree`);
    if ('signatures' in answer) return answer.signatures;
    if (answer.size === old) throw new LedgerSetBackError(`the ${name} signed another tree of ${old} leaves`);
    old = answer.size;
  }
  throw new Error(`the ${name} changed its mind about what it signed`);
}
