import type { AgencyActor } from '@belgi/access';
import type { DataCategory } from '@belgi/contracts';
import { sql } from '@belgi/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aCitizen } from '../testing/citizens.js';
import { createIdentity, type TestIdentity } from '../testing/identity.js';

let identity: TestIdentity;
beforeAll(async () => {
  identity = await createIdentity();
});
afterAll(() => identity[Symbol.asyncDispose]());

const ENTITY = `query ($ticket: ID!) {
  _entities(representations: [{ __typename: "DisclosedPerson", ticket: $ticket }]) {
    ... on DisclosedPerson { fullName { value assurance } pin { value } phone { value } address { value } }
  }
}`;
const agency = (id: string, scopes = ['disclosures:read']): AgencyActor => ({
  kind: 'agency',
  id,
  clientId: id,
  name: 'State Tax Service',
  scopes,
  keyThumbprint: 'k',
  xRoadMember: null,
  grants: ['grant'],
});

const ticketFor = (
  agencyId: string,
  citizen: string | null,
  entry: string,
  categories: readonly DataCategory[] = ['NAME', 'PIN', 'BID_HISTORY'],
) =>
  identity.tickets.disclosure.issue({
    grant: 'grant',
    agency: agencyId,
    keyThumbprint: 'k',
    citizen,
    categories,
    period: null,
    entry,
    leafHash: 'b'.repeat(64),
  });
const codesOf = (result: Awaited<ReturnType<TestIdentity['execute']>>) =>
  (result.errors ?? []).map(({ extensions }) => extensions['reason'] ?? extensions['code']);

test('releases exactly what the ticket names, and keeps a trace', async () => {
  const { citizenId, person } = await aCitizen(identity);
  const ticket = await ticketFor('tax', citizenId, 'entry-1');
  const result = await identity.execute(ENTITY, { ticket }, agency('tax'));
  expect(result.data).toEqual({
    _entities: [
      {
        fullName: { value: person.fullName, assurance: 'SELF_ASSERTED' },
        pin: { value: person.pin },
        phone: null,
        address: null,
      },
    ],
  });
  expect(codesOf(result)).toEqual(['DISCLOSURE_NOT_GRANTED', 'DISCLOSURE_NOT_GRANTED']);
  const rows = await identity.database.query(sql`/* test.accesses */
    SELECT citizen_id AS citizen, actor, duty, fields FROM personal_data_accesses WHERE case_number = 'entry-1'`);
  expect(rows).toEqual([{ citizen: citizenId, actor: 'tax', duty: 'OFFICIAL_REQUEST', fields: ['fullName', 'pin'] }]);
});

test('an unknown person is answered alike', async () => {
  const ticket = await ticketFor('tax', null, 'entry-2');
  const result = await identity.execute(ENTITY, { ticket }, agency('tax'));
  expect(result.data).toEqual({ _entities: [{ fullName: null, pin: null, phone: null, address: null }] });
  expect(codesOf(result)).toEqual(['DISCLOSURE_NOT_GRANTED', 'DISCLOSURE_NOT_GRANTED']);
});

// The attack: the ticket of one agency in the hands of another, or of somebody who made it up.
test.each([
  ['another agency', agency('customs'), 'DISCLOSURE_NOT_GRANTED'],
  ['an agency without the scope', agency('tax', []), 'SCOPE_REQUIRED'],
  ['signed out', { kind: 'anonymous' } as const, 'SIGN_IN_REQUIRED'],
  ['staff', { kind: 'staff', id: 's', session: 's', roles: ['PRIVACY_OFFICER'] } as const, 'ROLE_REQUIRED'],
])('%s gets nothing', async (_, actor, code) => {
  const { citizenId } = await aCitizen(identity);
  const ticket = await ticketFor('tax', citizenId, 'entry-3');
  const result = await identity.execute(ENTITY, { ticket }, actor);
  expect(result.data).toEqual({ _entities: [null] });
  expect(codesOf(result)).toEqual([code]);
});

test('a ticket that nobody issued gets nothing', async () => {
  const { citizenId } = await aCitizen(identity);
  const ticket = await ticketFor('tax', citizenId, 'entry-4');
  for (const bad of ['', 'ticket', `${ticket.slice(0, -4)}AAAA`, await identity.tickets.acceptance()]) {
    const result = await identity.execute(ENTITY, { ticket: bad }, agency('tax'));
    expect(result.data).toEqual({ _entities: [null] });
    expect(codesOf(result)).toEqual(['DISCLOSURE_NOT_GRANTED']);
  }
});
