import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createKeySet, generateSigningKey } from '@belgi/access';
import {
  AccountRegisteredV1,
  AnswerOfInquiry,
  ConsentGivenV1,
  ConsentWithdrawnV1,
  ContactOfCitizen,
  DisclosureReadV1,
  EntryOutbidV1,
  EntryWonV1,
  InquiryAnsweredV1,
  newId,
  type OutgoingFact,
  outgoing,
  PersonalDataOpenedV1,
  PersonalDataReadV1,
  RegistrationCodeRequestedV1,
  RightsRequestAnsweredV1,
  RightsRequestOpenedV1,
  StaffReadRecordedV1,
} from '@belgi/contracts';
import { type Database, migrate, openDatabase, sql } from '@belgi/database';
import { connectMessaging, type Messaging } from '@belgi/messaging';
import { createHealth, createMetrics, type Lifecycle } from '@belgi/runtime';
import { createTestDatabase, createTestNats, type TestDatabase, type TestNats, waitFor } from '@belgi/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compose } from './compose.js';
import { environmentOf } from './environment.js';
import { createFixture, type Fixture, logger } from './testing/fixture.js';
import { startSmsHook, startSmtp, type TestSmsHook, type TestSmtp } from './testing/providers.js';

/** The whole process in this one: real database, NATS, SMTP and SMS hook; the other services' outboxes are real too. */
let nats: TestNats;
let smtp: TestSmtp;
let sms: TestSmsHook;
let fixture: Fixture;
let privacy: Messaging;
const stops: (() => Promise<void> | void)[] = [];
const publishers = new Map<string, Database>();
const asked: object[] = [];
let port: number;
const secret = 'x'.repeat(32);

async function messagingAs(service: 'identity' | 'privacy' | 'auction'): Promise<Messaging> {
  const { url, user, password } = nats.as(service);
  const messaging = await connectMessaging({ url, user, password, service, logger, metrics: createMetrics(service) });
  const test: TestDatabase = await createTestDatabase({
    name: service,
    template: { key: 'database', fill: (to) => migrate({ url: to, logger }) },
  });
  const options = { url: test.url, applicationName: service, poolSize: 4, logger, production: false };
  const database = await openDatabase(options);
  publishers.set(service, database);
  messaging.startOutbox(database);
  stops.push(
    () => test.close(),
    () => database.close(),
    () => messaging.close(),
  );
  return messaging;
}
const publish = (fact: OutgoingFact): Promise<void> =>
  (publishers.get(fact.type.split('.')[0] ?? '') as Database).transaction((tx) => tx.publish(fact));

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return free;
}

async function startService(): Promise<void> {
  const { url, user, password } = nats.as('notify');
  const environment = environmentOf({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    PORT: String(port),
    DEPLOYMENT_SECRETS: secret,
    DATABASE_URL: fixture.url,
    NATS_URL: url,
    NATS_USER: user,
    NATS_PASSWORD: password,
    MASTER_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
    IDENTITY_JWKS_URL: 'http://127.0.0.1:9/jwks.json',
    SMTP_URL: smtp.url,
    MAIL_FROM: 'Belgi <no-reply@example.kg>',
    SMS_HOOK_URL: sms.url,
    SMS_HOOK_SECRET: sms.secret,
  });
  const abort = new AbortController();
  const lifecycle: Lifecycle = {
    state: { phase: 'starting' },
    signal: abort.signal,
    onStop: (_, stop) => void stops.push(stop),
  };
  await compose({ environment, logger, health: createHealth(), lifecycle });
}

beforeAll(async () => {
  [nats, smtp, sms, fixture] = await Promise.all([createTestNats(), startSmtp(), startSmsHook(), createFixture()]);
  stops.push(() => fixture.close());
  const identity = await messagingAs('identity');
  privacy = await messagingAs('privacy');
  await messagingAs('auction');
  identity.answer(ContactOfCitizen, async (request) => {
    asked.push(request);
    const id = 'citizenId' in request.about ? request.about.citizenId : request.about.registrationId;
    const contact = fixture.contacts.get(id);
    return contact === undefined ? { found: false } : { found: true, ...contact };
  });
  port = await freePort();
  await startService();
});
afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
  await Promise.all([nats.close(), smtp[Symbol.asyncDispose](), sms[Symbol.asyncDispose]()]);
});

const at = '2026-11-22T12:00:00.000Z';
const textSha256 = 'a'.repeat(64);
const consent = { edition: 1, locale: 'KY' as const, textSha256, at };
const entry = (citizenId: string, state: 'OUTBID' | 'WON') => ({
  entryId: newId(),
  lotId: newId(),
  citizenId,
  bidderNumber: 12,
  state,
  plateNumber: '01 KG 777 AAA',
  currentPrice: '1300000',
  amountDue: state === 'WON' ? '1170000' : null,
  dueAt: state === 'WON' ? at : null,
  certificateNumber: null,
});
async function newCitizen(): Promise<{ citizenId: string; email: string; phone: string }> {
  const citizenId = newId();
  const contact = { email: `${citizenId.slice(-12)}@example.kg`, phone: `+996${citizenId.slice(-12)}` };
  fixture.contacts.set(citizenId, { locale: 'EN', code: null, ...contact });
  return { citizenId, ...contact };
}
const subjectsFor = (email: string) =>
  smtp.mails.filter((mail) => [mail.to].flat()[0]?.text === email).map(({ subject }) => subject);

it('sends the code of a registration to its phone, asked for verification with the notice as the case', async () => {
  const registrationId = newId();
  const phone = '+996555123456';
  fixture.contacts.set(registrationId, { locale: 'RU', email: null, phone, code: '271828' });
  const expiresAt = new Date(Date.now() + 600_000).toISOString();
  const data = { registrationId, locale: 'RU', message: 'CODE', expiresAt } as const;
  await publish(outgoing(RegistrationCodeRequestedV1, registrationId, 1, data));
  await waitFor(() => sms.messages.some(({ to, text }) => to === phone && text.includes('271828')));
  expect(asked).toContainEqual({
    about: { registrationId },
    basis: { purpose: 'VERIFICATION' },
    case: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

it('sends the answer to an inquiry the way that was chosen, and keeps neither address nor words', async () => {
  const answers = { [newId()]: 'EMAIL', [newId()]: 'SMS' } as const;
  privacy.answer(AnswerOfInquiry, async ({ inquiryId }) => ({
    ...({ found: true, locale: 'EN', reference: 'ABCD-EFGH-JKMN', answer: 'Nobody <else> does.' } as const),
    channel: answers[inquiryId] as 'EMAIL' | 'SMS',
    to: answers[inquiryId] === 'EMAIL' ? 'asker@example.kg' : '+996555000777',
  }));
  for (const [inquiryId, answerBy] of [...Object.entries(answers), [newId(), 'PHONE'] as const])
    await publish(outgoing(InquiryAnsweredV1, inquiryId, 1, { inquiryId, answerBy, at: new Date().toISOString() }));
  const sentTo = () => sms.messages.filter(({ to }) => to === '+996555000777').map(({ text }) => text);
  await expect.poll(sentTo).toEqual(['Belgi, inquiry ABCD-EFGH-JKMN: Nobody <else> does.']);
  const mails = () => smtp.mails.filter(({ to }) => JSON.stringify(to).includes('asker@example.kg'));
  await expect.poll(() => mails().length).toBe(1);
  expect(mails()[0]?.subject).toBe('The answer to your inquiry ABCD-EFGH-JKMN');
  expect(mails()[0]?.text).toContain('Nobody <else> does.');
  const sent = async () =>
    (await fixture.facts()).flatMap(({ type, data }) =>
      data['kind'] === 'INQUIRY_ANSWERED' ? [[type, data['channel'], data['citizenId']].join(' ')] : [],
    );
  await expect
    .poll(async () => (await sent()).sort())
    .toEqual(['EMAIL', 'SMS'].map((channel) => `notify.notice.delivered.v1 ${channel} `));
  const kept = `${await fixture.dump('notices')} ${await fixture.dump('deliveries')} ${await fixture.dump('outbox')}`;
  for (const word of ['asker@example.kg', '996555000777', 'Nobody', 'ABCD-EFGH']) expect(kept).not.toContain(word);
});

it('follows a citizen from registration to a win, and stops what is optional when they withdraw', async () => {
  const { citizenId, email, phone } = await newCitizen();
  const account = { citizenId, status: 'ACTIVE', pinVerified: false, disputed: false, locale: 'EN' } as const;
  const acceptance = { id: newId(), edition: 1, locale: 'KY', textSha256, at } as const;
  // The account's fact may well overtake the consent's: the welcome waits for it.
  await publish(outgoing(AccountRegisteredV1, citizenId, 1, { ...account, acceptance }));
  await publish(outgoing(ConsentGivenV1, citizenId, 1, { citizenId, epoch: 1, state: 'GIVEN', ...consent }));
  await waitFor(() => subjectsFor(email).includes('Your account is ready'));

  const outbid = outgoing(EntryOutbidV1, newId(), 2, entry(citizenId, 'OUTBID'));
  await publish(outbid);
  await waitFor(() => sms.messages.some(({ to }) => to === phone));
  await waitFor(() => subjectsFor(email).includes('You were outbid: 01 KG 777 AAA'));

  const withdrawn = { citizenId, epoch: 2, state: 'WITHDRAWN', ...consent } as const;
  await publish(outgoing(ConsentWithdrawnV1, citizenId, 2, withdrawn));
  await waitFor(async () =>
    (await fixture.facts()).some(
      ({ type, data }) =>
        type === 'notify.consent.applied.v1' && data['citizenId'] === citizenId && data['epoch'] === 2,
    ),
  );
  const later = entry(citizenId, 'OUTBID');
  await publish(outgoing(EntryOutbidV1, later.entryId, 1, later));
  await publish(outgoing(EntryWonV1, newId(), 1, entry(citizenId, 'WON')));
  await waitFor(() => subjectsFor(email).includes('You won plate 01 KG 777 AAA'));
  expect(subjectsFor(email).filter((subject) => subject?.startsWith('You were outbid'))).toHaveLength(1);
  const mail = smtp.mails.find(({ subject }) => subject?.startsWith('You won'));
  expect(mail?.text).toContain('11,700 som');
  expect(mail?.headers.has('list')).toBe(false);
});

it('tells of an agency’s read and of a clerk’s, and reports the notice with the ledger’s entry', async () => {
  const { citizenId, email } = await newCitizen();
  const entryId = newId();
  const read = {
    entryId,
    citizenId,
    agencyId: newId(),
    agencyName: 'Ministry',
    letterNumber: '⟦LETTER⟧',
    legalBasis: 'Act',
    categories: ['PHONE' as const],
    leafHash: textSha256,
    at,
  };
  await publish(outgoing(DisclosureReadV1, entryId, 1, read));
  const accessId = newId();
  const staffRead = { accessId, citizenId, role: 'OPERATOR', purpose: 'COMMUNICATION', caseNumber: '119-7' } as const;
  await publish(outgoing(PersonalDataReadV1, accessId, 1, { ...staffRead, fields: ['phone'], at }));
  const [shownId, openedId] = [newId(), newId()];
  const security = { role: 'OPERATIONS', duty: 'SECURITY', caseNumber: '7', at } as const;
  await publish(
    outgoing(PersonalDataOpenedV1, shownId, 1, {
      accessId: shownId,
      citizenId,
      ...security,
      fields: ['disputeReason'],
    }),
  );
  const rights = { role: 'OPERATOR', duty: 'PERSONS_OWN_RIGHTS', caseNumber: '7K3F', at } as const;
  await publish(
    outgoing(StaffReadRecordedV1, openedId, 1, { accessId: openedId, citizenId, ...rights, fields: ['inquiry'] }),
  );
  await waitFor(() => subjectsFor(email).includes('Your data were disclosed on an official request'));
  const told = await waitFor(async () => {
    const facts = (await fixture.facts()).filter(({ data }) => data['citizenId'] === citizenId);
    return facts.length >= 5 && facts;
  });
  expect(told.map(({ data }) => [data['kind'], data['channel'], data['subjectId']]).sort()).toEqual(
    [
      ['DISCLOSURE_READ', 'EMAIL', entryId],
      ['DISCLOSURE_READ', 'INBOX', entryId],
      ['STAFF_READ', 'INBOX', accessId],
      ['STAFF_READ', 'INBOX', shownId],
      ['STAFF_READ', 'INBOX', openedId],
    ].sort(),
  );
  expect(smtp.mails.some(({ text }) => text?.includes('⟦LETTER⟧'))).toBe(false);
});

it('tells of the answer to a request for a right, after a withdrawal too, and names nothing but its reference', async () => {
  const { citizenId, email } = await newCitizen();
  await publish(outgoing(ConsentWithdrawnV1, citizenId, 1, { citizenId, epoch: 1, state: 'WITHDRAWN', ...consent }));
  const requestId = newId();
  const request = { requestId, citizenId, reference: '7K3F-9QXM-02AB', kind: 'CORRECTION', dueAt: at, at } as const;
  await publish(outgoing(RightsRequestOpenedV1, requestId, 1, { ...request, state: 'OPEN' }));
  await publish(outgoing(RightsRequestAnsweredV1, requestId, 2, { ...request, state: 'REFUSED' }));
  await waitFor(() => subjectsFor(email).includes('Your request was refused: 7K3F-9QXM-02AB'));
  const told = (await fixture.facts()).filter(({ data }) => data['subjectId'] === requestId);
  expect(new Set(told.map(({ data }) => data['kind']))).toEqual(new Set(['RIGHTS_ANSWERED']));
});

it('hears every noun it is subscribed to, and keeps nothing of a person in clear', async () => {
  const letters = await fixture.database.query(sql`/* test.dead */ SELECT consumer, error FROM dead_letters`);
  expect(letters).toEqual([]);
  const tables = ['recipients', 'notices', 'deliveries', 'entries', 'lots', 'outbox', 'inbox'];
  for (const table of tables) {
    const rows = await fixture.dump(table);
    for (const { email, phone } of fixture.contacts.values()) {
      if (email !== null) expect(rows, table).not.toContain(email);
      if (phone !== null) expect(rows, table).not.toContain(phone);
    }
  }
});

it('answers the gateway only', async () => {
  const ask = (headers: Record<string, string>) =>
    fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
  expect((await ask({})).status).toBe(403);
  expect((await ask({ 'belgi-deployment-secret': 'y'.repeat(32) })).status).toBe(403);
  expect((await ask({ 'belgi-deployment-secret': secret })).status).toBe(200);
  const stranger = createKeySet(JSON.stringify([generateSigningKey()]));
  const forged = await stranger.sign('at+jwt', { sub: newId() }, 60);
  const answer = await ask({ 'belgi-deployment-secret': secret, authorization: `Bearer ${forged}` });
  expect([401, 503]).toContain(answer.status);
});
