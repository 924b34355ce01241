import { createHash } from 'node:crypto';
import type { Sealer } from '@belgi/access';
import { type Locale, locales } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import { recordEntry } from '../ledger/record-entry.js';
import { editionPublished } from './edition.events.js';
import { decideEdition, type Edition, type PublishRefusal } from './edition.js';
import { insertEdition, insertText, listEditions, lockEditions } from './editions.store.js';

export interface EditionWish {
  /** Markdown in each language. */
  readonly texts: Readonly<Record<Locale, string>>;
  /** Absent: from posting (clause 5.1). */
  readonly effectiveAt: Date | undefined;
  readonly material: boolean;
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Line ends are those of the shell and the browser, not of the text that people agree to. */
const normalised = (text: string): string => `${text.replaceAll('\r\n', '\n').trim()}\n`;

/**
 * Publishes the next edition: texts, ledger entry and fact in one transaction.
 * @param onlyFirst true: leaves an installation that has an edition alone (seeding)
 */
export function publishEdition(
  parts: { database: Database; sealer: Sealer },
  wish: EditionWish,
  options: { publishedBy: string | null; onlyFirst?: boolean },
): Promise<Edition | PublishRefusal | 'ALREADY_SEEDED'> {
  return parts.database.transaction(async (tx) => {
    await lockEditions(tx);
    const editions = await listEditions(tx);
    if (options.onlyFirst === true && editions.length > 0) return 'ALREADY_SEEDED';
    const now = await tx.now();
    const decided = decideEdition(wish, editions, now);
    if (typeof decided === 'string') return decided;
    const texts = locales.map((locale) => ({ locale, markdown: normalised(wish.texts[locale]) }));
    const hashes = texts.map(({ locale, markdown }) => [locale, sha256(markdown)] as const);
    const edition: Edition = {
      ...decided,
      publishedAt: now,
      material: wish.material,
      sha256: Object.fromEntries(hashes) as Record<Locale, string>,
    };
    await insertEdition(tx, edition, options.publishedBy);
    for (const { locale, markdown } of texts)
      await insertText(tx, { edition: edition.number, locale, markdown, sha256: edition.sha256[locale] });
    await recordEntry(tx, parts.sealer, {
      kind: 'EDITION_PUBLISHED',
      at: now,
      holder: { for: 'PUBLIC' },
      data: {
        edition: edition.number,
        effectiveAt: edition.effectiveAt.toISOString(),
        material: edition.material,
        sha256: edition.sha256,
      },
    });
    await tx.publish(editionPublished(edition));
    return edition;
  });
}
