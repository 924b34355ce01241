import { newId } from '@belgi/contracts';
import { sql, violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kept } from '../testing/case.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { findDraft } from './drafts.store.js';
import { editionText, listEditions } from './editions.store.js';
import { textSha256 } from './policy-text.js';
import { publishSubmission } from './publish-edition.js';
import { returnDraft, submitDraft, writeDraft } from './write-draft.js';

/** The attack: one officer alone changes what everybody agrees to, in the open or between review and publication. */
let fixture: Fixture;
beforeAll(async () => {
  fixture = await createFixture();
});
afterAll(() => fixture.close());

const texts = { KY: '# К', RU: '# Р', EN: '# E' };
const nothing = { material: undefined, effectiveAt: undefined };
const [writer, reader] = [newId(), newId()];

async function submitted(given = texts): Promise<{ draftId: string; submissionId: string }> {
  const wish = { id: undefined, texts: given, material: false, effectiveAt: undefined };
  const draft = kept(await writeDraft(fixture.database, writer, wish));
  const { submissionId } = kept(await submitDraft(fixture.database, writer, draft.id));
  return { draftId: draft.id, submissionId: submissionId ?? '' };
}
const publishes = (officer: string, submissionId: string) =>
  publishSubmission({ ...fixture.parts, noticeHours: 72 }, officer, submissionId, undefined);
const constraintOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => violatedConstraint(error) ?? String(error),
  );

describe('a draft', () => {
  it('is written language by language, by its writer alone', async () => {
    const { database } = fixture;
    const wish = { id: undefined, texts: { RU: 'Один' }, ...nothing };
    const draft = kept(await writeDraft(database, writer, wish));
    expect(await submitDraft(database, writer, draft.id)).toBe('TEXT_MISSING');
    expect(await writeDraft(database, reader, { ...wish, id: draft.id })).toBe('DRAFT_NOT_YOURS');
    kept(await writeDraft(database, writer, { id: draft.id, texts: { KY: 'Бир', EN: 'One\r\nmore' }, ...nothing }));
    const inReview = kept(await submitDraft(database, writer, draft.id));
    expect(inReview).toMatchObject({ state: 'IN_REVIEW', material: true, texts: { RU: 'Один\n', EN: 'One\nmore\n' } });
    expect(await writeDraft(database, writer, { ...wish, id: draft.id })).toBe('DRAFT_NOT_OPEN');
  });

  it('goes back with a reason, is mended and submitted anew; the first submission can no more be published', async () => {
    const { draftId, submissionId } = await submitted();
    expect(await returnDraft(fixture.database, writer, submissionId, 'mine')).toBe('WRITER_CANNOT_DECIDE');
    const returned = kept(await returnDraft(fixture.database, reader, submissionId, ' clause 2.1 is missing '));
    expect(returned).toMatchObject({
      state: 'RETURNED',
      submissionId: null,
      returned: { reason: 'clause 2.1 is missing' },
    });
    kept(await writeDraft(fixture.database, writer, { id: draftId, texts: { EN: '2.1. Here.' }, ...nothing }));
    const again = kept(await submitDraft(fixture.database, writer, draftId));
    expect(await publishes(reader, submissionId)).toBe('SUBMISSION_DECIDED');
    const edition = kept(await publishes(reader, again.submissionId ?? ''));
    expect(await editionText(fixture.database, edition.number, 'EN')).toBe('2.1. Here.\n');
    expect(await findDraft(fixture.database, draftId)).toMatchObject({ state: 'PUBLISHED' });
  });
});

describe('publishing', () => {
  it('is the second person’s act, and takes the text that was submitted', async () => {
    const { submissionId } = await submitted({ ...texts, EN: '# Read by two' });
    expect(await publishes(writer, submissionId)).toBe('WRITER_CANNOT_DECIDE');
    const edition = kept(await publishes(reader, submissionId));
    expect(edition.sha256.EN).toBe(textSha256('# Read by two\n'));
    expect(await publishes(reader, submissionId)).toBe('SUBMISSION_DECIDED');
    expect(await publishes(reader, newId())).toBe('SUBMISSION_UNKNOWN');
  });

  it('happens once when two read it at the same moment', async () => {
    const { submissionId } = await submitted();
    const before = (await listEditions(fixture.database)).length;
    const outcomes = await Promise.all([reader, newId(), newId()].map((officer) => publishes(officer, submissionId)));
    expect(outcomes.filter((outcome) => typeof outcome !== 'string')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'SUBMISSION_DECIDED')).toHaveLength(2);
    expect(await listEditions(fixture.database)).toHaveLength(before + 1);
  });
});

describe('the database itself', () => {
  it('lets nobody decide on what they wrote, or say that another one wrote it', async () => {
    const { submissionId } = await submitted();
    const decide = (writtenBy: string) =>
      constraintOf(
        fixture.database.query(sql`/* test.decide */
          INSERT INTO edition_decisions (submission_id, written_by, decided_by, outcome, decided_at)
          VALUES (${submissionId}, ${writtenBy}, ${writer}, 'PUBLISHED', app_now())`),
      );
    expect(await decide(writer)).toBe('edition_decisions_by_a_second_person');
    expect(await decide(newId())).toBe('edition_decisions_writer');
  });

  it('has no edition that nobody decided on, nor another text than was read', async () => {
    const number = (await listEditions(fixture.database)).length + 1;
    const insert = (submissionId: string | null, publishedBy: string | null) => sql`/* test.insert */
      INSERT INTO editions (number, published_at, effective_at, material, published_by, submission_id)
      VALUES (${number}, app_now(), app_now(), false, ${publishedBy}, ${submissionId})`;
    const { submissionId } = await submitted();
    for (const [submission, officer] of [
      [null, null],
      [null, reader],
      [submissionId, reader],
      [newId(), reader],
    ] as const)
      expect(await constraintOf(fixture.database.query(insert(submission, officer)))).toBe('editions_by_two_people');
    const published = kept(await publishes(reader, submissionId));
    const other = sql`/* test.text */ INSERT INTO edition_texts (edition, locale, markdown, sha256)
      VALUES (${published.number}, 'EN', 'x', ${textSha256('x')}) ON CONFLICT DO NOTHING`;
    expect(await constraintOf(fixture.database.query(other))).toBe('edition_texts_as_reviewed');
  });
});
