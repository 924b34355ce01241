import { newId } from '@belgi/contracts';
import { endErasure, sql, violatedConstraint } from '@belgi/database';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstEdition } from '../edition-files.js';
import type { Edition } from '../editions/edition.js';
import { editionText, listEditions } from '../editions/editions.store.js';
import { textSha256 } from '../editions/policy-text.js';
import { publishSubmission, seedEdition } from '../editions/publish-edition.js';
import { submitDraft, writeDraft } from '../editions/write-draft.js';
import { changeOwnRestriction } from '../restrictions/change-restriction.js';
import { kept } from '../testing/case.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { acceptAgreement } from './accept-agreement.js';
import { acceptanceSnapshot } from './acceptance.events.js';
import { acceptanceSnapshots, acceptancesOf, latestAccepted } from './acceptances.store.js';

let fixture: Fixture;
let sha256: string;
let policy: Edition;
beforeAll(async () => {
  fixture = await createFixture();
  policy = await fixture.publish();
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

  it('is told to the auction once, answered when it asks, and told again when it is republished', async () => {
    const citizenId = newId();
    expect(await latestAccepted(fixture.database, citizenId)).toBeNull();
    for (let turn = 0; turn < 2; turn += 1) await acceptAgreement(fixture.parts, citizenId, wish());
    const told = await fixture.database.query<{ data: object }>(sql`/* test.told */
      SELECT data FROM outbox WHERE aggregate_id = ${citizenId}`);
    expect(told.map(({ data }) => data)).toEqual([{ citizenId, edition: 1, at: expect.any(String) }]);
    expect(await latestAccepted(fixture.database, citizenId)).toBe(1);
    const again = await acceptanceSnapshots(fixture.database, { citizenId, after: null, limit: 9 });
    expect(again.map((each) => acceptanceSnapshot(each).data)).toEqual(told.map(({ data }) => data));
  });

  it('is of nobody whose data may be kept and not used, until that is lifted', async () => {
    const citizenId = newId();
    await fixture.registered(citizenId, policy);
    const restrict = (restricted: boolean) =>
      changeOwnRestriction(fixture.parts, citizenId, { restricted, words: null });
    kept(await restrict(true));
    expect(await acceptAgreement(fixture.parts, citizenId, wish())).toBe('PROCESSING_RESTRICTED');
    expect(await acceptancesOf(fixture.database, citizenId)).toEqual([]);
    kept(await restrict(false));
    kept(await acceptAgreement(fixture.parts, citizenId, wish()));
  });

  // t0 an acceptance finds its person free; t1 a restriction is imposed; t2 the acceptance commits: a use after t1.
  it('comes before a restriction that crosses it, or not at all', async () => {
    for (let round = 0; round < 6; round += 1) {
      const citizenId = newId();
      await fixture.registered(citizenId, policy);
      const restrict = () => changeOwnRestriction(fixture.parts, citizenId, { restricted: true, words: null });
      const accept = () => acceptAgreement(fixture.parts, citizenId, wish());
      const [outcome, imposed] =
        round % 2 === 0
          ? await Promise.all([accept(), restrict()])
          : await Promise.all([restrict(), accept()]).then(([one, two]) => [two, one] as const);
      if (outcome === 'PROCESSING_RESTRICTED') expect(await acceptancesOf(fixture.database, citizenId)).toEqual([]);
      else expect(kept(outcome).at.getTime()).toBeLessThanOrEqual(kept(imposed).at.getTime());
    }
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
    // Told as what it is: as an edition of the policy it would end consents.
    expect(await factsOf('privacy.edition.published.v1')).toBe(published);
    expect(await factsOf('privacy.agreement.published.v1')).toBe(2);
  });

  it('is told again by the seed of an installation that had it before anybody decided by it', async () => {
    expect(await seedEdition(fixture.parts, await firstEdition('USER_AGREEMENT'), 'USER_AGREEMENT')).toBe(
      'ALREADY_SEEDED',
    );
    expect(await factsOf('privacy.agreement.snapshot.v1')).toBe(2);
    expect(await factsOf('privacy.agreement.published.v1')).toBe(2);
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
