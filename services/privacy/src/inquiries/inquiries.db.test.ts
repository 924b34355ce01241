import { type Actor, ANONYMOUS } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { sql, violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Edition } from '../editions/edition.js';
import { citizen, createFixture, type Fixture, officer } from '../testing/fixture.js';
import { answerInquiry, notePlace, recordTold } from './answer-inquiry.js';
import {
  type AskedInquiry,
  askAboutPolicy,
  type Inquiry,
  type InquiryParts,
  inquiryPlace,
} from './ask-about-policy.js';
import { findInquiry } from './find-inquiry.js';
import { handOutAnswer } from './hand-out-answer.js';
import { eventsOf, inquiriesToTell, noteSending, openInquiries } from './inquiries.store.js';
import { MAX_PER_HOUR, MAX_TOTAL_PER_HOUR } from './inquiry.js';

let fixture: Fixture;
let parts: InquiryParts;
let edition: Edition;
let address = 0;
beforeAll(async () => {
  fixture = await createFixture();
  edition = await fixture.publish();
  parts = { ...fixture.parts, hashAddress: (text) => Buffer.from(text) };
});
afterAll(() => fixture.close());

const wish: Inquiry = {
  kind: 'QUESTION',
  text: 'Who sees my number?',
  contact: null,
  answerBy: 'PAGE',
  locale: 'EN',
  caller: null,
};
/** From an address of its own unless said otherwise. */
const asks = (change: Partial<Inquiry> = {}, actor = ANONYMOUS as Parameters<typeof askAboutPolicy>[1]['actor']) =>
  askAboutPolicy(parts, { actor, address: `address ${++address}` }, { ...wish, ...change });
const asked = async (...given: Parameters<typeof asks>): Promise<AskedInquiry> => {
  const outcome = await asks(...given);
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome;
};
const find = (reference: string, secret: string | null, actor = ANONYMOUS as Parameters<typeof findInquiry>[1]) =>
  findInquiry(fixture.database, actor, { reference, secret });
const clerk = newId();
async function account(): Promise<string> {
  const citizenId = newId();
  await fixture.registered(citizenId, edition);
  return citizenId;
}
const erase = (citizenId: string) =>
  fixture.database.query(sql`/* test.erase */
    INSERT INTO persons_erased (citizen_id, erasure_id, report, erased_at) VALUES (${citizenId}, ${newId()}, '{}', app_now())`);
const operator: Actor = { kind: 'staff', id: clerk, session: 's', roles: ['OPERATOR'] };

describe('an inquiry', () => {
  it('is found with its secret, by the citizen who asked and by staff, and by nobody else', async () => {
    const owner = citizen(newId());
    const { inquiry, secret } = await asked({}, owner);
    const other = await asked();
    expect(await find(inquiry.reference, secret)).toMatchObject({ id: inquiry.id, overdue: false });
    expect(await find(inquiry.reference.toLowerCase(), secret.toLowerCase().replaceAll('-', ' '))).toBeDefined();
    expect(await find(inquiry.reference, null, owner)).toBeDefined();
    expect(await find(inquiry.reference, null, officer(clerk))).toBeDefined();
    expect(await find(inquiry.reference, null)).toBeUndefined();
    expect(await find(inquiry.reference, other.secret)).toBeUndefined();
    expect(await find(inquiry.reference, null, citizen(newId()))).toBeUndefined();
    expect(await find('0000-0000-0000', secret)).toBeUndefined();
  });

  it('keeps neither text, contact nor secret in the clear', async () => {
    const { secret } = await asked({ text: 'a word of mine', contact: '+996 555 123456' });
    const rows = await fixture.database.query(sql`/* test.all */
      SELECT to_jsonb(i)::text || to_jsonb(e)::text AS text FROM inquiries i JOIN inquiry_events e ON e.inquiry_id = i.id`);
    const text = JSON.stringify(rows);
    for (const clear of [secret, 'a word of mine', '123456']) {
      expect(text).not.toContain(clear);
      expect(text).not.toContain(Buffer.from(clear).toString('hex'));
    }
  });

  it('is due after seven working days, not seven days', async () => {
    const { inquiry } = await asked();
    const days = (inquiry.dueAt.getTime() - inquiry.askedAt.getTime()) / 86_400_000;
    // Seven working days span a weekend at least.
    expect(days).toBeGreaterThan(8);
    expect(inquiry.dueAt.toISOString()).toMatch(/T18:00:00\.000Z$/);
  });

  it('is answered once, and each step is a row that stays', async () => {
    const { inquiry, secret } = await asked();
    expect(await answerInquiry(parts, clerk, inquiry.reference, ' ')).toBe('QUESTION_EMPTY');
    expect(await answerInquiry(parts, clerk, inquiry.reference, 'Nobody does.')).toMatchObject({ overdue: false });
    expect(await answerInquiry(parts, clerk, inquiry.reference, 'Everybody.')).toBe('INQUIRY_ANSWERED');
    expect(await answerInquiry(parts, clerk, '0000-0000-0000', 'x')).toBe('INQUIRY_UNKNOWN');
    const found = await find(inquiry.reference, secret);
    const place = inquiryPlace('answer_sealed', inquiry.id);
    expect(parts.sealer.openText(inquiry.wrappedKey, found?.answerSealed as Buffer, place)).toBe('Nobody does.');
    expect(await eventsOf(fixture.database, inquiry.id)).toMatchObject([
      { event: 'ASKED', actor: null },
      { event: 'ANSWERED', actor: clerk },
    ]);
    const change = await fixture.database
      .query(sql`/* test.rewrite */ UPDATE inquiries SET answer_sealed = ${Buffer.of(1)} WHERE id = ${inquiry.id}`)
      .catch(violatedConstraint);
    expect(change).toBe('inquiries_stay');
    const text = await fixture.database
      .query(sql`/* test.rewrite */ UPDATE inquiries SET due_at = due_at + interval '1 day' WHERE answered_at IS NULL`)
      .catch(violatedConstraint);
    expect(text).toBe('inquiries_stay');
  });

  it('of the time before secrets is found by its reference, as was promised', async () => {
    await fixture.database.query(sql`/* test.before */
      INSERT INTO inquiries (id, reference, kind, channel, locale, wrapped_key, text_sealed, asked_at, due_at)
      VALUES (${newId()}, 'ABCD-EFGH-JKMN', 'QUESTION', 'WEB', 'EN', '', '', app_now(), app_now() + interval '1 day')`);
    expect(await find('abcd-efgh-jkmn', null)).toMatchObject({ answerBy: 'PAGE', secretHash: null, toldAt: null });
  });

  it('goes by nobody’s hand, neither answered nor open', async () => {
    const { inquiry } = await asked();
    const remove = async () =>
      fixture.database
        .query(sql`/* test.remove */ DELETE FROM inquiries WHERE id = ${inquiry.id}`)
        .catch(violatedConstraint);
    expect(await remove()).toBe('inquiries_append_only');
    await answerInquiry(parts, clerk, inquiry.reference, 'Nobody does.');
    expect(await remove()).toBe('inquiries_append_only');
  });

  it('of somebody who was erased a moment ago is a stranger’s', async () => {
    const gone = newId();
    await erase(gone);
    expect((await asked({}, citizen(gone))).inquiry).toMatchObject({ citizenId: null });
  });

  it('of somebody who wishes a call waits for it; an operator notes it, in words under the inquiry’s key', async () => {
    expect(await asks({ answerBy: 'PHONE' })).toBe('CONTACT_MISSING');
    const { inquiry } = await asked({ answerBy: 'PHONE', contact: '+996555000111' });
    const { reference } = inquiry;
    const toTell = async () => (await inquiriesToTell(fixture.database, null, 50)).map(({ id }) => id);
    expect(await recordTold(parts, clerk, reference, '')).toBe('INQUIRY_NOT_ANSWERED');
    await answerInquiry(parts, clerk, reference, 'Nobody does.');
    expect(await toTell()).toContain(inquiry.id);
    expect(await recordTold(parts, clerk, reference, 'x'.repeat(501))).toBe('QUESTION_TOO_LONG');
    expect(await recordTold(parts, clerk, reference, 'told his wife')).toMatchObject({ toldAt: expect.any(Date) });
    expect(await recordTold(parts, clerk, reference, '')).toBe('INQUIRY_TOLD');
    expect(await toTell()).not.toContain(inquiry.id);
    const told = (await eventsOf(fixture.database, inquiry.id)).at(-1);
    const note = parts.sealer.openText(inquiry.wrappedKey, told?.noteSealed as Buffer, notePlace(told?.id ?? ''));
    expect(note).toBe('told his wife');
    const page = await asked();
    await answerInquiry(parts, clerk, page.inquiry.reference, 'No.');
    expect(await recordTold(parts, clerk, page.inquiry.reference, '')).toBe('INQUIRY_NOT_BY_HAND');
  });
});

describe('an answer by e-mail or SMS', () => {
  const facts = () =>
    fixture.database.query<{ data: unknown }>(sql`/* test.facts */
      SELECT data FROM outbox WHERE type = 'privacy.inquiry.answered.v1' ORDER BY position`);

  it('is told without a word of it, and handed out with its address to whoever sends it', async () => {
    const { inquiry } = await asked({ answerBy: 'EMAIL', contact: ' aida@example.kg ' });
    const { id, reference } = inquiry;
    expect(await handOutAnswer(parts, id)).toEqual({ found: false });
    await answerInquiry(parts, clerk, reference, 'Nobody does.');
    expect((await facts()).at(-1)?.data).toEqual({ inquiryId: id, answerBy: 'EMAIL', at: expect.any(String) });
    expect(await handOutAnswer(parts, id)).toEqual({
      ...{ found: true, locale: 'EN', reference, answer: 'Nobody does.', channel: 'EMAIL', to: 'aida@example.kg' },
    });
    expect(await handOutAnswer(parts, newId())).toEqual({ found: false });
    await fixture.database.transaction(async (tx) => {
      await noteSending(tx, id, 'SENT');
      await noteSending(tx, id, 'SENT');
      await noteSending(tx, newId(), 'SENT');
    });
    expect((await eventsOf(fixture.database, id)).map(({ event }) => event)).toEqual(['ASKED', 'ANSWERED', 'SENT']);
    expect(await recordTold(parts, clerk, reference, '')).toBe('INQUIRY_NOT_BY_HAND');
  });

  it('of the page, or for a person to tell, is handed out to nobody', async () => {
    for (const answerBy of ['PAGE', 'PHONE', 'LETTER'] as const) {
      const { inquiry } = await asked({ answerBy, contact: '+996555000111' });
      await answerInquiry(parts, clerk, inquiry.reference, 'Nobody does.');
      expect(await handOutAnswer(parts, inquiry.id)).toEqual({ found: false });
    }
  });

  it('that could not be sent is for a person to tell', async () => {
    const { inquiry } = await asked({ answerBy: 'SMS', contact: '+996 (555) 00-01-12' });
    expect(await answerInquiry(parts, clerk, inquiry.reference, 'x'.repeat(601))).toBe('ANSWER_TOO_LONG_FOR_SMS');
    await answerInquiry(parts, clerk, inquiry.reference, 'x'.repeat(600));
    expect(await handOutAnswer(parts, inquiry.id)).toMatchObject({ channel: 'SMS', to: '+996555000112' });
    await fixture.database.transaction((tx) => noteSending(tx, inquiry.id, 'NOT_SENT'));
    expect((await inquiriesToTell(fixture.database, null, 200)).map(({ id }) => id)).toContain(inquiry.id);
    expect(await recordTold(parts, clerk, inquiry.reference, 'rang instead')).toMatchObject({ notSent: true });
  });
});

describe('a call', () => {
  it('is entered with the check that was made, and is the caller’s where it was passed', async () => {
    expect(await asks({}, operator)).toBe('IDENTITY_CHECK_MISSING');
    const citizenId = await account();
    const failed = { check: 'ACCOUNT_DETAILS', passed: false, citizenId, concerns: 'GENERAL' } as const;
    expect(await asks({ caller: failed }, operator)).toBe('CALLER_NOT_CHECKED');
    const unlinked = await asked({ caller: { ...failed, citizenId: null } }, operator);
    expect(unlinked.inquiry).toMatchObject({ channel: 'PHONE', takenBy: clerk, citizenId: null, checkPassed: false });
    const passed = await asked({ caller: { ...failed, passed: true } }, operator);
    expect(passed.inquiry).toMatchObject({ citizenId, identityCheck: 'ACCOUNT_DETAILS', checkPassed: true });
    expect(await find(passed.inquiry.reference, null, citizen(citizenId))).toBeDefined();
  });

  /** The attack: somebody on the web says that an operator made sure who they are, and reads the answer to another. */
  it('is not what somebody else says of it', async () => {
    const caller = { check: 'ACCOUNT_DETAILS', passed: true, citizenId: newId(), concerns: 'OWN_DATA' } as const;
    expect((await asked({ caller })).inquiry).toMatchObject({
      ...{ channel: 'WEB', citizenId: null, identityCheck: null, concerns: 'GENERAL' },
    });
    const linked = await fixture.database
      .query(sql`/* test.link */
        INSERT INTO inquiries (id, reference, kind, channel, locale, wrapped_key, text_sealed, citizen_id, taken_by,
          identity_check, check_passed, asked_at, due_at)
        VALUES (${newId()}, 'x', 'QUESTION', 'PHONE', 'EN', '', '', ${newId()}, ${clerk}, 'CALL_BACK', false,
          app_now(), app_now() + interval '1 day')`)
      .catch(violatedConstraint);
    expect(linked).toBe('inquiries_callers_are_linked_when_checked');
  });

  /** The attack: somebody rings 119 under another's name and has the answer to "what do you hold of me?" told to them. */
  it('of somebody who was not identified is a general question of nobody’s, and says so', async () => {
    const unknown = { check: 'NOT_NEEDED', passed: null, citizenId: null } as const;
    expect(await asks({ caller: { ...unknown, concerns: null } }, operator)).toBe('GENERAL_NOT_SAID');
    expect(await asks({ caller: { ...unknown, concerns: 'OWN_DATA' } }, operator)).toBe('OWN_DATA_NEEDS_A_CHECK');
    const general = await asked({ caller: { ...unknown, concerns: 'GENERAL' } }, operator);
    expect(await find(general.inquiry.reference, null, operator)).toMatchObject({
      ...{ concerns: 'GENERAL', citizenId: null, checkPassed: null },
    });
    const citizenId = await account();
    const known = { check: 'CALL_BACK', passed: true, citizenId, concerns: 'OWN_DATA' } as const;
    expect((await asked({ caller: known }, operator)).inquiry).toMatchObject({ citizenId, concerns: 'OWN_DATA' });
  });

  /** The fault: the link to an erased account was dropped and the own data stayed, so that the call was lost in a constraint. */
  it('for an account that was erased, or that there never was, is taken down by nobody, and the operator is told', async () => {
    const erased = await account();
    await erase(erased);
    for (const citizenId of [erased, newId()])
      for (const concerns of ['OWN_DATA', 'GENERAL', null] as const) {
        const caller = { check: 'ACCOUNT_DETAILS', passed: true, citizenId, concerns } as const;
        expect(await asks({ caller }, operator)).toBe('CALLER_ACCOUNT_UNKNOWN');
      }
    const caller = { check: 'ACCOUNT_DETAILS', passed: true, citizenId: null, concerns: 'GENERAL' } as const;
    expect((await asked({ caller }, operator)).inquiry).toMatchObject({ citizenId: null, concerns: 'GENERAL' });
  });

  it('on one’s own data without a check that was passed is refused by the database too', async () => {
    // The last was passed, and for nobody's account.
    for (const [channel, check, passed] of [
      ['PHONE', 'NOT_NEEDED', null],
      ['PHONE', 'CALL_BACK', false],
      ['WEB', null, null],
      ['PHONE', 'CALL_BACK', true],
    ] as const) {
      const kept = await fixture.database
        .query(sql`/* test.own */
          INSERT INTO inquiries (id, reference, kind, channel, locale, wrapped_key, text_sealed, taken_by, identity_check,
            check_passed, concerns, asked_at, due_at)
          VALUES (${newId()}, 'y', 'QUESTION', ${channel}, 'EN', '', '', ${channel === 'PHONE' ? clerk : null}, ${check},
            ${passed}, 'OWN_DATA', app_now(), app_now() + interval '1 day')`)
        .catch(violatedConstraint);
      expect(kept).toBe('inquiries_own_data_needs_a_check');
    }
  });

  it('that states no check is refused by the database too', async () => {
    const kept = await fixture.database
      .query(sql`/* test.unstated */
        INSERT INTO inquiries (id, reference, kind, channel, locale, wrapped_key, secret_hash, text_sealed, taken_by, asked_at, due_at)
        VALUES (${newId()}, 'z', 'QUESTION', 'PHONE', 'EN', '', ${Buffer.alloc(32)}, '', ${clerk}, app_now(),
          app_now() + interval '1 day')`)
      .catch(violatedConstraint);
    expect(kept).toBe('inquiries_calls_state_a_check');
  });
});

describe('time', () => {
  it('ends the patience with one address after five, with all after five hundred, and forgets in an hour', async () => {
    const from = (address: string) => askAboutPolicy(parts, { actor: ANONYMOUS, address }, wish);
    for (let each = 0; each < MAX_PER_HOUR; each++) expect(await from('one')).toHaveProperty('secret');
    expect(await from('one')).toBe('TOO_MANY_INQUIRIES');
    expect(await from('another')).toHaveProperty('secret');
    await fixture.database.query(sql`/* test.flood */
      INSERT INTO inquiry_limits SELECT convert_to('flood ' || n, 'UTF8'), app_now() FROM generate_series(1, ${MAX_TOTAL_PER_HOUR}) n`);
    expect(await from('a third')).toBe('INQUIRIES_BUSY');
    // The call centre goes on.
    const caller = { check: 'NOT_NEEDED', passed: null, citizenId: null, concerns: 'GENERAL' } as const;
    expect(await asks({ caller }, operator)).toHaveProperty('secret');
    await fixture.time.advance({ hours: 1, seconds: 1 });
    expect(await from('one')).toHaveProperty('secret');
  });

  it('makes what is not answered overdue, first in the queue', async () => {
    const { inquiry, secret } = await asked();
    await fixture.time.advance({ days: 30 });
    const later = await asked();
    expect(await find(inquiry.reference, secret)).toMatchObject({ overdue: true });
    const queue = await openInquiries(fixture.database, null, 200);
    expect(queue.at(-1)).toMatchObject({ id: later.inquiry.id, overdue: false });
    expect(queue.find(({ id }) => id === inquiry.id)).toMatchObject({ overdue: true });
    await answerInquiry(parts, clerk, inquiry.reference, 'Late, sorry.');
    expect(await find(inquiry.reference, secret)).toMatchObject({ overdue: false });
  });
});
