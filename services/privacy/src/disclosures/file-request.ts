import type { Sealer } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { type Database, violatedConstraint } from '@belgi/database';
import { recordEntry } from '../ledger/record-entry.js';
import { newHashKey, pinHash, sealInCase } from './case-seal.js';
import { disclosureSubmitted } from './disclosure.events.js';
import { type Filing, type FilingRefusal, refuseFiling } from './disclosure.js';
import { findUnusedLetter } from './letters.store.js';
import { insertRequest } from './record-requests.store.js';
import { findRequest, type KeptRequest } from './requests.store.js';

export interface CaseParts {
  readonly database: Database;
  readonly sealer: Sealer;
}

/** Who files. An agency bears the name it is registered under: what the person is told is not the agency's to choose. */
export type Filer =
  | { readonly kind: 'AGENCY'; readonly id: string; readonly name: string }
  | { readonly kind: 'STAFF'; readonly id: string };

/** Longest field of a request, and of the letter's number, as events and the person's list carry them. */
const MAX_FIELD_CHARS = 500;
const MAX_NAME_CHARS = 200;
const MAX_LETTER_NUMBER_CHARS = 100;

export type FileRefusal = FilingRefusal | 'FIELD_TOO_LONG' | 'LETTER_UNKNOWN';

/**
 * Files a request on the strength of a letter that the same caller uploaded. An agency files for itself; an officer
 * files a paper letter for an agency, which may read once it is granted, or for a body that is not connected.
 */
export async function fileRequest(
  parts: CaseParts,
  filer: Filer,
  filing: Filing & { readonly letterId: string; readonly agencyId: string | null },
): Promise<KeptRequest | FileRefusal> {
  const own = filer.kind === 'AGENCY' ? { agencyName: filer.name, agencyId: filer.id } : {};
  try {
    return await insert(parts, filer, { ...filing, ...own });
  } catch (error) {
    // t0 two requests find the letter unused; t1 one commits; t2 the other meets the constraint.
    if (violatedConstraint(error) === 'disclosure_requests_letter_used_once') return 'LETTER_UNKNOWN';
    throw error;
  }
}

function insert(
  { database, sealer }: CaseParts,
  filer: Filer,
  filing: Filing & { readonly letterId: string; readonly agencyId: string | null },
): Promise<KeptRequest | FileRefusal> {
  return database.transaction(async (tx) => {
    const now = await tx.now();
    const refusal = refuseFiling(filing, now) ?? tooLong(filing);
    if (refusal !== undefined) return refusal;
    const letter = await findUnusedLetter(tx, filing.letterId, filer.id);
    if (letter === undefined) return 'LETTER_UNKNOWN';
    const id = newId();
    const key = letter.wrappedKey;
    const hashKey = newHashKey(sealer, key, id);
    const pins = [...new Set(filing.pins)];
    const { agencyId } = filing;
    const categories = [...new Set(filing.categories)];
    await insertRequest(tx, {
      id,
      letterId: filing.letterId,
      filerKind: filer.kind,
      filedBy: filer.id,
      agencyId,
      agencyName: filing.agencyName.trim(),
      letterNumber: filing.letterNumber.trim(),
      letterDate: filing.letterDate,
      legalBasis: filing.legalBasis.trim(),
      duty: filing.duty.trim(),
      officerSealed: sealInCase(sealer, key, 'disclosure_requests.officer_sealed', id, filing.officer.trim()),
      hashKeySealed: hashKey.sealed,
      categories,
      subjects: pins.map((pin) => {
        const hash = pinHash(hashKey.key, pin);
        const row = `${id}/${hash.toString('hex')}`;
        return { pinHash: hash, pinSealed: sealInCase(sealer, key, 'disclosure_subjects.pin_sealed', row, pin) };
      }),
      wishedDays: filing.termDays,
      wishedReads: filing.readsCap,
      filedAt: now,
    });
    await recordEntry(tx, sealer, {
      kind: 'DISCLOSURE_REQUESTED',
      at: now,
      holder: { for: 'CASE', letterId: filing.letterId, wrappedKey: key },
      data: {
        requestId: id,
        agencyId,
        filer: filer.kind,
        letterNumber: filing.letterNumber.trim(),
        categories,
        subjects: pins.length,
      },
    });
    await tx.publish(disclosureSubmitted({ id, agencyId, state: 'SUBMITTED', categories, version: 1 }));
    const kept = await findRequest(tx, id);
    if (kept === undefined) throw new Error('a request vanished while it was filed');
    return kept;
  });
}

function tooLong(filing: Filing): 'FIELD_TOO_LONG' | undefined {
  const fits =
    filing.agencyName.trim().length <= MAX_NAME_CHARS &&
    filing.officer.trim().length <= MAX_NAME_CHARS &&
    filing.letterNumber.trim().length <= MAX_LETTER_NUMBER_CHARS &&
    filing.legalBasis.trim().length <= MAX_FIELD_CHARS &&
    filing.duty.trim().length <= MAX_FIELD_CHARS;
  return fits ? undefined : 'FIELD_TOO_LONG';
}
