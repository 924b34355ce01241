import type { Sealer } from '@belgi/access';
import { type Locale, newId } from '@belgi/contracts';
import { type Database, type Transaction, violatedConstraint } from '@belgi/database';
import { dueOf } from '../deadlines/calendar.store.js';
import { recordEntry } from '../ledger/record-entry.js';
import { type Citation, type CitationRefusal, citeArticle } from '../legal-acts/legal-act.js';
import { listActs } from '../legal-acts/legal-acts.store.js';
import { basisText, citedIn } from '../legal-acts/legal-basis.js';
import { newHashKey, pinHash, sealInCase } from './case-seal.js';
import { disclosureSubmitted } from './disclosure.events.js';
import { channelOf, type Filing, type FilingRefusal, refuseFiling } from './disclosure.js';
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

export interface FilingOnLetter extends Filing {
  readonly letterId: string;
  readonly agencyId: string | null;
  /** In which the act's title is written into the record. */
  readonly locale: Locale;
}

/** Longest field of a request, and of the letter's number, as events and the person's list carry them. */
const MAX_DUTY_CHARS = 500;
const MAX_NAME_CHARS = 200;
const MAX_LETTER_NUMBER_CHARS = 100;

export type FileRefusal = 'CHANNEL_INVALID' | FilingRefusal | 'FIELD_TOO_LONG' | CitationRefusal | 'LETTER_UNKNOWN';

/**
 * Files a request on the strength of a letter that the same caller uploaded. An agency files for itself; an officer
 * files a paper letter for an agency, which may read once it is granted, or for a body that is not connected.
 */
export async function fileRequest(
  parts: CaseParts,
  filer: Filer,
  filing: FilingOnLetter,
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
  filing: FilingOnLetter,
): Promise<KeptRequest | FileRefusal> {
  return database.transaction(async (tx) => {
    const now = await tx.now();
    const channel = channelOf(filer.kind, filing.channel);
    if (channel === 'CHANNEL_INVALID') return channel;
    const refusal = refuseFiling(filing, now) ?? tooLong(filing);
    if (refusal !== undefined) return refusal;
    const cited = await cite(tx, filing);
    if (typeof cited === 'string') return cited;
    const letter = await findUnusedLetter(tx, filing.letterId, filer.id);
    if (letter === undefined) return 'LETTER_UNKNOWN';
    const id = newId();
    const key = letter.wrappedKey;
    const hashKey = newHashKey(sealer, key, id);
    const pins = [...new Set(filing.pins)];
    const { agencyId, period, urgency } = filing;
    const unit = filing.unit?.trim() || null;
    const categories = [...new Set(filing.categories)];
    await insertRequest(tx, {
      id,
      letterId: filing.letterId,
      filerKind: filer.kind,
      filedBy: filer.id,
      agencyId,
      agencyName: filing.agencyName.trim(),
      unit,
      channel,
      letterNumber: filing.letterNumber.trim(),
      letterDate: filing.letterDate,
      legalBasis: cited.text,
      cited,
      duty: filing.duty.trim(),
      officerSealed: sealInCase(sealer, key, 'disclosure_requests.officer_sealed', id, filing.officer.trim()),
      hashKeySealed: hashKey.sealed,
      categories,
      subjects: pins.map((pin) => {
        const hash = pinHash(hashKey.key, pin);
        const row = `${id}/${hash.toString('hex')}`;
        return { pinHash: hash, pinSealed: sealInCase(sealer, key, 'disclosure_subjects.pin_sealed', row, pin) };
      }),
      period,
      urgency,
      answerDueAt: await dueOf(tx, urgency === 'URGENT' ? 'DISCLOSURE_ANSWER_URGENT' : 'DISCLOSURE_ANSWER', now),
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
        agencyName: filing.agencyName.trim(),
        filer: filer.kind,
        ...(unit === null ? {} : { unit }),
        channel,
        letterNumber: filing.letterNumber.trim(),
        letterDate: filing.letterDate,
        letterSha256: letter.sha256,
        ...citedIn(cited),
        urgency,
        ...(period === null ? {} : { period: { ...period } }),
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

/** The article in the revision that was in force on the letter's date, and in words. */
async function cite(tx: Transaction, filing: FilingOnLetter): Promise<(Citation & { text: string }) | CitationRefusal> {
  const { legalAct, letterDate, locale } = filing;
  if (legalAct === null) throw new Error('refuseFiling lets nothing through that cites nothing');
  const acts = await listActs(tx, legalAct.code);
  const cited = citeArticle(acts, legalAct.code, legalAct.article, letterDate);
  if (typeof cited === 'string') return cited;
  const act = acts.find(({ revision }) => revision === cited.revision);
  if (act === undefined) throw new Error('a cited act vanished');
  return { ...cited, text: basisText({ ...cited, act: act.titles }, locale) };
}

function tooLong(filing: Filing): 'FIELD_TOO_LONG' | undefined {
  const names = [filing.agencyName, filing.unit ?? '', filing.officer];
  const fits =
    names.every((name) => name.trim().length <= MAX_NAME_CHARS) &&
    filing.letterNumber.trim().length <= MAX_LETTER_NUMBER_CHARS &&
    filing.duty.trim().length <= MAX_DUTY_CHARS;
  return fits ? undefined : 'FIELD_TOO_LONG';
}
