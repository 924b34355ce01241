import { newId } from '@belgi/contracts';
import { sql, violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dueOf } from '../deadlines/calendar.store.js';
import { registerAct } from '../legal-acts/register-act.js';
import {
  asPrepared,
  fileCase,
  filerOf,
  filing,
  grantTo,
  kept,
  LETTER,
  OTHER_PIN,
  onPaper,
  PIN,
} from '../testing/case.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { openInCase } from './case-seal.js';
import { decideRequest } from './decide-request.js';
import { fileRequest } from './file-request.js';
import { countRead } from './grants.store.js';
import { prepareDecision } from './prepare-decision.js';
import { openReasoned, type RemovalWish } from './removals.js';
import { findRequest, type KeptRequest } from './requests.store.js';
import { revokeGrant } from './revoke-grant.js';
import { MAX_LETTER_BYTES, storeLetter } from './store-letter.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await createFixture();
});
afterAll(() => fixture.close());

const agency = (id = newId()) => filerOf(id);
const staff = () => ({ kind: 'STAFF', id: newId() }) as const;
const scope = {
  ...{ categories: ['NAME'] as const, period: undefined, termDays: 5, readsCap: 2, reason: 'as far as needed' },
  removals: [],
  delay: null,
};
const reviewed = async (preparedBy: string, filer = agency()): Promise<KeptRequest> => {
  const request = await fileCase(fixture.parts, filer);
  return kept(await prepareDecision(fixture.parts, preparedBy, request.id, scope));
};

describe('a letter', () => {
  it.each([
    ['a text that calls itself one', Buffer.from('PDF-1.7 but not really')],
    ['a program with the header further down', Buffer.concat([Buffer.from('MZ'), LETTER])],
    ['nothing', Buffer.alloc(0)],
  ])('is not %s', async (_case, bytes) => {
    expect(await storeLetter(fixture.parts, bytes, agency())).toBeUndefined();
  });

  it('is kept sealed, with its hash', async () => {
    const letter = await storeLetter(fixture.parts, LETTER, agency());
    const row = await fixture.database.one<{ sealed: Buffer; sha256: string }>(
      sql`/* test.letter */ SELECT sealed, sha256 FROM letters WHERE id = ${letter?.letterFileId}`,
    );
    expect(row?.sha256).toBe(letter?.sha256);
    expect(row?.sealed.includes('%PDF')).toBe(false);
    expect(MAX_LETTER_BYTES).toBe(10_485_760);
  });

  it('serves one request, of the one who sent it', async () => {
    const filer = agency();
    const letter = await storeLetter(fixture.parts, LETTER, filer);
    const request = { ...filing, ...onPaper, letterId: letter?.letterFileId ?? '' };
    expect(await fileRequest(fixture.parts, agency(), request)).toBe('LETTER_UNKNOWN');
    kept(await fileRequest(fixture.parts, filer, request));
    expect(await fileRequest(fixture.parts, filer, request)).toBe('LETTER_UNKNOWN');
  });
});

describe('a request', () => {
  it('holds nothing of the person or the officer in the clear, in rows or facts', async () => {
    const request = await fileCase(fixture.parts, agency());
    const rows = await fixture.database.query(sql`/* test.everything */
      SELECT r::text AS row FROM disclosure_requests r WHERE id = ${request.id}
      UNION ALL SELECT s::text FROM disclosure_subjects s WHERE request_id = ${request.id}
      UNION ALL SELECT o.data::text FROM outbox o WHERE aggregate_id = ${request.id}`);
    const sealed = await fixture.database.query<{ pin: Buffer }>(
      sql`/* test.sealed */ SELECT pin_sealed AS pin FROM disclosure_subjects WHERE request_id = ${request.id}`,
    );
    expect(sealed).not.toHaveLength(0);
    // Read as bytes: a text of PostgreSQL holds no zero byte, and what is sealed may.
    const everything = [JSON.stringify(rows), ...sealed.map(({ pin }) => pin.toString('latin1'))].join('\n');
    expect(everything).not.toContain(PIN);
    expect(everything).not.toContain(filing.officer);
    const { parts } = fixture;
    const column = 'disclosure_requests.officer_sealed';
    expect(openInCase(parts.sealer, request.wrappedKey, column, request.id, request.officerSealed)).toBe(
      filing.officer,
    );
  });

  it('fits the fields that events and lists carry', async () => {
    const filer = staff();
    const letter = await storeLetter(fixture.parts, LETTER, filer);
    const request = { ...filing, ...onPaper, letterId: letter?.letterFileId ?? '' };
    for (const field of ['agencyName', 'unit', 'officer', 'letterNumber', 'duty'] as const) {
      const long = { ...request, [field]: 'x'.repeat(501) };
      expect(await fileRequest(fixture.parts, filer, long)).toBe('FIELD_TOO_LONG');
    }
  });

  it('of an agency is for itself; an officer files for whom the letter names', async () => {
    const filer = agency();
    expect((await fileCase(fixture.parts, filer)).agencyId).toBe(filer.id);
    const officer = staff();
    const letter = await storeLetter(fixture.parts, LETTER, officer);
    const agencyId = newId();
    const request = { ...filing, ...onPaper, letterId: letter?.letterFileId ?? '', agencyId };
    expect(kept(await fileRequest(fixture.parts, officer, request)).agencyId).toBe(agencyId);
  });
});

describe('the record of a request', () => {
  const late = { titles: { KY: 'Мыйзам', RU: 'Закон', EN: 'The act' }, number: '1', adoptedOn: '2020-01-01' };
  const wording = (inForceFrom: string, article: string) => ({
    ...{ ...late, code: 'KG-TEST', inForceFrom, inForceUntil: null },
    articles: [{ article, titles: { KY: 'а', RU: 'б', EN: 'c' }, allowsNoticeDelay: false }],
  });

  it('has the article in the revision of the letter’s date, the period, the urgency and when to answer', async () => {
    kept(await registerAct(fixture.database, wording('2020-02-01', '5'), newId()));
    kept(await registerAct(fixture.database, wording('2025-02-01', '7'), newId()));
    const legalAct = { code: 'KG-TEST', article: '5' };
    const request = await fileCase(fixture.parts, agency(), { legalAct, urgency: 'URGENT', channel: 'EXCHANGE_LAYER' });
    expect(request).toMatchObject({
      cited: { code: 'KG-TEST', revision: 1, article: '5', act: { EN: 'The act' }, about: { RU: 'б' } },
      legalBasis: 'The act, article 5',
      unit: 'Department of inquiry',
      channel: 'EXCHANGE_LAYER',
      period: filing.period,
      urgency: 'URGENT',
    });
    expect(request.answerDueAt).toEqual(await dueOf(fixture.database, 'DISCLOSURE_ANSWER_URGENT', request.filedAt));
    const ordinary = await fileCase(fixture.parts, staff());
    expect(ordinary.channel).toBe('PAPER');
    expect(ordinary.answerDueAt).toEqual(await dueOf(fixture.database, 'DISCLOSURE_ANSWER', ordinary.filedAt));
  });

  it.each([
    ['ACT_UNKNOWN', { legalAct: { code: 'KG-NONE', article: '1' } }],
    ['ACT_NOT_IN_FORCE', { letterDate: '2008-04-17', legalAct: { code: 'KG-2008-58', article: '24' } }],
    ['ARTICLE_UNKNOWN', { legalAct: { code: 'KG-2008-58', article: '99' } }],
    ['LEGAL_ACT_REQUIRED', { legalAct: null }],
    ['CHANNEL_INVALID', { channel: 'PAPER' as const }],
  ])('is refused with %s, and the letter stays free', async (code, change) => {
    const filer = agency();
    const letter = await storeLetter(fixture.parts, LETTER, filer);
    const request = { ...filing, ...onPaper, letterId: letter?.letterFileId ?? '' };
    expect(await fileRequest(fixture.parts, filer, { ...request, ...change })).toBe(code);
    kept(await fileRequest(fixture.parts, filer, request));
  });
});

// The attack: a body files as "Ministry of Education", and that is who the citizen is told has read their data.
describe('the name of who asks', () => {
  it.each([
    ['another', 'Ministry of Education'],
    ['none', ' '],
    ['an endless one', 'x'.repeat(501)],
  ])('is its registered one for an agency that writes %s', async (_case, agencyName) => {
    const request = await fileCase(fixture.parts, agency(), { agencyName });
    expect(request.agencyName).toBe('Body of inquiry');
  });

  it('is what the paper letter says for an officer', async () => {
    const request = await fileCase(fixture.parts, staff(), { agencyName: ' Village council ' });
    expect(request.agencyName).toBe('Village council');
  });
});

describe('a decision', () => {
  it('is prepared by one, decided by another, narrowed, and told', async () => {
    const request = await reviewed(newId());
    expect(request.state).toBe('UNDER_REVIEW');
    const decided = kept(
      await decideRequest(fixture.parts, newId(), request.id, { ...asPrepared, reason: 'so be it' }),
    );
    expect(decided).toMatchObject({ state: 'NARROWED', version: 2, decision: { categories: ['NAME'] } });
    expect(decided.grant).toMatchObject({ categories: ['NAME'], readsCap: 2, readsUsed: 0 });
    const days = (decided.grant?.validUntil.getTime() ?? 0) - (decided.grant?.validFrom.getTime() ?? 0);
    expect(days).toBe(5 * 86_400_000);
    const facts = await fixture.database.query<{ type: string }>(
      sql`/* test.outbox */ SELECT type FROM outbox WHERE aggregate_id = ${request.id} ORDER BY position`,
    );
    expect(facts.map(({ type }) => type)).toEqual(['privacy.disclosure.submitted.v1', 'privacy.disclosure.decided.v1']);
    const again = await decideRequest(fixture.parts, newId(), request.id, { ...asPrepared, reason: 'again' });
    expect(again).toBe('REQUEST_NOT_OPEN');
  });

  it('leaves out persons, days and categories, each for a reason of its own', async () => {
    const request = await fileCase(fixture.parts, agency(), { pins: [PIN, OTHER_PIN] });
    const period = { from: '2024-06-01', until: '2025-01-15' };
    const person = { kind: 'SUBJECT', category: undefined, pin: OTHER_PIN, reason: 'not of this inquiry' } as const;
    const stranger = { ...person, pin: '20101199000009' };
    const wish = { ...scope, categories: ['NAME', 'CONSENT_HISTORY'] as const, period };
    const prepare = (removals: RemovalWish[]) =>
      prepareDecision(fixture.parts, newId(), request.id, { ...wish, removals });
    expect(await prepare([stranger])).toBe('SUBJECT_NOT_REQUESTED');
    kept(await prepare([person]));
    const phone = { kind: 'CATEGORY', category: 'PHONE', pin: undefined, reason: 'the act names none' } as const;
    const decided = kept(
      await decideRequest(fixture.parts, newId(), request.id, { ...asPrepared, reason: 'so be it', removals: [phone] }),
    );
    expect(decided).toMatchObject({ state: 'NARROWED', grant: { subjectsCap: 1, period } });
    const { sealer } = fixture.parts;
    const column = 'disclosure_decisions.removals_sealed';
    const sealed = decided.decision?.removalsSealed ?? null;
    const removed = openReasoned(sealer, decided.wrappedKey, column, decided.id, sealed);
    expect(removed).toMatchObject([
      { kind: 'CATEGORY', category: 'ADDRESS', reason: 'as far as needed' },
      { kind: 'CATEGORY', category: 'PHONE', reason: 'the act names none' },
      { kind: 'SUBJECT', masked: '••••••••••0002', reason: 'not of this inquiry' },
      { kind: 'PERIOD_DAYS', count: 152, reason: 'as far as needed' },
      { kind: 'TERM_DAYS', count: 25, reason: 'as far as needed' },
      { kind: 'READS', count: 3, reason: 'as far as needed' },
    ]);
    expect(JSON.stringify(removed)).not.toContain(OTHER_PIN);
  });

  it('may reject, and then grants nothing', async () => {
    const request = await reviewed(newId());
    const wish = { ...asPrepared, categories: [], reason: 'the act does not cover it' };
    const decided = kept(await decideRequest(fixture.parts, newId(), request.id, wish));
    expect(decided).toMatchObject({ state: 'REJECTED', grant: null });
  });

  it('is refused to whoever prepared it or filed it', async () => {
    const preparer = newId();
    const request = await reviewed(preparer);
    const wish = { ...asPrepared, reason: 'mine' };
    expect(await decideRequest(fixture.parts, preparer, request.id, wish)).toBe('SECOND_PERSON_REQUIRED');
    expect(await decideRequest(fixture.parts, request.filedBy, request.id, wish)).toBe('SECOND_PERSON_REQUIRED');
    expect(await decideRequest(fixture.parts, newId(), newId(), wish)).toBe('REQUEST_UNKNOWN');
  });

  it('can be revoked at once, twice without harm', async () => {
    const grant = await grantTo(fixture.parts, newId());
    expect(await revokeGrant(fixture.parts, newId(), grant.id, ' ')).toBe('REASON_REQUIRED');
    const revoked = kept(await revokeGrant(fixture.parts, newId(), grant.id, 'the case was closed'));
    expect(revoked).toMatchObject({ state: 'REVOKED', version: 3 });
    const again = kept(await revokeGrant(fixture.parts, newId(), grant.id, 'again'));
    expect(again.grant?.revokedAt).toEqual(revoked.grant?.revokedAt);
    expect(await revokeGrant(fixture.parts, newId(), newId(), 'x')).toBe('GRANT_UNKNOWN');
  });
});

// The attack: an officer with a hand on the code or the database connection decides alone.
describe('the database itself', () => {
  const insert = (
    request: KeptRequest,
    by: { filed?: string; prepared?: string; decided: string },
    categories = ['NAME'],
  ) =>
    fixture.database
      .query(
        sql`/* test.decide */
        INSERT INTO disclosure_decisions (request_id, filed_by, proposal_id, prepared_by, decided_by, outcome, categories, reason_sealed, decided_at)
        VALUES (${request.id}, ${by.filed ?? request.filedBy}, ${request.proposal?.id}, ${by.prepared ?? request.proposal?.preparedBy},
          ${by.decided}, 'GRANTED', ${categories}, '\\x00', app_now())`,
      )
      .then(() => 'accepted', violatedConstraint);

  it('refuses a decision by the preparer, by the filer, under false names, or wider than asked', async () => {
    const preparer = newId();
    const request = await reviewed(preparer);
    const other = newId();
    expect(await insert(request, { decided: preparer })).toBe('disclosure_decisions_by_a_second_person');
    expect(await insert(request, { decided: request.filedBy })).toBe('disclosure_decisions_not_by_the_filer');
    expect(await insert(request, { prepared: other, decided: preparer })).toBe('disclosure_decisions_preparer');
    expect(await insert(request, { filed: other, decided: request.filedBy })).toBe('disclosure_decisions_filer');
    expect(await insert(request, { decided: other }, ['PIN'])).toBe('disclosure_decisions_within_request');
    expect((await findRequest(fixture.database, request.id))?.state).toBe('UNDER_REVIEW');
  });

  it.each([
    [
      'disclosure_grants_scope_is_fixed',
      (id: string) => sql`/* test */ UPDATE disclosure_grants SET reads_cap = 100 WHERE id = ${id}`,
    ],
    [
      'disclosure_grants_scope_is_fixed',
      (id: string) =>
        sql`/* test */ UPDATE disclosure_grants SET valid_until = valid_until + interval '1 day' WHERE id = ${id}`,
    ],
    [
      'disclosure_grants_reads_within_cap',
      (id: string) => sql`/* test */ UPDATE disclosure_grants SET reads_used = 3 WHERE id = ${id}`,
    ],
    ['disclosure_grants_append_only', (id: string) => sql`/* test */ DELETE FROM disclosure_grants WHERE id = ${id}`],
  ])('keeps a grant what was decided: %s', async (constraint, statement) => {
    const grant = await grantTo(fixture.parts, newId());
    const error = await fixture.database.query(statement(grant.id)).catch((caught: unknown) => caught);
    expect(violatedConstraint(error)).toBe(constraint);
  });

  it.each([
    [
      'disclosure_grants_subjects_within_cap',
      (grant: { id: string; requestId: string }) => sql`/* test */
        INSERT INTO disclosure_grant_subjects (grant_id, request_id, pin_hash)
        SELECT ${grant.id}, request_id, pin_hash FROM disclosure_subjects s WHERE request_id = ${grant.requestId}
          AND NOT EXISTS (SELECT 1 FROM disclosure_grant_subjects g WHERE g.grant_id = ${grant.id} AND g.pin_hash = s.pin_hash)`,
    ],
    [
      'disclosure_accesses_within_grant',
      (grant: { id: string }) => sql`/* test */
        INSERT INTO disclosure_accesses (id, grant_id, agency_id, key, body_hash, pin_hash, categories, entry_id, at)
        SELECT ${newId()}, ${grant.id}, ${newId()}, 'k', '\\x00', '\\x00', ${['NAME']}, id, app_now() FROM ledger_entries LIMIT 1`,
    ],
    [
      'disclosure_grants_scope_is_fixed',
      (grant: { id: string }) =>
        sql`/* test */ UPDATE disclosure_grants SET subjects_cap = subjects_cap + 1 WHERE id = ${grant.id}`,
    ],
    [
      'disclosure_grants_scope_is_fixed',
      (grant: { id: string }) =>
        sql`/* test */ UPDATE disclosure_grants SET period_until = period_until + 1 WHERE id = ${grant.id}`,
    ],
  ])('lets nobody beside those of the grant in: %s', async (constraint, statement) => {
    const removals = [{ kind: 'SUBJECT', category: undefined, pin: OTHER_PIN, reason: 'x' } as const];
    const grant = await grantTo(fixture.parts, newId(), { pins: [PIN, OTHER_PIN], removals });
    expect(grant.subjectsCap).toBe(1);
    const error = await fixture.database.query(statement(grant)).catch((caught: unknown) => caught);
    expect(violatedConstraint(error)).toBe(constraint);
  });

  it.each([
    ['more persons than were asked for', { subjects_cap: 2 }],
    ['days that were not asked for', { period_from: '2023-12-31' }],
    ['all of time', { period_from: null, period_until: null }],
  ])('refuses a grant of %s', async (_case, change) => {
    const request = await reviewed(newId());
    await fixture.database.query(sql`/* test.decide */
      INSERT INTO disclosure_decisions (request_id, filed_by, proposal_id, prepared_by, decided_by, outcome, categories, reason_sealed, decided_at)
      VALUES (${request.id}, ${request.filedBy}, ${request.proposal?.id}, ${request.proposal?.preparedBy}, ${newId()}, 'NARROWED', ${['NAME']}, '\\x00', app_now())`);
    const grant = { subjects_cap: 1, period_from: '2024-01-01', period_until: '2025-01-15', ...change };
    const error = await fixture.database
      .query(
        sql`/* test.grant */ INSERT INTO disclosure_grants (id, request_id, categories, subjects_cap, period_from, period_until, valid_from, valid_until, reads_cap)
        VALUES (${newId()}, ${request.id}, ${['NAME']}, ${grant.subjects_cap}, ${grant.period_from}, ${grant.period_until}, app_now(), app_now() + interval '1 day', 1)`,
      )
      .catch((caught: unknown) => caught);
    expect(violatedConstraint(error)).toBe('disclosure_grants_within_request');
  });

  /** What a grant under a decided request breaks. */
  async function violationOfGrant(terms: { readonly subjectsCap: number | null; readonly days: number }) {
    const request = await reviewed(newId());
    await fixture.database.query(sql`/* test.decide */
      INSERT INTO disclosure_decisions (request_id, filed_by, proposal_id, prepared_by, decided_by, outcome, categories, reason_sealed, decided_at)
      VALUES (${request.id}, ${request.filedBy}, ${request.proposal?.id}, ${request.proposal?.preparedBy}, ${newId()}, 'NARROWED', ${['NAME']}, '\\x00', app_now())`);
    const error = await fixture.database
      .query(
        sql`/* test.grant */ INSERT INTO disclosure_grants (id, request_id, categories, subjects_cap, period_from, period_until, valid_from, valid_until, reads_cap)
        VALUES (${newId()}, ${request.id}, ${['NAME']}, ${terms.subjectsCap}, '2024-01-01', '2025-01-15', app_now(),
          app_now() + ${terms.days}::int * interval '1 day', 1)`,
      )
      .catch((caught: unknown) => caught);
    return violatedConstraint(error);
  }

  // The attack: without a number of persons nothing compares the grant with the request, nor a read with the grant.
  it('refuses a grant that does not say how many persons it covers', async () => {
    expect(await violationOfGrant({ subjectsCap: null, days: 1 })).toBe('disclosure_grants_say_how_many_persons');
  });

  /** Of the time before grants had such a number; made as the database was then. */
  it('lets a grant of before be read under and revoked, as it was', async () => {
    const grant = await grantTo(fixture.parts, newId());
    await fixture.database.transaction(async (tx) => {
      await tx.query(sql`/* test.before */ ALTER TABLE disclosure_grants DISABLE TRIGGER USER`);
      await tx.query(sql`/* test.before */ UPDATE disclosure_grants SET subjects_cap = NULL WHERE id = ${grant.id}`);
      await tx.query(sql`/* test.before */ ALTER TABLE disclosure_grants ENABLE TRIGGER USER`);
    });
    await fixture.database.transaction((tx) => countRead(tx, grant.id));
    const revoked = kept(await revokeGrant(fixture.parts, newId(), grant.id, 'the case was closed'));
    expect(revoked.grant).toMatchObject({ readsUsed: 1, revokedAt: expect.any(Date) });
  });

  it('refuses a grant of 31 days', async () => {
    expect(await violationOfGrant({ subjectsCap: 1, days: 31 })).toBe('disclosure_grants_term_at_most_30_days');
  });
});
