import type { Sealer } from '@belgi/access';
import { type Locale, newId } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import type { Edition } from '../editions/edition.js';
import { publishSubmission } from '../editions/publish-edition.js';
import { submitDraft, writeDraft } from '../editions/write-draft.js';
import { kept } from './case.js';

/** For tests: one officer writes and submits, another one publishes; material editions need no notice. */
export async function publishByTwo(
  parts: { database: Database; sealer: Sealer },
  wish: { texts: Record<Locale, string>; effectiveAt?: Date | undefined; material: boolean },
): Promise<Edition> {
  const { texts, material, effectiveAt } = wish;
  const [writer, reader] = [newId(), newId()];
  const draft = kept(await writeDraft(parts.database, writer, { id: undefined, texts, material, effectiveAt }));
  const { submissionId } = kept(await submitDraft(parts.database, writer, draft.id));
  return kept(await publishSubmission({ ...parts, noticeHours: 0 }, reader, submissionId ?? '', undefined));
}
