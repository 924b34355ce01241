import { newId } from '@belgi/contracts';
import { endErasure, sql, violatedConstraint } from '@belgi/database';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstEdition } from '../edition-files.js';
import { editionText, listEditions } from '../editions/editions.store.js';
import { textSha256 } from '../editions/policy-text.js';
import { publishSubmission, seedEdition } from '../editions/publish-edition.js';
import { submitDraft, writeDraft } from '../editions/write-draft.js';
import { kept } from '../testing/case.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { acceptAgreement } from './accept-agreement.js';
import { acceptancesOf } from './acceptances.store.js';

let fixture: Fixture;
let sha256: string;
beforeAll(async () => {
  fixture = await createFixture();
  await fixture.publish();
  const seeded = kept(await seedEdition(fixture.parts, await firstEdition('USER_AGREEMENT'), 'USER_AGREEMENT'));
  sha256 = seeded.sha256.KY;
});
afterAll(() => fixture.close());

const wish = () => ({ edition: 1, locale: 'KY', textSha256: sha256 }) as const;
const factsOf = async (type: string) =>
  (await fixture.database.query(sql`/* test.facts */ SELECT 1 AS one FROM outbox WHERE type = ${type}`)).length;
const kindsOf = (id: string) =>
  fixture.database.query<{ kind: string }>(sql`/* test.kinds */ SELECT kind FROM ledger_entries WHERE id = ${id}`);

describe('accepting', () => {
  it('is recorded once, with a receipt that names the words and the leaf', async () => {
    const citizenId = newId();
    const [one, two] = await Promise.all([1, 2].map(() => acceptAgreement(fixture.parts, citizenId, wish())));
    const acceptance = kept(one ?? '');
    expect(two).toEqual(acceptance);
    expect(await acceptancesOf(fixture.database, citizenId)).toEqual([acceptance]);
    const receipt = decodeJwt<{ agreement_clauses: string[]; ledger_entry: { id: string } }>(acceptance.receipt);
    expect(receipt).toMatchObject({ sub: citizenId, agreement_edition: 1, agreement_sha256: sha256, language: 'ky' });
    expect(receipt.agreement_clauses).toContain('http://localhost:4000/policy/agreement/editions/1?lang=ky#clause-4.5');
    expect(await kindsOf(receipt.ledger_entry.id)).toEqual([{ kind: 'AGREEMENT_ACCEPTED' }]);
  });

  it('is of nobody who was erased', async () => {
    const citizenId = newId();
    const erased = { citizenId, erasureId: newId(), report: {}, at: new Date() };
    await fixture.database.transaction((tx) => endErasure(tx, erased));
    expect(await acceptAgreement(fixture.parts, citizenId, wish())).toBe('PERSON_ERASED');
    expect(await acceptancesOf(fixture.database, citizenId)).toEqual([]);
  });

  it('is of the very text, and the database knows no other', async () => {
    const citizenId = newId();
    expect(await acceptAgreement(fixture.parts, citizenId, { ...wish(), locale: 'RU' })).toBe('TEXT_CHANGED');
    expect(await acceptAgreement(fixture.parts, citizenId, { ...wish(), edition: 9 })).toBe('EDITION_NOT_OPEN');
    const { id } = kept(await acceptAgreement(fixture.parts, newId(), wish()));
    const forged = fixture.database.query(sql`/* test.forge */
      INSERT INTO agreement_acceptances (id, citizen_id, edition, locale, text_sha256, accepted_at, receipt, entry_id)
      SELECT ${newId()}, ${citizenId}, edition, 'RU', text_sha256, accepted_at, receipt, entry_id
      FROM agreement_acceptances WHERE id = ${id}`);
    expect(await forged.catch(violatedConstraint)).toBe('agreement_acceptances_of_a_published_text');
  });
});

describe('an edition of the agreement', () => {
  const texts = { KY: '1.1. К', RU: '1.1. Р', EN: '1.1. E' };
  const [writer, reader] = [newId(), newId()];
  const parts = () => ({ ...fixture.parts, noticeHours: 0 });
  const submitted = async (document: 'POLICY' | 'USER_AGREEMENT') => {
    const draft = kept(
      await writeDraft(fixture.database, writer, {
        ...{ id: undefined, document, texts, material: true, effectiveAt: undefined },
      }),
    );
    return kept(await submitDraft(fixture.database, writer, draft.id)).submissionId ?? '';
  };

  it('is written by one and published by another, numbered on its own, and no edition of the policy', async () => {
    const submissionId = await submitted('USER_AGREEMENT');
    const published = await factsOf('privacy.edition.published.v1');
    expect(await publishSubmission(parts(), writer, submissionId, undefined)).toBe('WRITER_CANNOT_DECIDE');
    const edition = kept(await publishSubmission(parts(), reader, submissionId, undefined));
    expect(edition).toMatchObject({ document: 'USER_AGREEMENT', number: 2 });
    expect(await editionText(fixture.database, 2, 'EN', 'USER_AGREEMENT')).toBe('1.1. E\n');
    expect(await listEditions(fixture.database)).toHaveLength(1);
    // Nobody decides by it but privacy: the others would take it for an edition of the policy.
    expect(await factsOf('privacy.edition.published.v1')).toBe(published);
  });

  it('is not what was reviewed as the policy, whatever the code believes', async () => {
    const submissionId = await submitted('POLICY');
    const insert = fixture.database.transaction(async (tx) => {
      await tx.query(sql`/* test.decide */
        INSERT INTO edition_decisions (submission_id, written_by, decided_by, outcome, decided_at)
        VALUES (${submissionId}, ${writer}, ${reader}, 'PUBLISHED', app_now())`);
      await tx.query(sql`/* test.insert */
        INSERT INTO agreement_editions (number, published_at, effective_at, material, published_by, submission_id)
        SELECT max(number) + 1, app_now(), app_now(), true, ${reader}::uuid, ${submissionId}::uuid FROM agreement_editions`);
    });
    expect(await insert.catch(violatedConstraint)).toBe('agreement_editions_by_two_people');
  });

  it('has no other text than was read', async () => {
    const other = sql`/* test.text */ INSERT INTO agreement_texts (edition, locale, markdown, sha256)
      VALUES (2, 'EN', 'x', ${textSha256('x')}) ON CONFLICT DO NOTHING`;
    expect(await fixture.database.query(other).catch(violatedConstraint)).toBe('agreement_texts_as_reviewed');
  });
});
