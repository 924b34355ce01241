import { newId } from '@belgi/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { NoticeKind } from '../notices/notice-kind.js';
import { planNotice, planRegistrationMessage } from '../notices/plan-notice.js';
import { setPreferences } from '../preferences/set-preferences.js';
import type { ParamsOf } from '../templates/params.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { startSmsHook, startSmtp, type TestSmsHook, type TestSmtp } from '../testing/providers.js';
import { FALLBACK_AFTER_MS, GIVE_UP_AFTER_MS, LONGEST_PAUSE_EXPIRING_MS, MAX_ATTEMPTS } from './delivery.js';
import { claimDelivery, markSending } from './delivery.store.js';
import { type Outcome, sendNext, sendStranded } from './send-delivery.js';
import { smsHookWay } from './sms-hook-way.js';
import { smtpWay } from './smtp-way.js';
import type { Way } from './way.js';

let smtp: TestSmtp;
let sms: TestSmsHook;
let ways: Way[];
let fixture: Fixture;

beforeAll(async () => {
  [smtp, sms] = await Promise.all([startSmtp(), startSmsHook()]);
});
afterAll(async () => {
  await Promise.all([smtp[Symbol.asyncDispose](), sms[Symbol.asyncDispose]()]);
});
beforeEach(async () => {
  const from = 'Belgi <no-reply@example.kg>';
  ways = [
    smtpWay({ url: smtp.url, from, unsubscribeUrl: 'mailto:no-reply@example.kg', requireTls: false }),
    smsHookWay({ url: sms.url, secret: sms.secret }),
  ];
  fixture = await createFixture(ways);
});
afterEach(async () => {
  await Promise.all(ways.map((way) => way.close()));
  await fixture.close();
  for (const list of [smtp.mails, smtp.script, sms.messages, sms.requests, sms.script]) list.length = 0;
});

const outbid = { plate: '01 KG 777 AAA', price: '1250000' };
const disclosed = {
  agency: 'Agency',
  letterNumber: '12/3',
  legalBasis: 'Act 1, article 2',
  categories: ['PHONE'],
  at: '2026-11-22T12:00:00.000Z',
};
const plan = <K extends NoticeKind>(citizenId: string, kind: K, params: ParamsOf<K>): Promise<void> =>
  fixture.transaction((tx) => planNotice(fixture.sender, tx, { citizenId, kind, causeId: newId(), params }));
/** Sends until nothing is due. */
const sendAll = async (): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (let turn = await sendNext(fixture.sender); turn; turn = await sendNext(fixture.sender))
    outcomes.push(turn.outcome);
  return outcomes;
};
const states = async () =>
  (await fixture.deliveries()).map(({ channel, state, reason }) => `${channel} ${state}${reason ? ` ${reason}` : ''}`);

describe('a delivery', () => {
  it('reaches the person by mail and SMS in their own language, to the address that identity names then', async () => {
    const citizenId = await fixture.citizen({ locale: 'RU', email: 'old@example.kg', phone: '+996555000001' });
    await plan(citizenId, 'BID_OUTBID', outbid);
    fixture.contacts.set(citizenId, { locale: 'KY', email: 'new@example.kg', phone: '+996555000002', code: null });
    expect(await sendAll()).toEqual(['SENT', 'SENT']);
    expect(smtp.mails).toHaveLength(1);
    const [mail] = smtp.mails;
    expect(mail?.subject).toBe('Сиздикинен жогору баа сунушталды: 01 KG 777 AAA');
    expect(mail?.text?.replace(/\s/gu, ' ')).toContain('12 500 сом');
    expect(mail?.html).toContain('lang="ky"');
    expect([mail?.to].flat()[0]?.text).toBe('new@example.kg');
    expect(mail?.headers.get('list')).toMatchObject({ unsubscribe: { mail: 'no-reply@example.kg' } });
    expect(mail?.messageId).toMatch(/^<[0-9a-f-]{36}@example\.kg>$/);
    expect(sms.messages.map(({ to }) => to)).toEqual(['+996555000002']);
    expect(await sendAll()).toEqual([]);
    const told = (await fixture.facts()).filter(({ type }) => type === 'notify.notice.delivered.v1');
    expect(told.map(({ data }) => data['channel'])).toEqual(['INBOX', 'EMAIL', 'SMS']);
  });

  it('carries the code of a registration as long as it is good, and stores it nowhere', async () => {
    const [good, late, used] = [newId(), newId(), newId()];
    for (const registrationId of [good, late, used]) {
      const code = registrationId === used ? null : '314159';
      fixture.contacts.set(registrationId, { locale: 'EN', email: null, phone: '+996555000003', code });
      const expiresAt = new Date(Date.now() + (registrationId === late ? -1 : 600_000));
      const message = { registrationId, kind: 'REGISTRATION_CODE', causeId: newId(), expiresAt } as const;
      await fixture.transaction((tx) => planRegistrationMessage(fixture.sender, tx, message));
    }
    await sendAll();
    expect(sms.messages.map(({ text }) => text)).toEqual([expect.stringContaining('your code is 314159')]);
    expect(await states()).toEqual(['SMS SENT', 'SMS SKIPPED EXPIRED', 'SMS SKIPPED NO_ADDRESS']);
    expect(JSON.stringify(await fixture.facts())).not.toContain('314159');
  });

  it('falls back to SMS when somebody who must be told has no e-mail', async () => {
    await plan(await fixture.citizen({ email: null }), 'DISCLOSURE_READ', disclosed);
    expect(await sendAll()).toEqual(['SKIPPED', 'SENT']);
    expect(await states()).toEqual(['EMAIL SKIPPED NO_ADDRESS', 'SMS SENT']);
  });

  it('is retried when refused for now, ended when refused for good, and given up at last', async () => {
    await plan(await fixture.citizen(), 'DISCLOSURE_READ', disclosed);
    smtp.script.push({ do: 'refuse', code: 451 }, { do: 'refuse', code: 550 });
    expect(await sendAll()).toEqual(['PUT_OFF']);
    await fixture.time.advance({ seconds: 2 });
    expect(await sendAll()).toEqual(['FAILED', 'SENT']);
    expect(await states()).toEqual(['EMAIL FAILED SMTP_550', 'SMS SENT']);

    await plan(await fixture.citizen({ phone: null }), 'LOT_PAID', { plate: 'p', certificate: 'c' });
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) smtp.script.push({ do: 'refuse', code: 451 });
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      await sendAll();
      await fixture.time.advance({ minutes: 11 });
    }
    expect(await states()).toContain('EMAIL FAILED SMTP_451');
    const failed = (await fixture.facts()).filter(({ type }) => type === 'notify.notice.failed.v1');
    expect(failed.map(({ data }) => [data['channel'], data['reason']])).toEqual([
      ['EMAIL', 'SMTP_550'],
      ['EMAIL', 'SMTP_451'],
    ]);
  });

  it.each([429, 503])('outlives an SMS provider that answers %i for hours', async (code) => {
    await plan(await fixture.citizen({ email: null }), 'DISCLOSURE_READ', disclosed);
    for (let turn = 0; turn < MAX_ATTEMPTS * 2; turn++) {
      sms.script.push({ do: 'refuse', code });
      await sendAll();
      await fixture.time.advance({ minutes: 11 });
    }
    expect((await states()).at(-1)).toBe(`SMS PLANNED HTTP_${code}`);
    expect(sms.requests).toHaveLength(MAX_ATTEMPTS * 2);
    await sendAll();
    expect((await states()).at(-1)).toBe('SMS SENT');
    expect(sms.messages).toHaveLength(1);
  });

  it('outlives a mail relay that closes for hours, and is then refused afresh', async () => {
    await plan(await fixture.citizen({ phone: null }), 'LOT_PAID', { plate: 'p', certificate: 'c' });
    for (let turn = 0; turn < MAX_ATTEMPTS * 2; turn++) {
      smtp.script.push({ do: 'refuse', code: 421 });
      await sendAll();
      await fixture.time.advance({ minutes: 11 });
    }
    // The first refusal of this mail itself: what the outage cost does not count.
    smtp.script.push({ do: 'refuse', code: 450 });
    await sendAll();
    expect(await states()).toEqual(['EMAIL PLANNED SMTP_450']);
    await fixture.time.advance({ minutes: 11 });
    await sendAll();
    expect(await states()).toEqual(['EMAIL SENT']);
    expect(smtp.mails).toHaveLength(1);
  });

  // The fault: whoever must be told of a disclosure heard nothing for 3 days while only the mail relay was away.
  it('tells by SMS what must arrive, 10 minutes after the mail could not leave, and the mail is over', async () => {
    await plan(await fixture.citizen(), 'DISCLOSURE_READ', disclosed);
    await plan(await fixture.citizen(), 'WELCOME', {});
    const closed = { do: 'refuse', code: 421 } as const;
    const minuteByMinute = async (minutes: number) => {
      for (let minute = 0; minute < minutes; minute++) {
        smtp.script.length = 0;
        smtp.script.push(closed, closed, closed);
        await sendAll();
        await fixture.time.advance({ minutes: 1 });
      }
    };
    await minuteByMinute(FALLBACK_AFTER_MS / 60_000);
    expect(await states()).toEqual(['EMAIL PLANNED SMTP_421', 'EMAIL PLANNED SMTP_421']);
    await minuteByMinute(1);
    expect((await states()).sort()).toEqual(['EMAIL FAILED SMTP_421', 'EMAIL PLANNED SMTP_421', 'SMS SENT']);
    smtp.script.length = 0;
    await fixture.time.advance({ minutes: 10 });
    await sendAll();
    expect((await states()).sort()).toEqual(['EMAIL FAILED SMTP_421', 'EMAIL SENT', 'SMS SENT']);
    expect(smtp.mails).toHaveLength(1);
    expect(sms.messages).toHaveLength(1);
  });

  it('takes from the mail that is left alone what must arrive and has waited for long, nothing else', async () => {
    await plan(await fixture.citizen(), 'BID_OUTBID', outbid);
    await plan(await fixture.citizen(), 'DISCLOSURE_READ', disclosed);
    expect(await sendStranded(fixture.sender)).toBeUndefined();
    await fixture.time.advance({ minutes: 10 });
    smtp.script.push({ do: 'refuse', code: 421 });
    expect(await sendStranded(fixture.sender)).toMatchObject({
      outcome: 'FAILED',
      delivery: { kind: 'DISCLOSURE_READ' },
    });
    expect(await sendStranded(fixture.sender)).toBeUndefined();
    expect((await states()).sort()).toEqual(['EMAIL FAILED SMTP_421', 'EMAIL PLANNED', 'SMS PLANNED', 'SMS PLANNED']);
  });

  it('brings a code soon after an outage of minutes', async () => {
    const registrationId = newId();
    fixture.contacts.set(registrationId, { locale: 'EN', email: null, phone: '+996555000003', code: '314159' });
    const expiresAt = new Date(Date.now() + 600_000);
    const message = { registrationId, kind: 'REGISTRATION_CODE', causeId: newId(), expiresAt } as const;
    await fixture.transaction((tx) => planRegistrationMessage(fixture.sender, tx, message));
    const stepMs = 5_000;
    for (let passedMs = 0; passedMs < 300_000; passedMs += stepMs) {
      sms.script.splice(0, sms.script.length, { do: 'refuse', code: 503 });
      await sendAll();
      await fixture.time.advance({ seconds: stepMs / 1_000 });
    }
    sms.script.length = 0;
    await fixture.time.advance({ seconds: LONGEST_PAUSE_EXPIRING_MS / 1_000 });
    expect(await sendAll()).toEqual(['SENT']);
  });

  it('gives up on an SMS provider when its news has become old', async () => {
    await plan(await fixture.citizen({ email: null }), 'DISCLOSURE_READ', disclosed);
    for (let days = 0; days <= 3; days++) {
      sms.script.push({ do: 'refuse', code: 503 });
      await sendAll();
      await fixture.time.advance({ days: 1 });
    }
    expect((await states()).at(-1)).toBe('SMS FAILED HTTP_503');
    const failed = (await fixture.facts()).filter(({ type }) => type === 'notify.notice.failed.v1');
    expect(failed.map(({ data }) => [data['channel'], data['reason']])).toEqual([['SMS', 'HTTP_503']]);
  });

  it('waits for identity and for providers that are away, as long as its news is news', async () => {
    const citizenId = await fixture.citizen();
    await plan(citizenId, 'DISCLOSURE_READ', disclosed);
    const away = { ...fixture.sender, askContact: () => Promise.reject(new Error('away')) };
    for (let days = 0; days <= 3; days++) {
      expect((await states())[0]).toMatch(/^EMAIL PLANNED/);
      await sendNext(away);
      await fixture.time.advance({ days: 1 });
    }
    expect((await states())[0]).toBe('EMAIL FAILED SERVICE_AWAY');
  });
});

describe('at most once', () => {
  it('a mail that was taken without an answer is uncertain, never sent again; the SMS tells instead', async () => {
    await plan(await fixture.citizen(), 'DISCLOSURE_READ', disclosed);
    smtp.script.push({ do: 'take-and-hang-up' });
    expect(await sendAll()).toEqual(['UNCERTAIN', 'SENT']);
    expect(smtp.mails).toHaveLength(1);
    expect(sms.messages).toHaveLength(1);
  });

  it('an SMS that was taken without an answer is sent again under its id, and arrives once', async () => {
    await plan(await fixture.citizen({ email: null }), 'BID_OUTBID', outbid);
    sms.script.push({ do: 'take-and-hang-up' });
    expect(await sendAll()).toEqual(['SKIPPED', 'AWAY']);
    await fixture.time.advance({ seconds: 5 });
    expect(await sendAll()).toEqual(['SENT']);
    expect(sms.requests).toHaveLength(2);
    expect(sms.messages).toHaveLength(1);
  });

  it('a sender that died before the hand-over is taken over; after it, a mail stays uncertain and an SMS is repeated', async () => {
    await plan(await fixture.citizen(), 'LOT_PAID', { plate: 'p', certificate: 'c' });
    await claimDelivery(fixture.database, 60_000, ['EMAIL', 'SMS']); // t0 claimed, then kill -9
    expect(await sendAll()).toEqual([]);
    await fixture.time.advance({ minutes: 2 });
    expect(await sendAll()).toEqual(['SENT']);

    await plan(await fixture.citizen(), 'BID_OUTBID', outbid);
    for (let both = 0; both < 2; both++) {
      const claimed = await claimDelivery(fixture.database, 60_000, ['EMAIL', 'SMS']);
      if (claimed) await markSending(fixture.database, claimed); // t1 handed over, then kill -9
    }
    await fixture.time.advance({ minutes: 2 });
    expect((await sendAll()).sort()).toEqual(['SENT', 'UNCERTAIN']);
    expect((await states()).slice(1).sort()).toEqual(['EMAIL UNCERTAIN SENDER_DIED', 'SMS SENT']);
  });

  // The fault: a message that kills its sender was taken up again every minute, for ever.
  it('an SMS whose senders keep dying is given up when its news is old, a code when it expires', async () => {
    const expiresAt = new Date(Date.now() + 600_000);
    const message = { registrationId: newId(), kind: 'REGISTRATION_CODE', causeId: newId(), expiresAt } as const;
    await fixture.transaction((tx) => planRegistrationMessage(fixture.sender, tx, message));
    await plan(await fixture.citizen({ email: null }), 'DEPOSIT_FORFEITED', { plate: 'p', deposit: 'HELD' });
    const dying = async () => {
      for (let each = 0; each < 2; each++) {
        const claimed = await claimDelivery(fixture.database, 60_000, ['SMS']);
        if (claimed) await markSending(fixture.database, claimed); // handed over, then kill -9
      }
    };
    const ended = async () => (await states()).filter((state) => state.startsWith('SMS'));
    await dying();
    await fixture.time.advance({ minutes: 2 });
    await dying();
    expect(await ended()).toEqual(['SMS SENDING', 'SMS SENDING']);
    await fixture.time.advance({ minutes: 10 });
    expect((await sendNext(fixture.sender, ['SMS']))?.outcome).toBe('SKIPPED');
    await dying();
    await fixture.time.advance({ seconds: GIVE_UP_AFTER_MS / 1_000 });
    expect((await sendNext(fixture.sender, ['SMS']))?.outcome).toBe('FAILED');
    expect(await ended()).toEqual(['SMS SKIPPED EXPIRED', 'SMS FAILED SENDER_DIED']);
    expect(sms.requests).toHaveLength(0);
  });

  it('a sender that was frozen through its lease finds that it is not its delivery any more', async () => {
    await plan(await fixture.citizen(), 'LOT_PAID', { plate: 'p', certificate: 'c' });
    const frozen = await claimDelivery(fixture.database, 60_000, ['EMAIL', 'SMS']);
    await fixture.time.advance({ minutes: 2 });
    expect(await sendAll()).toEqual(['SENT']);
    expect(frozen && (await markSending(fixture.database, frozen))).toBe(false);
    expect(smtp.mails).toHaveLength(1);
  });
});

it('lets what is urgent overtake a notice to everyone', async () => {
  const people = await Promise.all([1, 2, 3].map(() => fixture.citizen({ phone: null })));
  for (const citizenId of people)
    await plan(citizenId, 'POLICY_CHANGED', { edition: 2, effectiveAt: '2026-11-22T12:00:00.000Z' });
  await plan(people[0] ?? '', 'BID_OUTBID', outbid);
  await sendAll();
  expect(smtp.mails.map(({ subject }) => subject?.split(':')[0])).toEqual([
    'You were outbid',
    ...people.map(() => 'New edition of the policy'),
  ]);
});

it('leaves a way alone whose provider is away, and takes it up where it was', async () => {
  await plan(await fixture.citizen(), 'BID_OUTBID', outbid);
  expect((await sendNext(fixture.sender, ['EMAIL']))?.outcome).toBe('SENT');
  expect(await sendNext(fixture.sender, ['EMAIL'])).toBeUndefined();
  expect(await sendNext(fixture.sender, [])).toBeUndefined();
  expect(await sendAll()).toEqual(['SENT']);
});

describe('who does not want it', () => {
  it('gets nothing optional that was planned before they withdrew, and all that is mandatory', async () => {
    const citizenId = await fixture.citizen();
    await plan(citizenId, 'BID_OUTBID', outbid);
    await plan(citizenId, 'LOT_PAID', { plate: '01 KG 777 AAA', certificate: 'C-1' });
    await fixture.consent(citizenId, 'WITHDRAWN');
    await sendAll();
    expect(await states()).toEqual(['EMAIL SKIPPED WITHDRAWN', 'SMS SKIPPED WITHDRAWN', 'EMAIL SENT']);
    expect(smtp.mails.map(({ subject }) => subject)).toEqual(['Payment received: 01 KG 777 AAA']);
  });

  it('gets nothing by a way switched off after it was planned', async () => {
    const citizenId = await fixture.citizen();
    await plan(citizenId, 'BID_OUTBID', outbid);
    const parts = { database: fixture.database, newKey: () => Buffer.alloc(0) };
    await setPreferences(parts, citizenId, { changes: [{ kind: 'BID_OUTBID', email: false, sms: null }] });
    await sendAll();
    expect(await states()).toEqual(['EMAIL SKIPPED SWITCHED_OFF', 'SMS SENT']);
    await plan(citizenId, 'BID_OUTBID', outbid);
    expect(await fixture.deliveries()).toHaveLength(3);
  });
});
