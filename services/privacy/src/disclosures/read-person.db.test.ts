import { disclosureTickets } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { sql } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantTo, kept, OTHER_PIN, PIN } from '../testing/case.js';
import { agency, createFixture, type Fixture, keyThumbprint } from '../testing/fixture.js';
import { MAX_REPEATS } from './disclosure.js';
import { type ReadParts, readPerson } from './read-person.js';
import { findRequest } from './requests.store.js';
import { revokeGrant } from './revoke-grant.js';
import { visibleDisclosures } from './visible-disclosures.store.js';

let fixture: Fixture;
let parts: ReadParts;
let asked: string[];
const heldBy = new Map<string, string>();
beforeAll(async () => {
  fixture = await createFixture();
  parts = {
    ...fixture.parts,
    tickets: disclosureTickets.issuer(fixture.parts.keys),
    citizenOfPin: async (pin) => {
      asked.push(pin);
      return heldBy.get(pin) ?? null;
    },
  };
  asked = [];
});
afterAll(() => fixture.close());

const used = async (grant: { requestId: string }) =>
  (await findRequest(fixture.database, grant.requestId))?.grant?.readsUsed;
const claimsOf = (ticket: string, agencyId: string) =>
  disclosureTickets.verifier(fixture.parts.keys).verify(ticket, agency(agencyId));

describe('a read', () => {
  it('is counted, recorded in the ledger, told, and shown to the person before the ticket exists', async () => {
    const agencyId = newId();
    const citizenId = newId();
    heldBy.set(PIN, citizenId);
    const grant = await grantTo(parts, agencyId);
    const released = kept(await readPerson(parts, { agencyId, keyThumbprint, grantId: grant.id, pin: PIN, key: 'k1' }));
    expect(released.held).toBe(true);
    const ticket = await claimsOf(released.ticket, agencyId);
    expect(ticket).toMatchObject({ grant: grant.id, agency: agencyId, citizen: citizenId });
    expect(ticket.categories).toEqual(['NAME', 'CONSENT_HISTORY']);
    expect(ticket.expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(60_000);
    expect(await used(grant)).toBe(1);
    const [seen] = await visibleDisclosures(fixture.database, citizenId, null, 10);
    expect(seen).toMatchObject({
      ...{ agencyName: 'Body of inquiry', unit: 'Department of inquiry', letterNumber: '12/34' },
      ...{ categories: ticket.categories, legalAct: { code: 'KG-2008-58', revision: 1, article: '24' } },
      period: { from: '2024-01-01', until: '2025-01-15' },
    });
    const fact = await fixture.database.one<{ data: Record<string, unknown> }>(
      sql`/* test.outbox */ SELECT data FROM outbox WHERE aggregate_id = ${ticket.entry}`,
    );
    expect(fact?.data).toMatchObject({ citizenId, agencyId, leafHash: ticket.leafHash });
    expect(JSON.stringify(fact)).not.toContain(PIN);
    await expect(claimsOf(released.ticket, newId())).rejects.toMatchObject({ reason: 'NOT_YOURS' });
  });

  it('of a person whom the decision left out is refused, though the letter names them', async () => {
    const agencyId = newId();
    const removals = [{ kind: 'SUBJECT', category: undefined, pin: OTHER_PIN, reason: 'another case' } as const];
    const grant = await grantTo(parts, agencyId, { pins: [PIN, OTHER_PIN], removals });
    const read = { agencyId, keyThumbprint, grantId: grant.id, key: newId() };
    expect(await readPerson(parts, { ...read, pin: OTHER_PIN })).toBe('SUBJECT_NOT_IN_GRANT');
    kept(await readPerson(parts, { ...read, pin: PIN }));
    expect(await used(grant)).toBe(1);
  });

  it('of a PIN without an account is answered, recorded and counted alike', async () => {
    const agencyId = newId();
    const grant = await grantTo(parts, agencyId, { pins: [OTHER_PIN] });
    const released = kept(
      await readPerson(parts, { agencyId, keyThumbprint, grantId: grant.id, pin: OTHER_PIN, key: 'k' }),
    );
    expect(released.held).toBe(false);
    const ticket = await claimsOf(released.ticket, agencyId);
    expect(ticket.citizen).toBeNull();
    expect(ticket.entry).toMatch(/^[0-9a-f-]{36}$/);
    expect(await used(grant)).toBe(1);
  });

  it('repeated under its key gives the same entry and is not counted again, also when the grant is spent', async () => {
    const agencyId = newId();
    const grant = await grantTo(parts, agencyId, { readsCap: 1 });
    const read = { agencyId, keyThumbprint, grantId: grant.id, pin: PIN, key: 'same' };
    const first = await claimsOf(kept(await readPerson(parts, read)).ticket, agencyId);
    const second = await claimsOf(kept(await readPerson(parts, read)).ticket, agencyId);
    expect(second).toMatchObject({ entry: first.entry, leafHash: first.leafHash, citizen: first.citizen });
    expect(await used(grant)).toBe(1);
    expect(await readPerson(parts, { ...read, key: 'another' })).toBe('GRANT_SPENT');
    expect(await readPerson(parts, { ...read, pin: OTHER_PIN })).toBe('KEY_REUSED');
  });

  it('is repeated under its key for as long as the grant holds, then refused as the grant is', async () => {
    const agencyId = newId();
    const grant = await grantTo(parts, agencyId, { termDays: 3 });
    const read = { agencyId, keyThumbprint, grantId: grant.id, pin: PIN, key: 'kept' };
    const first = await claimsOf(kept(await readPerson(parts, read)).ticket, agencyId);
    await fixture.time.advance({ days: 2 });
    const second = await claimsOf(kept(await readPerson(parts, read)).ticket, agencyId);
    expect(second.entry).toBe(first.entry);
    expect(await used(grant)).toBe(1);
    await fixture.time.advance({ days: 1 });
    expect(await readPerson(parts, read)).toBe('GRANT_EXPIRED');
  });

  it('is repeated so many times under its key and no more: polling is reading, and reads are counted', async () => {
    const agencyId = newId();
    const grant = await grantTo(parts, agencyId, { readsCap: 2 });
    const read = { agencyId, keyThumbprint, grantId: grant.id, pin: PIN, key: 'polled' };
    const first = await claimsOf(kept(await readPerson(parts, read)).ticket, agencyId);
    for (let repeat = 1; repeat <= MAX_REPEATS; repeat += 1) {
      const again = await claimsOf(kept(await readPerson(parts, read)).ticket, agencyId);
      expect(again.entry).toBe(first.entry);
    }
    asked = [];
    expect(await readPerson(parts, read)).toBe('KEY_REUSED');
    expect(asked).toEqual([]);
    expect(await used(grant)).toBe(1);
    kept(await readPerson(parts, { ...read, key: 'a new one' }));
    expect(await used(grant)).toBe(2);
  });

  it('outside the grant is refused with its own code, and identity never hears of the PIN', async () => {
    const agencyId = newId();
    const later = new Date((await fixture.database.now()).getTime() + 86_400_000);
    const grant = await grantTo(parts, agencyId);
    const coming = await grantTo(parts, agencyId, { validFrom: later });
    asked = [];
    const read = { agencyId, keyThumbprint, grantId: grant.id, pin: PIN, key: newId() };
    expect(await readPerson(parts, { ...read, grantId: newId() })).toBe('GRANT_UNKNOWN');
    expect(await readPerson(parts, { ...read, agencyId: newId() })).toBe('GRANT_UNKNOWN');
    expect(await readPerson(parts, { ...read, grantId: coming.id })).toBe('GRANT_NOT_YET');
    expect(await readPerson(parts, { ...read, pin: OTHER_PIN })).toBe('SUBJECT_NOT_IN_GRANT');
    expect(await readPerson(parts, { ...read, pin: 'no pin at all' })).toBe('SUBJECT_NOT_IN_GRANT');
    await revokeGrant(parts, newId(), grant.id, 'closed');
    expect(await readPerson(parts, read)).toBe('GRANT_REVOKED');
    expect(asked).toEqual([]);
    expect(await used(grant)).toBe(0);
  });

  it('releases nothing and counts nothing when identity cannot answer', async () => {
    const agencyId = newId();
    const grant = await grantTo(parts, agencyId);
    const deaf: ReadParts = { ...parts, citizenOfPin: () => Promise.reject(new Error('no answer')) };
    const read = { agencyId, keyThumbprint, grantId: grant.id, pin: PIN, key: 'retry' };
    await expect(readPerson(deaf, read)).rejects.toThrow('no answer');
    expect(await used(grant)).toBe(0);
    kept(await readPerson(parts, read));
    expect(await used(grant)).toBe(1);
  });

  it('releases nothing when it cannot be recorded', async () => {
    const agencyId = newId();
    const grant = await grantTo(parts, agencyId);
    let issued = 0;
    const tickets = { issue: async () => `ticket ${++issued}` };
    await fixture.database.query(
      sql`/* test.break */ ALTER TABLE ledger_entries ADD CONSTRAINT full_disk CHECK (false) NOT VALID`,
    );
    await expect(
      readPerson({ ...parts, tickets }, { agencyId, keyThumbprint, grantId: grant.id, pin: PIN, key: 'k' }),
    ).rejects.toThrow();
    await fixture.database.query(sql`/* test.mend */ ALTER TABLE ledger_entries DROP CONSTRAINT full_disk`);
    expect(issued).toBe(0);
    expect(await used(grant)).toBe(0);
  });
});

/**
 * The attack: t0 an agency reads a PIN under a key and gets account A; t1 A loses the PIN in a dispute, or is erased;
 * t2 the agency repeats the key and would get what A holds now as the data of a person that A is not.
 */
describe('a repeat after the PIN changed hands', () => {
  it.each([
    ['to nobody', null],
    ['to another account', newId()],
  ])('%s is answered as an unknown PIN is, under the same entry, and not counted', async (_case, holder) => {
    const agencyId = newId();
    heldBy.set(PIN, newId());
    const grant = await grantTo(parts, agencyId);
    const read = { agencyId, keyThumbprint, grantId: grant.id, pin: PIN, key: newId() };
    const first = await claimsOf(kept(await readPerson(parts, read)).ticket, agencyId);
    if (holder === null) heldBy.delete(PIN);
    else heldBy.set(PIN, holder);
    const again = kept(await readPerson(parts, read));
    expect(again.held).toBe(false);
    expect(await claimsOf(again.ticket, agencyId)).toMatchObject({ citizen: null, entry: first.entry });
    expect(await used(grant)).toBe(1);
  });

  it('from nobody releases nobody either: the entry names no person', async () => {
    const agencyId = newId();
    heldBy.delete(PIN);
    const grant = await grantTo(parts, agencyId);
    const read = { agencyId, keyThumbprint, grantId: grant.id, pin: PIN, key: newId() };
    expect(kept(await readPerson(parts, read)).held).toBe(false);
    heldBy.set(PIN, newId());
    const again = kept(await readPerson(parts, read));
    expect(again.held).toBe(false);
    expect((await claimsOf(again.ticket, agencyId)).citizen).toBeNull();
  });

  it('is not answered while identity cannot say whose it is, and that is no repeat', async () => {
    const agencyId = newId();
    const grant = await grantTo(parts, agencyId);
    const read = { agencyId, keyThumbprint, grantId: grant.id, pin: PIN, key: newId() };
    kept(await readPerson(parts, read));
    const deaf: ReadParts = { ...parts, citizenOfPin: () => Promise.reject(new Error('no answer')) };
    for (let repeat = 0; repeat <= MAX_REPEATS; repeat += 1)
      await expect(readPerson(deaf, read)).rejects.toThrow('no answer');
    kept(await readPerson(parts, read));
  });
});
