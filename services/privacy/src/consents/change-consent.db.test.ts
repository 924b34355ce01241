import { newId } from '@belgi/contracts';
import { sql, violatedConstraint } from '@belgi/database';
import { leafHash } from '@belgi/tlog';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Edition } from '../editions/edition.js';
import { findPersonKey } from '../ledger/ledger.store.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { insertAcknowledgement } from './acknowledgements.store.js';
import { AcknowledgementWatch } from './await-acknowledgements.js';
import { giveConsent, recordRegistration, withdrawConsent } from './change-consent.js';
import { consentsBelow, currentConsent, type KeptConsent } from './consents.store.js';

let fixture: Fixture;
let first: Edition;
beforeAll(async () => {
  fixture = await createFixture();
  first = await fixture.publish();
});
afterAll(() => fixture.close());

const kept = (outcome: KeptConsent | string): KeptConsent => {
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome;
};
const states = async (citizenId: string) =>
  (await consentsBelow(fixture.database, citizenId, null, 100)).map(({ epoch, state }) => `${epoch} ${state}`);

describe('the first consent', () => {
  it('stands on the acceptance of the registration, and comes once', async () => {
    const citizenId = newId();
    const registered = { citizenId, acceptanceId: newId(), agreement: fixture.agreementTo(first, 'KY') };
    for (let time = 0; time < 2; time += 1)
      await fixture.database.transaction((tx) => recordRegistration(tx, fixture.parts, registered));
    expect(await states(citizenId)).toEqual(['1 GIVEN']);
    expect((await currentConsent(fixture.database, citizenId))?.locale).toBe('KY');
  });

  it('cannot stand on an acceptance that another registration stood on', async () => {
    const acceptanceId = newId();
    const register = (citizenId: string) =>
      fixture.database.transaction((tx) =>
        recordRegistration(tx, fixture.parts, { citizenId, acceptanceId, agreement: fixture.agreementTo(first) }),
      );
    await register(newId());
    const second = await register(newId()).catch((error: unknown) => error);
    expect(violatedConstraint(second)).toBe('consents_acceptance_used_once');
  });
});

describe('changing consent', () => {
  it('appends epochs, publishes each, and repeats change nothing', async () => {
    const citizenId = newId();
    await fixture.registered(citizenId, first);
    const withdrawn = kept(await withdrawConsent(fixture.parts, citizenId, 'mine to know'));
    expect(kept(await withdrawConsent(fixture.parts, citizenId, undefined)).id).toBe(withdrawn.id);
    const again = fixture.agreementTo(first);
    kept(await giveConsent(fixture.parts, citizenId, { ...again, textSha256: again.textSha256.toUpperCase() }));
    kept(await giveConsent(fixture.parts, citizenId, again));
    expect(await states(citizenId)).toEqual(['3 GIVEN', '2 WITHDRAWN', '1 GIVEN']);
    const facts = await fixture.database.query<{ type: string; aggregate_version: bigint }>(
      sql`/* test.outbox */ SELECT type, aggregate_version FROM outbox WHERE aggregate_id = ${citizenId} ORDER BY position`,
    );
    expect(facts.map(({ type, aggregate_version }) => `${type} ${aggregate_version}`)).toEqual([
      'privacy.consent.given.v1 1',
      'privacy.consent.withdrawn.v1 2',
      'privacy.consent.given.v1 3',
    ]);
  });

  it('keeps the person’s words sealed', async () => {
    const citizenId = newId();
    await fixture.registered(citizenId, first);
    const { id } = kept(await withdrawConsent(fixture.parts, citizenId, 'a private reason'));
    const row = await fixture.database.one<{ reason_sealed: Buffer }>(
      sql`/* test.reason */ SELECT reason_sealed FROM consents WHERE id = ${id}`,
    );
    expect(row?.reason_sealed.includes('private')).toBe(false);
    const key = await findPersonKey(fixture.database, citizenId);
    const place = { table: 'consents', column: 'reason_sealed', row: id };
    expect(fixture.parts.sealer.openText(key?.key ?? null, row?.reason_sealed ?? Buffer.alloc(0), place)).toBe(
      'a private reason',
    );
  });

  it('signs a receipt that names text, law and ledger entry; the leaf is the hash of the sealed entry', async () => {
    const citizenId = newId();
    await fixture.registered(citizenId, first);
    const consent = await currentConsent(fixture.database, citizenId);
    const receipt = decodeJwt<{
      receipt_metadata: { ledger_entry: { id: string; leaf_hash: string } };
      pii_processing: { jurisdiction: string; privacy_notice_sha256: string; purposes: unknown[] };
    }>(consent?.receipt ?? '');
    expect(receipt.exp).toBeUndefined();
    expect(receipt.pii_processing).toMatchObject({ jurisdiction: 'KG', privacy_notice_sha256: first.sha256.RU });
    expect(receipt.pii_processing.purposes).toHaveLength(4);
    const { id, leaf_hash } = receipt.receipt_metadata.ledger_entry;
    const row = await fixture.database.one<{ entry: Buffer; leaf_hash: Buffer }>(
      sql`/* test.entry */ SELECT entry, leaf_hash FROM ledger_entries WHERE id = ${id}`,
    );
    const key = await findPersonKey(fixture.database, citizenId);
    const place = { table: 'ledger_entries', column: 'entry', row: id };
    const opened = fixture.parts.sealer.open(key?.key ?? null, row?.entry ?? Buffer.alloc(0), place);
    expect(Buffer.from(leafHash(opened)).toString('hex')).toBe(leaf_hash);
    expect(row?.leaf_hash.toString('hex')).toBe(leaf_hash);
    expect(opened.toString()).toContain('"kind":"CONSENT_GIVEN"');
  });

  it('is for whoever registered', async () => {
    expect(await withdrawConsent(fixture.parts, newId(), undefined)).toBe('CONSENT_NOT_RECORDED_YET');
  });
});

describe('acknowledgements', () => {
  it('come back with their latency; what is missing is pending', async () => {
    const citizenId = newId();
    await fixture.registered(citizenId, first);
    const consent = kept(await withdrawConsent(fixture.parts, citizenId, undefined));
    const acknowledge = (service: 'identity' | 'auction', epoch: number) =>
      fixture.database.transaction((tx) =>
        insertAcknowledgement(tx, { citizenId, epoch, service, appliedAt: new Date() }),
      );
    await acknowledge('identity', 2);
    await acknowledge('identity', 2);
    await acknowledge('auction', 1);
    const [identity, auction, notify] = await new AcknowledgementWatch(fixture.database).wait(consent, 0);
    expect(identity).toMatchObject({ service: 'identity', epoch: 2, appliedAt: expect.any(Date) });
    expect(identity?.latencyMs).toBeGreaterThanOrEqual(0);
    expect(auction).toEqual({ service: 'auction', epoch: 2, appliedAt: null, latencyMs: null });
    expect(notify).toEqual({ service: 'notify', epoch: 2, appliedAt: null, latencyMs: null });
  });

  it('of several people who wait at once are each their own, and nobody waits for another', async () => {
    const watch = new AcknowledgementWatch(fixture.database);
    const leaves = async () => {
      const citizenId = newId();
      await fixture.registered(citizenId, first);
      return kept(await withdrawConsent(fixture.parts, citizenId, undefined));
    };
    const [quick, slow] = [await leaves(), await leaves()];
    const slowly = watch.wait(slow);
    await fixture.database.transaction(async (tx) => {
      for (const service of ['identity', 'auction', 'notify'] as const)
        await insertAcknowledgement(tx, { citizenId: quick.citizenId, epoch: 2, service, appliedAt: new Date() });
    });
    const applied = (all: { appliedAt: Date | null }[]) => all.map(({ appliedAt }) => appliedAt !== null);
    expect(applied(await watch.wait(quick))).toEqual([true, true, true]);
    expect(applied(await slowly)).toEqual([false, false, false]);
  });
});
