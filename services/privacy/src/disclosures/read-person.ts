import type { DisclosureIssuer } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { isErasedFor, type Transaction, violatedConstraint } from '@belgi/database';
import { dueOf } from '../deadlines/calendar.store.js';
import { recordEntry } from '../ledger/record-entry.js';
import { citedIn } from '../legal-acts/legal-basis.js';
import { isRestrictedFor } from '../restrictions/restrictions.store.js';
import { type EarlierAccess, findAccess, insertAccess, insertRepeat } from './accesses.store.js';
import { openHashKey, pinHash, readHash } from './case-seal.js';
import { disclosureRead } from './disclosure.events.js';
import type { CaseParts } from './file-request.js';
import { type CaseGrant, countRead, findGrant, isCovered, lockGrant } from './grants.store.js';
import { instantsOf } from './period.js';
import { decideRead, type EarlierRead, type ReadRefusal } from './read.js';

export interface ReadParts extends CaseParts {
  readonly tickets: DisclosureIssuer;
  /** Asks identity for the verified account of a PIN. Throws when the answer cannot be had. */
  readonly citizenOfPin: (pin: string, grantId: string) => Promise<string | null>;
}

export interface Read {
  readonly agencyId: string;
  /** Of the key that the agency's token is bound to: what is released now goes to its owner. */
  readonly keyThumbprint: string;
  readonly grantId: string;
  readonly pin: string;
  /** The agency's idempotency key. */
  readonly key: string;
}

export interface Released {
  readonly ticket: string;
  /** False: no verified account for that PIN, or, under a repeated key, no longer the one that its entry names. */
  readonly held: boolean;
}

/**
 * One read of one person under a grant. The access, its ledger entry and its fact commit *before* the ticket exists
 * that lets data out: what could not be recorded releases nothing (clause 3.4).
 *
 * Identity is asked before the transaction, so that no lock waits for the network; a grant that would refuse anyway
 * is refused before identity hears of the PIN. When identity cannot answer, this throws: nothing is counted.
 *
 * A repeat asks identity again: t0 a read finds account A; t1 A loses the PIN in a dispute; t2 the repeat would release
 * what A holds now as another person's. It is answered as an unknown PIN is. So is an account that came to the PIN after
 * t0: the entry of t0 does not name it, and nobody is read without an entry of their own.
 */
export async function readPerson(
  parts: ReadParts,
  read: Read,
): Promise<Released | ReadRefusal | 'PROCESSING_RESTRICTED'> {
  const foreseen = await parts.database.transaction(async (tx) =>
    judge(tx, parts, read, await findGrant(tx, read.grantId)),
  );
  if (!('verdict' in foreseen)) return foreseen.refusal;
  const citizenId = await parts.citizenOfPin(read.pin, read.grantId);
  const recorded = await record(parts, read, citizenId).catch((error: unknown) => {
    // One key under two grants at once: each holds its own lock, the constraint stops the second.
    if (violatedConstraint(error) === 'disclosure_accesses_key_once') return 'KEY_REUSED' as const;
    throw error;
  });
  if (typeof recorded === 'string') return recorded;
  const citizen = recorded.citizenId === citizenId ? citizenId : null;
  const ticket = await parts.tickets.issue({
    grant: recorded.grantId,
    agency: recorded.agencyId,
    keyThumbprint: read.keyThumbprint,
    citizen,
    categories: recorded.categories,
    period: recorded.period === null ? null : instantsOf(recorded.period),
    entry: recorded.entryId,
    leafHash: recorded.leafHash,
  });
  return { ticket, held: citizen !== null };
}

/**
 * Decides again under the grant's lock, and commits. Two reads with one key: t0 both foresee COUNT; t1 one locks,
 * counts, commits; t2 the other locks, finds the first's access, and answers with its entry. Repeats are bounded under the
 * same lock.
 */
function record(
  parts: ReadParts,
  read: Read,
  citizenId: string | null,
): Promise<EarlierAccess | ReadRefusal | 'PROCESSING_RESTRICTED'> {
  return parts.database.transaction(async (tx) => {
    const judged = await judge(tx, parts, read, await lockGrant(tx, read.grantId));
    if ('refusal' in judged) return judged.refusal;
    const { grant, earlier, now } = judged;
    // No letter overrides it: nothing is counted, and nothing leaves until it is lifted. Before the lock of erasures, as there.
    const keptOnly = citizenId !== null && (await isRestrictedFor(tx, citizenId));
    // t0 identity names the account; t1 its erasure is ordered; t2 the read is recorded: of nobody, as of an unknown PIN.
    const subject = citizenId !== null && (await isErasedFor(tx, citizenId)) ? null : citizenId;
    if (subject !== null && keptOnly) return 'PROCESSING_RESTRICTED';
    if (judged.verdict === 'REPEAT') {
      if (earlier === undefined) throw new Error('a repeat repeats something');
      await insertRepeat(tx, earlier.id, now);
      return subject === citizenId ? earlier : { ...earlier, citizenId: null };
    }
    return count(tx, parts, read, { ...judged.hashes, grant, citizenId: subject, at: now });
  });
}

async function count(
  tx: Transaction,
  parts: ReadParts,
  read: Read,
  { grant, citizenId, at, ...hashes }: ReadHashes & { grant: CaseGrant; citizenId: string | null; at: Date },
): Promise<EarlierAccess> {
  const { categories, delayedUntil } = grant;
  // Where it waits, nothing of the read stands under the person's own key: what lists their entries does not find it.
  const delayed = citizenId !== null && delayedUntil !== null && at < delayedUntil;
  const inCase = { for: 'CASE', letterId: grant.letterId, wrappedKey: grant.wrappedKey } as const;
  const entry = await recordEntry(tx, parts.sealer, {
    kind: 'DISCLOSURE_READ',
    at,
    holder: citizenId === null || delayed ? inCase : { for: 'PERSON', citizenId },
    data: {
      grantId: grant.id,
      requestId: grant.requestId,
      agencyId: read.agencyId,
      agencyName: grant.agencyName,
      letterNumber: grant.letterNumber,
      legalBasis: grant.legalBasis,
      ...citedIn(grant.cited),
      citizenId,
      categories,
      ...(grant.period === null ? {} : { period: { ...grant.period } }),
    },
  });
  const { agencyId, key } = read;
  const access = {
    id: newId(),
    grantId: grant.id,
    agencyId,
    key,
    ...hashes,
    citizenId,
    categories,
    entryId: entry.id,
    at,
  };
  await countRead(tx, grant.id);
  const dueAt = citizenId === null ? null : await dueOf(tx, 'DISCLOSURE_NOTICE', at);
  await insertAccess(tx, access, { delayed, dueAt });
  const { agencyName, letterNumber, legalBasis } = grant;
  const { id: entryId, leafHash } = entry;
  if (delayed)
    await recordEntry(tx, parts.sealer, {
      kind: 'NOTICE_DELAYED',
      at,
      holder: inCase,
      data: {
        requestId: grant.requestId,
        readEntryId: entryId,
        readLeafHash: leafHash,
        delayedUntil: (grant.longestDelay ?? delayedUntil).toISOString(),
      },
    });
  else
    await tx.publish(
      disclosureRead({ entryId, citizenId, agencyId, agencyName, letterNumber, legalBasis, categories, leafHash, at }),
    );
  return { ...access, leafHash, repeats: 0, period: grant.period };
}

type Judged =
  | { readonly refusal: ReadRefusal }
  | {
      readonly verdict: 'COUNT' | 'REPEAT';
      readonly grant: CaseGrant;
      readonly earlier: EarlierAccess | undefined;
      readonly hashes: ReadHashes;
      readonly now: Date;
    };

/** What was asked, and of whom, as the case alone knows it. */
interface ReadHashes {
  readonly bodyHash: Buffer;
  readonly pinHash: Buffer;
}

/** Everything the rule looks at, read by the database's clock. @param grant locked or not */
async function judge(tx: Transaction, parts: ReadParts, read: Read, grant: CaseGrant | undefined): Promise<Judged> {
  const now = await tx.now();
  const earlier = await findAccess(tx, read.agencyId, read.key);
  const known = grant !== undefined && grant.agencyId === read.agencyId;
  const hashKey = known ? openHashKey(parts.sealer, grant.wrappedKey, grant.requestId, grant.hashKeySealed) : undefined;
  const hashes = hashKey && {
    bodyHash: readHash(hashKey, read.grantId, read.pin),
    pinHash: pinHash(hashKey, read.pin),
  };
  const subjectInGrant = known && hashes !== undefined && (await isCovered(tx, grant.id, hashes.pinHash));
  const before: EarlierRead | undefined = earlier && {
    sameBody: hashes !== undefined && earlier.bodyHash.equals(hashes.bodyHash),
    repeats: earlier.repeats,
  };
  const verdict = decideRead({ agencyId: read.agencyId, grant, earlier: before, subjectInGrant, now });
  if (verdict !== 'COUNT' && verdict !== 'REPEAT') return { refusal: verdict };
  if (grant === undefined || hashes === undefined) throw new Error('decideRead lets no unknown grant through');
  return { verdict, grant, earlier, hashes, now };
}
