import { newId } from '@belgi/contracts';
import { sql, violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { recordStaffRead } from './record-staff-read.js';
import { staffReadsOf } from './staff-reads.store.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await createFixture();
});
afterAll(() => fixture.close());

const record = (read: { citizenId: string; fields: string[]; reason?: string }) =>
  fixture.database.transaction(async (tx) => {
    const look = { accessId: newId(), role: 'OPERATOR', purpose: 'COMMUNICATION', caseNumber: '119-5' };
    await recordStaffRead(tx, fixture.parts.sealer, { ...look, ...read, at: await tx.now() });
  });

describe('a look of staff, as the person sees it', () => {
  it('is what was shown, a leaf of the ledger, and what was asked for in vain, which is none', async () => {
    const citizenId = newId();
    await record({ citizenId, fields: ['fullName', 'phone'] });
    await record({ citizenId, fields: ['pin'], reason: 'PURPOSE_DENIED' });
    expect(await staffReadsOf(fixture.database, citizenId, null, 10)).toMatchObject([
      { role: 'OPERATOR', fields: ['pin'], refused: 'PURPOSE_DENIED', entryId: null },
      { role: 'OPERATOR', fields: ['fullName', 'phone'], refused: null, entryId: expect.any(String) },
    ]);
    expect(await staffReadsOf(fixture.database, newId(), null, 10)).toEqual([]);
  });

  it('that showed something cannot stay out of the ledger', async () => {
    const failure = await fixture.database
      .query(sql`/* test.insert */
        INSERT INTO staff_reads (id, citizen_id, role, purpose, case_sealed, fields, at)
        VALUES (${newId()}, ${newId()}, 'OPERATOR', 'VERIFICATION', ${Buffer.of(1)}, ${['pin']}, app_now())`)
      .catch(violatedConstraint);
    expect(failure).toBe('staff_reads_shown_are_in_the_ledger');
  });
});
