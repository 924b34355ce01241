import type { Sealer } from '@belgi/access';
import { type Locale, locales } from '@belgi/contracts';
import type { Database, Transaction } from '@belgi/database';
import { recordEntry } from '../ledger/record-entry.js';
import { type ReviewRefusal, refuseReview } from './draft.js';
import { insertDecision, setDraftState } from './drafts.store.js';
import { editionPublished, editionSnapshot } from './edition.events.js';
import { type DocumentKind, decideEdition, type Edition, type PublishRefusal } from './edition.js';
import { insertEdition, insertText, listEditions, lockEditions } from './editions.store.js';
import { byLocale, normalisedText, textSha256 } from './policy-text.js';
import { lockSubmission } from './write-draft.js';

export interface PublishParts {
  readonly database: Database;
  readonly sealer: Sealer;
  /** Hours that a material edition is announced ahead at least. */
  readonly noticeHours: number;
}

/** What was published, and of which document. */
export interface PublishedEdition extends Edition {
  readonly document: DocumentKind;
}

/**
 * The second person publishes what they read: texts, decision, ledger entry and fact in one transaction.
 * @param effectiveAt undefined: as the draft says, or from posting when it says nothing (clause 5.1)
 */
export function publishSubmission(
  parts: PublishParts,
  officerId: string,
  submissionId: string,
  effectiveAt: Date | undefined,
): Promise<PublishedEdition | ReviewRefusal | PublishRefusal> {
  return parts.database.transaction(async (tx) => {
    // Drafts are locked before editions, here as nowhere else.
    const submission = await lockSubmission(tx, submissionId);
    const refusal = refuseReview(submission, officerId);
    if (refusal !== undefined) return refusal;
    if (submission === undefined) throw new Error('refuseReview lets no unknown submission through');
    const { document } = submission;
    await lockEditions(tx, document);
    const now = await tx.now();
    const wish = {
      texts: submission.texts,
      effectiveAt: effectiveAt ?? submission.effectiveAt ?? undefined,
      material: submission.material,
    };
    const decided = decideEdition(wish, await listEditions(tx, document), now, parts.noticeHours);
    if (typeof decided === 'string') return decided;
    await insertDecision(tx, { submission, decidedBy: officerId, outcome: 'PUBLISHED', reason: null, at: now });
    await setDraftState(tx, submission.draftId, 'PUBLISHED', now);
    const { material, sha256 } = submission;
    const edition = { ...decided, publishedAt: now, material, sha256 };
    await post(tx, parts.sealer, document, edition, submission.texts, { publishedBy: officerId, submissionId });
    return { ...edition, document };
  });
}

/** Edition 1 as it came with the code: the only one that nobody reviewed. Adds none to an installation that has one. */
export function seedEdition(
  parts: Pick<PublishParts, 'database' | 'sealer'>,
  given: Readonly<Record<Locale, string>>,
  document: DocumentKind = 'POLICY',
): Promise<Edition | 'ALREADY_SEEDED'> {
  return parts.database.transaction(async (tx) => {
    await lockEditions(tx, document);
    const known = await listEditions(tx, document);
    if (known.length > 0) {
      // An installation that had it before the others decided by it told them of none.
      if (document === 'USER_AGREEMENT') await tx.publish(...known.map((each) => editionSnapshot(document, each)));
      return 'ALREADY_SEEDED';
    }
    const now = await tx.now();
    const texts = byLocale((locale) => normalisedText(given[locale]));
    const sha256 = byLocale((locale) => textSha256(texts[locale]));
    const edition = { number: 1, publishedAt: now, effectiveAt: now, material: true, sha256 };
    await post(tx, parts.sealer, document, edition, texts, { publishedBy: null, submissionId: null });
    return edition;
  });
}

async function post(
  tx: Transaction,
  sealer: Sealer,
  document: DocumentKind,
  edition: Edition,
  texts: Readonly<Record<Locale, string>>,
  origin: { publishedBy: string | null; submissionId: string | null },
): Promise<void> {
  await insertEdition(tx, document, edition, origin);
  for (const locale of locales)
    await insertText(tx, document, {
      ...{ edition: edition.number, locale },
      ...{ markdown: texts[locale], sha256: edition.sha256[locale] },
    });
  await recordEntry(tx, sealer, {
    kind: document === 'POLICY' ? 'EDITION_PUBLISHED' : 'AGREEMENT_PUBLISHED',
    at: edition.publishedAt,
    holder: { for: 'PUBLIC' },
    data: {
      edition: edition.number,
      effectiveAt: edition.effectiveAt.toISOString(),
      material: edition.material,
      sha256: edition.sha256,
    },
  });
  await tx.publish(editionPublished(document, edition));
}
