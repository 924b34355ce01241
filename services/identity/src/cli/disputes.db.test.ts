import { newId } from '@belgi/contracts';
import { sql } from '@belgi/database';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createStaff } from '../staff/create-staff.js';
import { aCitizen, PASSWORD } from '../testing/citizens.js';
import { createIdentity, type TestIdentity } from '../testing/identity.js';
import { decideDispute } from '../verification/decide-dispute.js';
import { openDispute } from '../verification/verification.store.js';
import { disputesCommand } from './disputes.command.js';

let identity: TestIdentity;
let operator: string;
beforeAll(async () => {
  identity = await createIdentity();
  vi.stubEnv('DATABASE_URL', identity.url);
  vi.stubEnv('LOOKUP_KEY', identity.secrets.lookupKey);
  vi.stubEnv('MASTER_KEYS', identity.secrets.masterKeys);
  const staff = { email: 'operator@belgi.test', name: 'An Operator', roles: ['OPERATOR'] as const, password: PASSWORD };
  const created = await createStaff(identity.ports, staff);
  operator = 'id' in created ? created.id : expect.fail(created.fault);
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  vi.unstubAllEnvs();
  await identity[Symbol.asyncDispose]();
});

const REASON = 'The photograph is of the holder.';

async function aDispute() {
  const [holder, challenger] = [(await aCitizen(identity)).citizenId, (await aCitizen(identity)).citizenId];
  const id = newId();
  await identity.database.transaction(async (tx) =>
    openDispute(tx, { id, pinLookup: identity.ports.vault.lookup('pin', id), holder, challenger }, await tx.now()),
  );
  return { id, holder, challenger };
}

/** What the command prints, line by line. */
async function printed(...args: string[]): Promise<Record<string, unknown>[]> {
  const lines: string[] = [];
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  try {
    await disputesCommand(args);
  } finally {
    out.mockRestore();
  }
  return lines.map((line) => JSON.parse(line));
}

const traces = (disputeId: string) =>
  identity.database.query(sql`/* test.traces */
    SELECT citizen_id AS "citizenId", actor, duty, fields, outcome FROM personal_data_accesses
    WHERE case_number = ${disputeId} ORDER BY citizen_id`);

test('lists disputes without a word of their reasons, which leaves no trace', async () => {
  const [open, decided] = [await aDispute(), await aDispute()];
  await decideDispute(identity.ports, { disputeId: decided.id, keep: decided.holder, reason: REASON }, operator);
  const lines = await printed('list');
  expect(lines).toContainEqual({ ...open, openedAt: expect.any(String), decidedAt: null, decidedBy: null, kept: null });
  expect(lines).toContainEqual({
    ...decided,
    openedAt: expect.any(String),
    decidedAt: expect.any(String),
    decidedBy: operator,
    kept: decided.holder,
  });
  expect(JSON.stringify(lines)).not.toContain('photograph');
  expect(await traces(decided.id)).toEqual([]);
});

test('shows a reason, and both persons have the trace of it', async () => {
  const { id, holder, challenger } = await aDispute();
  await decideDispute(identity.ports, { disputeId: id, keep: holder, reason: REASON }, operator);
  expect(await printed('show', '--id', id)).toEqual([expect.objectContaining({ id, kept: holder, reason: REASON })]);
  const trace = { actor: 'disputes show', duty: 'SECURITY', fields: ['disputeReason'], outcome: 'READ' };
  expect(await traces(id)).toEqual([holder, challenger].sort().map((citizenId) => ({ citizenId, ...trace })));
  // Privacy shows each of them what the fact says, and makes a leaf of it.
  const facts = await identity.database.query<{ data: Record<string, unknown> }>(sql`/* test.facts */
    SELECT data FROM outbox WHERE type = 'identity.personal-data.opened.v1' AND data ->> 'caseNumber' = ${id}`);
  const told = { role: 'OPERATIONS', duty: 'SECURITY', caseNumber: id, fields: ['disputeReason'] };
  expect(facts.map(({ data }) => data['citizenId'])).toEqual(expect.arrayContaining([holder, challenger]));
  expect(facts.map(({ data }) => data)).toEqual([expect.objectContaining(told), expect.objectContaining(told)]);
});

test('shows an open dispute, which has no reason yet and leaves no trace', async () => {
  const { id } = await aDispute();
  expect(await printed('show', '--id', id)).toEqual([expect.objectContaining({ id, decidedAt: null, reason: null })]);
  expect(await traces(id)).toEqual([]);
});

test('shows nothing where the trace cannot be kept', async () => {
  const { id, holder } = await aDispute();
  await decideDispute(identity.ports, { disputeId: id, keep: holder, reason: REASON }, operator);
  await identity.database.query(sql`/* test.full */ ALTER TABLE personal_data_accesses
    ADD CONSTRAINT test_full CHECK (actor <> 'disputes show') NOT VALID`);
  try {
    await expect(printed('show', '--id', id)).rejects.toThrow();
  } finally {
    await identity.database.query(sql`/* test.room */ ALTER TABLE personal_data_accesses DROP CONSTRAINT test_full`);
  }
});

test('used wrongly it says how to use it', async () => {
  await expect(disputesCommand([])).rejects.toThrow(/disputes show --id/);
  await expect(disputesCommand(['show', '--id', 'x'])).rejects.toThrow(/disputes show --id/);
  await expect(disputesCommand(['show', '--id', newId()])).rejects.toThrow('no such dispute');
});
