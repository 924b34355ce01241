import { newId } from '@belgi/contracts';
import { sql } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announcementProgress } from '../broadcasts/broadcast.store.js';
import { tellMany } from '../broadcasts/tell-many.js';
import { applyEdition } from '../editions/apply-edition.js';
import { erasePerson } from '../erasure/erase-person.js';
import { applyCancellation, applyEntry } from '../lots/apply-lot.js';
import { setPreferences } from '../preferences/set-preferences.js';
import { applyAccount } from '../recipients/apply-account.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { planNotice } from './plan-notice.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await createFixture();
});
afterAll(() => fixture.close());

const outbid = { plate: '01 KG 777 AAA', price: '1250000' };
const kindsOf = async (citizenId: string): Promise<string[]> => {
  const rows = await fixture.database.query<{ kind: string }>(sql`/* test.kinds */
    SELECT kind FROM notices WHERE citizen_id = ${citizenId} ORDER BY created_at, id`);
  return rows.map(({ kind }) => kind);
};
const waysOf = async (citizenId: string): Promise<string[]> =>
  (await fixture.deliveries()).filter(({ person }) => person === citizenId).map((row) => `${row.kind} ${row.channel}`);
const tellAll = async (): Promise<void> => {
  while (await tellMany(fixture.sender, fixture.database));
};

describe('planNotice', () => {
  it('tells one person of one fact once, by each way once, and says so', async () => {
    const citizenId = await fixture.citizen();
    const causeId = newId();
    for (let again = 0; again < 3; again++)
      await fixture.transaction((tx) =>
        planNotice(fixture.sender, tx, { citizenId, kind: 'BID_OUTBID', causeId, params: outbid, subjectId: causeId }),
      );
    expect(await kindsOf(citizenId)).toEqual(['BID_OUTBID']);
    expect(await waysOf(citizenId)).toEqual(['BID_OUTBID EMAIL', 'BID_OUTBID SMS']);
    const told = (await fixture.facts()).filter(({ data }) => data['causeId'] === causeId);
    expect(told.map(({ type, data }) => [type, data['channel'], data['citizenId']])).toEqual([
      ['notify.notice.delivered.v1', 'INBOX', citizenId],
    ]);
  });

  it('plans nothing optional for who registered with Global Privacy Control, until they switch it on', async () => {
    const citizenId = await fixture.citizen();
    const account = { citizenId, status: 'ACTIVE', pinVerified: false, disputed: false, locale: 'EN' } as const;
    const fact = { eventId: newId(), tell: 'WELCOME', optsOut: true } as const;
    await fixture.transaction((tx) => applyAccount(fixture.sender, tx, account, 1, fact));
    const tell = () =>
      fixture.transaction(async (tx) => {
        await planNotice(fixture.sender, tx, { citizenId, kind: 'BID_OUTBID', causeId: newId(), params: outbid });
      });
    await tell();
    // The inbox is theirs to read or not; nothing is sent.
    expect(await kindsOf(citizenId)).toEqual(['WELCOME', 'BID_OUTBID']);
    expect(await waysOf(citizenId)).toEqual([]);
    const paid = { plate: 'p', certificate: 'c' };
    await fixture.transaction((tx) =>
      planNotice(fixture.sender, tx, { citizenId, kind: 'LOT_PAID', causeId: newId(), params: paid }),
    );
    expect(await waysOf(citizenId)).toEqual(['LOT_PAID EMAIL']);
    const parts = { database: fixture.database, newKey: () => Buffer.alloc(0) };
    await setPreferences(parts, citizenId, { changes: [{ kind: 'BID_OUTBID', email: true, sms: null }] });
    await tell();
    expect(await waysOf(citizenId)).toEqual(['LOT_PAID EMAIL', 'BID_OUTBID EMAIL']);
  });

  it('keeps no word of it readable in the database', async () => {
    const citizenId = await fixture.citizen();
    const params = { plate: '07 KG 070 SEC', reason: 'a very particular reason' };
    await fixture.transaction((tx) =>
      planNotice(fixture.sender, tx, { citizenId, kind: 'LOT_CANCELLED', causeId: newId(), params }),
    );
    const rows = await fixture.database.query(sql`/* test.all */
      SELECT to_jsonb(n)::text AS text FROM notices n UNION ALL SELECT to_jsonb(d)::text FROM deliveries d
      UNION ALL SELECT data::text FROM outbox`);
    const everything = JSON.stringify(rows);
    expect(everything).not.toContain('particular');
    expect(everything).not.toContain('SEC');
    const contact = fixture.contacts.get(citizenId);
    expect(everything).not.toContain(contact?.email);
    expect(everything).not.toContain(contact?.phone);
  });

  it('plans nothing optional for who withdrew, and what law and contract demand all the same', async () => {
    const citizenId = await fixture.citizen();
    await fixture.consent(citizenId, 'WITHDRAWN');
    await fixture.transaction(async (tx) => {
      await planNotice(fixture.sender, tx, { citizenId, kind: 'BID_OUTBID', causeId: newId(), params: outbid });
      const paid = { plate: 'p', certificate: 'c' };
      await planNotice(fixture.sender, tx, { citizenId, kind: 'LOT_PAID', causeId: newId(), params: paid });
    });
    expect(await kindsOf(citizenId)).toEqual(['CONSENT_WITHDRAWN', 'LOT_PAID']);
    await fixture.consent(citizenId, 'GIVEN');
    await fixture.transaction((tx) =>
      planNotice(fixture.sender, tx, { citizenId, kind: 'BID_OUTBID', causeId: newId(), params: outbid }),
    );
    expect(await kindsOf(citizenId)).toEqual(['CONSENT_WITHDRAWN', 'LOT_PAID', 'BID_OUTBID']);
  });
});

describe('applyConsent', () => {
  it('acknowledges each epoch in the same transaction, an older one that comes late too, without going back', async () => {
    const citizenId = await fixture.citizen();
    await fixture.consent(citizenId, 'WITHDRAWN');
    const acknowledged = (await fixture.facts())
      .filter(({ type, data }) => type === 'notify.consent.applied.v1' && data['citizenId'] === citizenId)
      .map(({ data }) => data['epoch']);
    expect(acknowledged).toEqual([1, 2]);
  });
});

describe('applyAccount', () => {
  const state = (citizenId: string) => ({
    citizenId,
    status: 'ACTIVE' as const,
    pinVerified: true,
    disputed: false,
    locale: 'RU' as const,
  });

  it('tells of a dispute when it begins, not with every later fact', async () => {
    const citizenId = await fixture.citizen();
    const fact = () => ({ eventId: newId(), tell: null });
    const disputed = { ...state(citizenId), disputed: true };
    await fixture.transaction((tx) => applyAccount(fixture.sender, tx, disputed, 2, fact()));
    await fixture.transaction((tx) => applyAccount(fixture.sender, tx, disputed, 3, fact()));
    // Older than what is known: the dispute is not over because of it.
    await fixture.transaction((tx) => applyAccount(fixture.sender, tx, state(citizenId), 1, fact()));
    await fixture.transaction((tx) => applyAccount(fixture.sender, tx, disputed, 4, fact()));
    expect(await kindsOf(citizenId)).toEqual(['ACCOUNT_DISPUTED']);
  });

  it('destroys key, inbox and deliveries of who is erased, and never writes to them again', async () => {
    const citizenId = await fixture.citizen();
    const won = { plate: 'p', price: '1', amountDue: '1', dueAt: new Date().toISOString(), deposit: 'HELD' };
    const tell = () =>
      fixture.transaction((tx) =>
        planNotice(fixture.sender, tx, { citizenId, kind: 'LOT_WON', causeId: newId(), params: won }),
      );
    await tell();
    await fixture.transaction((tx) => erasePerson(tx, { citizenId, erasureId: newId() }));
    await tell();
    expect(await kindsOf(citizenId)).toEqual([]);
    expect(await waysOf(citizenId)).toEqual([]);
  });
});

describe('a notice to many', () => {
  const edition = (number: number, material: boolean) => ({
    number,
    publishedAt: new Date().toISOString(),
    effectiveAt: new Date(Date.now() + 86_400_000).toISOString(),
    material,
    texts: [],
  });

  it('tells everyone who agreed to an earlier edition of a material one, and nobody of an editorial one', async () => {
    const [before, left, ahead] = await Promise.all([fixture.citizen(), fixture.citizen(), fixture.citizen()]);
    await fixture.consent(left, 'WITHDRAWN');
    await fixture.consent(ahead, 'RENEWED', 7);
    await fixture.transaction((tx) => applyEdition(tx, 'POLICY', edition(6, false), newId()));
    await fixture.transaction((tx) => applyEdition(tx, 'POLICY', edition(7, true), newId()));
    await tellAll();
    expect(await kindsOf(before)).toEqual(['POLICY_CHANGED']);
    expect(await kindsOf(left)).toEqual(['CONSENT_WITHDRAWN']);
    expect(await kindsOf(ahead)).toEqual([]);
    // Whoever registers under the old edition while the new one is announced hears of it too.
    expect(await kindsOf(await fixture.citizen())).toEqual(['POLICY_CHANGED']);
  });

  it('tells everybody of a material edition of the user agreement while it is ahead, and of no other', async () => {
    const publish = (number: number, material: boolean, eventId: string | null = newId()) =>
      fixture.transaction((tx) => applyEdition(tx, 'USER_AGREEMENT', edition(number, material), eventId));
    const agreements = async (id: string) => (await kindsOf(id)).filter((kind) => kind === 'AGREEMENT_CHANGED');
    const [here, left] = [await fixture.citizen(), await fixture.citizen()];
    await fixture.consent(left, 'WITHDRAWN');
    // The first is asked for, an editorial one is not, a republished one was told when it was published.
    await publish(1, true);
    await publish(2, false);
    await publish(3, true, null);
    await tellAll();
    expect(await agreements(here)).toEqual([]);
    const eventId = newId();
    await publish(4, true, eventId);
    await publish(4, true, eventId);
    await tellAll();
    expect(await agreements(here)).toHaveLength(1);
    expect(await agreements(left)).toEqual([]);
    expect(await announcementProgress(fixture.database, { document: 'USER_AGREEMENT', edition: 4 })).toMatchObject({
      ...{ kind: 'AGREEMENT_CHANGED', remaining: 0, doneAt: expect.any(Date) },
    });
    expect(await announcementProgress(fixture.database, { document: 'USER_AGREEMENT', edition: 1 })).toBeUndefined();
    // Whoever registers or comes back before it takes effect hears of it; afterwards it is asked for at the first entry.
    await fixture.consent(left, 'GIVEN');
    expect(await agreements(left)).toHaveLength(1);
    expect(await agreements(await fixture.citizen())).toHaveLength(1);
    await fixture.time.advance({ days: 2 });
    expect(await agreements(await fixture.citizen())).toEqual([]);
  });

  it('tells every entrant of a cancelled lot once, in whatever order the facts come', async () => {
    const lotId = newId();
    const [early, late] = [await fixture.citizen(), await fixture.citizen()];
    const entry = (citizenId: string) => ({
      entryId: newId(),
      lotId,
      citizenId,
      bidderNumber: 5,
      state: 'ENTERED' as const,
      plateNumber: '01 KG 777 AAA',
      currentPrice: null,
      amountDue: null,
      dueAt: null,
      certificateNumber: null,
    });
    const cancelled = { lotId, plateNumber: '01 KG 777 AAA', reason: 'withdrawn from sale' };
    const [first, second] = [entry(early), entry(late)];
    await fixture.transaction((tx) => applyEntry(fixture.sender, tx, first, 1));
    await fixture.transaction((tx) => applyCancellation(tx, cancelled, newId()));
    await fixture.transaction((tx) => applyEntry(fixture.sender, tx, second, 1));
    await tellAll();
    await fixture.transaction((tx) => applyEntry(fixture.sender, tx, { ...first, state: 'RELEASED' }, 2));
    const told = (kinds: string[]) => kinds.filter((kind) => kind === 'LOT_CANCELLED');
    expect(told(await kindsOf(early))).toEqual(['LOT_CANCELLED']);
    expect(told(await kindsOf(late))).toEqual(['LOT_CANCELLED']);
  });
});
