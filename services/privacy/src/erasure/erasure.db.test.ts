import { type ErasureAppliedData, type ErasureObstacle, newId } from '@belgi/contracts';
import { applyHold, sql } from '@belgi/database';
import { createLogger } from '@belgi/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertAcknowledgement } from '../consents/acknowledgements.store.js';
import { upsertBindingEntry } from '../consents/binding-entries.store.js';
import { giveConsent, withdrawConsent } from '../consents/change-consent.js';
import type { Edition } from '../editions/edition.js';
import { askAboutPolicy } from '../inquiries/ask-about-policy.js';
import { findPersonKey } from '../ledger/ledger.store.js';
import { proofFiles } from '../ledger/proof-files.js';
import { publishCheckpoint } from '../ledger/publish-checkpoint.js';
import { sequenceBatch } from '../ledger/sequence.js';
import { TreeReader } from '../ledger/tree-reader.js';
import { auditLedger } from '../ledger-audit/audit-ledger.js';
import { openRequest } from '../rights/open-request.js';
import { stepsOf } from '../rights/rights-requests.store.js';
import { recordStaffRead } from '../staff-reads/record-staff-read.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { testNotary } from '../testing/notary.js';
import { recordReport } from './certify-erasure.js';
import { decideWeighed } from './decide-erasure.js';
import type { ErasureReport } from './erasures.store.js';
import { type ErasureAsked, requestErasure } from './request-erasure.js';
import { resendOrders } from './resend-orders.js';
import { takeCertificate } from './take-certificate.js';

let fixture: Fixture;
let edition: Edition;
const signer = testNotary('signer', 'belgi.test/ledger');
beforeAll(async () => {
  fixture = await createFixture();
  edition = await fixture.publish();
});
afterAll(() => fixture.close());

async function leaver(): Promise<string> {
  const citizenId = newId();
  await fixture.registered(citizenId, edition);
  await withdrawConsent(fixture.parts, citizenId, 'I am leaving');
  return citizenId;
}

async function asked(citizenId: string): Promise<ErasureAsked> {
  const outcome = await requestErasure(fixture.parts, citizenId, 'all of it');
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome;
}

const weighed = (citizenId: string, erasureId: string, obstacles: ErasureObstacle[] = []) =>
  fixture.database.transaction((tx) => decideWeighed(tx, fixture.parts, { citizenId, erasureId, obstacles }));

const applied: Pick<ErasureAppliedData, 'destroyed' | 'kept'> = {
  destroyed: [{ table: 'attributes', rows: 6 }],
  kept: [{ table: 'entries', rows: 1, rule: 'SETTLED_CONTRACT', actCode: 'KG-2008-58', article: '5' }],
};
const reported = (erasureId: string, service: ErasureReport['service']) =>
  fixture.database.transaction((tx) =>
    recordReport(tx, fixture.parts, erasureId, { service, ...applied, appliedAt: new Date() }),
  );

const taking = (proves = false) => ({
  database: fixture.database,
  proving: { ...fixture.parts, reader: new TreeReader(fixture.database), keys: [] },
  proves,
});

const facts = async (citizenId: string) =>
  (
    await fixture.database.query<{ type: string }>(
      sql`/* test */ SELECT type FROM outbox WHERE aggregate = ${`privacy.erasure.${citizenId}`} ORDER BY position`,
    )
  ).map(({ type }) => type);

const won: ErasureObstacle = {
  ...{ entryId: newId(), lotId: newId(), plateNumber: '01 KG 777 AAA', reason: 'AWAITING_PAYMENT' },
  ...{ amountDue: '1170050', dueAt: '2026-01-15T18:00:00.000Z' },
};

describe('an erasure', () => {
  it('waits for a withdrawal', async () => {
    const citizenId = newId();
    await fixture.registered(citizenId, edition);
    expect(await requestErasure(fixture.parts, citizenId, null)).toBe('CONSENT_LIVE');
    expect(await requestErasure(fixture.parts, newId(), null)).toBe('CONSENT_NOT_RECORDED_YET');
    expect(await facts(citizenId)).toEqual([]);
  });

  it('is refused while a lot is to be paid for: the lot, the amount and the article are named', async () => {
    const citizenId = await leaver();
    const { request, secret } = await asked(citizenId);
    await weighed(citizenId, request.id, [won]);
    const [, answered] = await stepsOf(fixture.database, [request.id]);
    expect(answered).toMatchObject({
      ...{ state: 'REFUSED', by: 'RULE' },
      citation: { code: 'KG-2008-58', revision: 1, article: '5' },
    });
    const key = (await findPersonKey(fixture.database, citizenId))?.key ?? null;
    const place = { table: 'rights_request_steps', column: 'reason_sealed', row: `${request.id}/2` };
    const reason = fixture.parts.sealer.openText(key, answered?.reasonSealed ?? Buffer.alloc(0), place);
    expect(reason).toContain('01 KG 777 AAA');
    expect(reason).toContain('11700.50');
    expect(await facts(citizenId)).toEqual(['privacy.erasure.asked.v1']);
    expect(await takeCertificate(taking(), secret)).toEqual({ state: 'REFUSED' });
    // Once it is paid the person asks again, and is heard.
    const again = await asked(citizenId);
    await weighed(citizenId, again.request.id);
    expect(await facts(citizenId)).toEqual([
      'privacy.erasure.asked.v1',
      'privacy.erasure.asked.v1',
      'privacy.erasure.ordered.v1',
    ]);
  });

  it('lets nobody agree anew while it is weighed, and everybody whose request was refused', async () => {
    const citizenId = await leaver();
    const { request } = await asked(citizenId);
    const agreement = fixture.agreementTo(edition);
    expect(await giveConsent(fixture.parts, citizenId, agreement)).toBe('ERASURE_UNDER_WAY');
    await weighed(citizenId, request.id, [won]);
    expect(await giveConsent(fixture.parts, citizenId, agreement)).toMatchObject({ state: 'GIVEN', epoch: 3 });
  });

  it('destroys what privacy holds with the order, and certifies it when all four have', async () => {
    const citizenId = await leaver();
    const inquiry = {
      kind: 'QUESTION',
      text: 'why me?',
      contact: null,
      answerBy: 'PAGE',
      locale: 'RU',
      caller: null,
    } as const;
    const actor = { kind: 'citizen', id: citizenId, session: 's', restricted: true, consent: null } as const;
    const inquiries = { ...fixture.parts, hashAddress: (address: string) => Buffer.from(address) };
    await askAboutPolicy(inquiries, { actor, address: '192.0.2.1' }, inquiry);
    const heard = { citizenId, epoch: 2, service: 'auction', appliedAt: new Date() } as const;
    await fixture.database.transaction((tx) => insertAcknowledgement(tx, heard));
    const { request, secret } = await asked(citizenId);
    expect(await takeCertificate(taking(), secret)).toEqual({ state: 'ASKED' });
    await weighed(citizenId, request.id);
    await weighed(citizenId, request.id);
    expect(await findPersonKey(fixture.database, citizenId)).toBeUndefined();
    expect(await facts(citizenId)).toEqual(['privacy.erasure.asked.v1', 'privacy.erasure.ordered.v1']);

    for (const service of ['notify', 'identity'] as const) await reported(request.id, service);
    const underWay = await takeCertificate(taking(), secret);
    expect(underWay).toMatchObject({
      state: 'UNDER_WAY',
      reports: [{ service: 'identity' }, { service: 'notify' }, { service: 'privacy' }],
    });
    for (const service of ['auction', 'auction', 'identity'] as const) await reported(request.id, service);
    const taken = await takeCertificate(taking(), secret);
    if (taken.state !== 'CERTIFIED') throw new Error(taken.state);
    const claims = JSON.parse(Buffer.from(taken.certificate.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ erasureId: request.id, jurisdiction: 'KG' });
    const own = claims.services.find(({ service }: { service: string }) => service === 'privacy');
    expect(own.destroyed).toEqual([
      { table: 'person_keys (key)', rows: 1 },
      { table: 'binding_entries', rows: 0 },
      { table: 'inquiries', rows: 1 },
      { table: 'exports', rows: 0 },
    ]);
    expect(own.kept).toContainEqual({
      ...{ table: 'consents', rows: 2, rule: 'CONSENT_PROOF', actCode: 'KG-2008-58', article: '9' },
    });
    expect(own.kept).toContainEqual(expect.objectContaining({ table: 'acknowledgements', rows: 1 }));
    expect(claims.services.map(({ service }: { service: string }) => service)).toEqual([
      'auction',
      'identity',
      'notify',
      'privacy',
    ]);
    expect(JSON.stringify(claims)).not.toContain(citizenId);
    expect(await takeCertificate(taking(), secret)).toEqual({ state: 'TAKEN' });
    expect(await takeCertificate(taking(), 'a guess')).toEqual({ state: 'UNKNOWN' });
  });

  it('is ordered again while a service has not reported, unless a hold is on the person', async () => {
    const citizenId = await leaver();
    const { request } = await asked(citizenId);
    await weighed(citizenId, request.id);
    const orders = async () => (await facts(citizenId)).filter((type) => type === 'privacy.erasure.ordered.v1').length;
    await resendOrders(fixture.database);
    expect(await orders()).toBe(1);
    await fixture.time.advance({ hours: 1, seconds: 1 });
    const hold = { id: newId(), scope: 'PERSON', subject: citizenId } as const;
    await fixture.database.transaction((tx) => applyHold(tx, { ...hold, version: 1, liftedAt: null }));
    await resendOrders(fixture.database);
    expect(await orders()).toBe(1);
    await fixture.database.transaction((tx) => applyHold(tx, { ...hold, version: 2, liftedAt: new Date() }));
    await resendOrders(fixture.database);
    expect(await orders()).toBe(2);
    for (const service of ['identity', 'auction', 'notify'] as const) await reported(request.id, service);
    await resendOrders(fixture.database);
    expect(await orders()).toBe(2);
  });

  it('is final: nothing asked for, agreed to or told late makes anything of the person', async () => {
    const citizenId = await leaver();
    const { request } = await asked(citizenId);
    await weighed(citizenId, request.id);
    expect(await requestErasure(fixture.parts, citizenId, null)).toBe('PERSON_ERASED');
    expect(await giveConsent(fixture.parts, citizenId, fixture.agreementTo(edition))).toBe('PERSON_ERASED');
    const wish = { kind: 'ACCESS', about: null, words: 'hello' } as const;
    expect(await openRequest(fixture.parts, citizenId, wish)).toBe('PERSON_ERASED');
    const look = { accessId: newId(), citizenId, role: 'OPERATOR', purpose: 'VERIFICATION', caseNumber: '119-9' };
    await fixture.database.transaction(async (tx) => {
      await recordStaffRead(tx, fixture.parts.sealer, { ...look, fields: ['phone'], at: await tx.now() });
      const entry = { ...{ entryId: newId(), lotId: newId(), citizenId, plateNumber: '01 KG 111 AAA', version: 1 } };
      await upsertBindingEntry(tx, { ...entry, state: 'ENTERED', amountDue: null, dueAt: null, deposit: null });
    });
    const left = await fixture.database.one(
      sql`/* test */ SELECT (SELECT count(*)::int FROM binding_entries WHERE citizen_id = ${citizenId}) AS entries,
        (SELECT count(*)::int FROM person_keys WHERE citizen_id = ${citizenId} AND wrapped_key IS NOT NULL) AS keys`,
    );
    expect(left).toEqual({ entries: 0, keys: 0 });
  });

  it('leaves every proof of the ledger valid, and no entry of the person readable', async () => {
    const citizenId = await leaver();
    const { request, secret } = await asked(citizenId);
    const entries = await fixture.database.query<{ id: string }>(
      sql`/* test */ SELECT id FROM ledger_entries WHERE key_of = ${citizenId}`,
    );
    await weighed(citizenId, request.id);
    for (const service of ['notify', 'identity', 'auction'] as const) await reported(request.id, service);
    expect(await takeCertificate(taking(true), secret)).toMatchObject({ state: 'UNDER_WAY' });
    while ((await sequenceBatch(fixture.database)) > 0);
    const logger = createLogger({ service: 'privacy', level: 'silent' });
    const reader = new TreeReader(fixture.database);
    await publishCheckpoint({
      database: fixture.database,
      reader,
      logKey: signer.key,
      signer: signer.ask,
      witness: undefined,
      logger,
    });
    const proving = taking(true);
    expect(
      await proofFiles(
        proving.proving,
        entries.map(({ id }) => ({ entryId: id })),
      ),
    ).toEqual(entries.map(() => null));
    expect(await takeCertificate(proving, secret)).toMatchObject({
      ...{ state: 'CERTIFIED', proofFile: expect.stringContaining('c2sp.org/tlog-proof@v1') },
    });
    const audit = await fixture.database.transaction((tx) =>
      auditLedger({ db: tx, sealer: fixture.parts.sealer, keys: undefined }),
    );
    expect(audit.findings).toEqual([]);
  });

  it('hands the certificate to one of many who bring the secret at once', async () => {
    const citizenId = await leaver();
    const { request, secret } = await asked(citizenId);
    await weighed(citizenId, request.id);
    for (const service of ['notify', 'identity', 'auction'] as const) await reported(request.id, service);
    const all = await Promise.all([1, 2, 3, 4].map(() => takeCertificate(taking(), secret)));
    expect(all.filter(({ state }) => state === 'CERTIFIED')).toHaveLength(1);
    expect(all.filter(({ state }) => state === 'TAKEN')).toHaveLength(3);
  });
});
