import { ANONYMOUS, disclosureTickets } from '@belgi/access';
import { localDateOf, newId, plusDays } from '@belgi/contracts';
import { readMigrations, type Sql, sql, violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptAgreement } from './agreements/accept-agreement.js';
import { insertAcknowledgement } from './consents/acknowledgements.store.js';
import { withdrawConsent } from './consents/change-consent.js';
import { readPerson } from './disclosures/read-person.js';
import { visibleDisclosures } from './disclosures/visible-disclosures.store.js';
import type { Edition } from './editions/edition.js';
import { listEditions } from './editions/editions.store.js';
import { seedEdition } from './editions/publish-edition.js';
import { decideWeighed } from './erasure/decide-erasure.js';
import { requestErasure } from './erasure/request-erasure.js';
import { proposeHold } from './holds/change-hold.js';
import { askAboutPolicy } from './inquiries/ask-about-policy.js';
import { insertCheckpoint } from './ledger/checkpoints.store.js';
import { sequenceBatch } from './ledger/sequence.js';
import { insertNodes } from './ledger/tree.store.js';
import { insertNotice } from './notice-delays/notices.store.js';
import { revealNotice } from './notice-delays/reveal-notice.js';
import { reviewDelay } from './notice-delays/review-delay.js';
import { anchorProtocol } from './protocols/anchor-protocol.js';
import { changeOwnRestriction } from './restrictions/change-restriction.js';
import { insertRestrictionAck } from './restrictions/restrictions.store.js';
import { openRequest } from './rights/open-request.js';
import { recordStaffRead } from './staff-reads/record-staff-read.js';
import { publishDueRelease } from './statistics/publish-release.js';
import { keepWindow } from './statistics/release.store.js';
import { grantTo, kept, PIN } from './testing/case.js';
import { delayOfDays } from './testing/delay.js';
import { takeBackRights } from './testing/entries.js';
import { createFixture, type Fixture, keyThumbprint } from './testing/fixture.js';

/**
 * The attack: somebody who speaks with the service's own rights removes the trace of who read whose data, or rewrites
 * who asked for it. Each table that is history holds a row here, so that its row triggers have something to refuse.
 */
let fixture: Fixture;
beforeAll(async () => {
  fixture = await createFixture();
  const { parts, database } = fixture;
  const citizenId = newId();
  const agencyId = newId();
  await fixture.registered(citizenId, await fixture.publish());
  const grant = await grantTo(parts, agencyId, { delay: await delayOfDays(database, 30) });
  const reading = {
    ...parts,
    tickets: disclosureTickets.issuer(parts.keys),
    citizenOfPin: async () => citizenId,
  };
  const read = { agencyId, keyThumbprint, grantId: grant.id, pin: PIN, key: 'k' };
  kept(await readPerson(reading, read));
  kept(await readPerson(reading, read));
  kept(await reviewDelay(parts, newId(), grant.requestId, { endsAt: null, reason: 'no longer needed' }));
  await revealNotice(parts);
  const [seen] = await visibleDisclosures(database, citizenId, null, 1);
  await database.transaction(async (tx) => insertNotice(tx, seen?.entryId ?? '', await tx.now()));
  await database.transaction(async (tx) => {
    const at = await tx.now();
    await insertAcknowledgement(tx, { citizenId, epoch: 1, service: 'identity', appliedAt: at });
    const look = { accessId: newId(), citizenId, role: 'OPERATOR', purpose: 'VERIFICATION', caseNumber: '119-5' };
    await recordStaffRead(tx, parts.sealer, { ...look, fields: ['phone'], at });
    await anchorProtocol(tx, parts.sealer, {
      lotId: newId(),
      protocolSha256: '0'.repeat(64),
      lastSequence: 1,
      chainSha256: '1'.repeat(64),
      signedAt: at,
    });
    await keepWindow(tx, { group: 'SALES', window: 1, from: '2026-11-01', to: '2026-11-02', cells: [] });
    await insertNodes(tx, [{ tileLevel: 1, index: 0, hash: new Uint8Array(32) }]);
  });
  await askAboutPolicy(
    { ...parts, hashAddress: (text) => Buffer.from(text) },
    { actor: ANONYMOUS, address: 'x' },
    { kind: 'QUESTION', text: 'why?', contact: null, answerBy: 'PAGE', locale: 'EN', caller: null },
  );
  const wish = { scope: 'PERSON', subjectId: citizenId, act: 'KG-2008-58', article: '17', reason: 'x' } as const;
  const reviewOn = plusDays(localDateOf(await database.now()), 30);
  kept(await proposeHold(parts, newId(), { ...wish, reviewOn }));
  await openRequest(parts, citizenId, { kind: 'ACCESS', about: null, words: null });
  const agreement = await seedEdition(parts, { KY: 'к', RU: 'р', EN: 'e' }, 'USER_AGREEMENT');
  const { sha256 } = kept(agreement);
  kept(await acceptAgreement(parts, citizenId, { edition: 1, locale: 'RU', textSha256: sha256.RU }));
  await changeOwnRestriction(parts, citizenId, { restricted: true, words: null });
  await database.transaction(async (tx) =>
    insertRestrictionAck(tx, { citizenId, version: 1, service: 'notify', appliedAt: await tx.now() }),
  );
  const leaver = newId();
  await fixture.registered(leaver, (await listEditions(database))[0] as Edition);
  await withdrawConsent(parts, leaver, undefined);
  const asked = await requestErasure(parts, leaver, null);
  if (typeof asked === 'string') throw new Error(asked);
  const { id: erasureId } = asked.request;
  await database.transaction((tx) => decideWeighed(tx, parts, { citizenId: leaver, erasureId, obstacles: [] }));
  await publishDueRelease(database);
  await sequenceBatch(database);
  await insertCheckpoint(database, { size: 1, witnessed: false, note: 'x' });
});
afterAll(() => fixture.close());

/** Per table of history: an update, a deletion and a truncation. */
const history: Readonly<Record<string, readonly Sql[]>> = {
  editions: [
    sql`/* test */ UPDATE editions SET material = false`,
    sql`/* test */ DELETE FROM editions`,
    sql`/* test */ TRUNCATE editions CASCADE`,
  ],
  edition_texts: [
    sql`/* test */ UPDATE edition_texts SET markdown = 'x'`,
    sql`/* test */ DELETE FROM edition_texts`,
    sql`/* test */ TRUNCATE edition_texts CASCADE`,
  ],
  agreement_editions: [
    sql`/* test */ UPDATE agreement_editions SET material = false`,
    sql`/* test */ DELETE FROM agreement_editions`,
    sql`/* test */ TRUNCATE agreement_editions CASCADE`,
  ],
  agreement_texts: [
    sql`/* test */ UPDATE agreement_texts SET markdown = 'x'`,
    sql`/* test */ DELETE FROM agreement_texts`,
    sql`/* test */ TRUNCATE agreement_texts CASCADE`,
  ],
  agreement_acceptances: [
    sql`/* test */ UPDATE agreement_acceptances SET accepted_at = app_now()`,
    sql`/* test */ DELETE FROM agreement_acceptances`,
    sql`/* test */ TRUNCATE agreement_acceptances`,
  ],
  edition_submissions: [
    sql`/* test */ UPDATE edition_submissions SET material = false`,
    sql`/* test */ DELETE FROM edition_submissions`,
    sql`/* test */ TRUNCATE edition_submissions CASCADE`,
  ],
  edition_submission_texts: [
    sql`/* test */ UPDATE edition_submission_texts SET markdown = 'x'`,
    sql`/* test */ DELETE FROM edition_submission_texts`,
    sql`/* test */ TRUNCATE edition_submission_texts`,
  ],
  edition_decisions: [
    sql`/* test */ UPDATE edition_decisions SET decided_at = app_now()`,
    sql`/* test */ DELETE FROM edition_decisions`,
    sql`/* test */ TRUNCATE edition_decisions`,
  ],
  consents: [
    sql`/* test */ UPDATE consents SET locale = 'EN'`,
    sql`/* test */ DELETE FROM consents`,
    sql`/* test */ TRUNCATE consents CASCADE`,
  ],
  statistics_windows: [
    sql`/* test */ UPDATE statistics_windows SET number = 2`,
    sql`/* test */ DELETE FROM statistics_windows`,
    sql`/* test */ TRUNCATE statistics_windows CASCADE`,
  ],
  statistics_releases: [
    sql`/* test */ UPDATE statistics_releases SET document = 'x'`,
    sql`/* test */ DELETE FROM statistics_releases`,
    sql`/* test */ TRUNCATE statistics_releases CASCADE`,
  ],
  inquiries: [sql`/* test */ DELETE FROM inquiries`, sql`/* test */ TRUNCATE inquiries CASCADE`],
  inquiry_events: [
    sql`/* test */ UPDATE inquiry_events SET actor = NULL, at = app_now()`,
    sql`/* test */ DELETE FROM inquiry_events`,
    sql`/* test */ TRUNCATE inquiry_events`,
  ],
  ledger_entries: [
    sql`/* test */ UPDATE ledger_entries SET at = app_now()`,
    sql`/* test */ DELETE FROM ledger_entries`,
    sql`/* test */ TRUNCATE ledger_entries CASCADE`,
  ],
  ledger_leaves: [
    sql`/* test */ UPDATE ledger_leaves SET position = position + 1`,
    sql`/* test */ DELETE FROM ledger_leaves`,
    sql`/* test */ TRUNCATE ledger_leaves CASCADE`,
  ],
  ledger_nodes: [
    sql`/* test */ UPDATE ledger_nodes SET index = index + 1`,
    sql`/* test */ DELETE FROM ledger_nodes`,
    sql`/* test */ TRUNCATE ledger_nodes CASCADE`,
  ],
  ledger_checkpoints: [
    sql`/* test */ UPDATE ledger_checkpoints SET note = 'x'`,
    sql`/* test */ DELETE FROM ledger_checkpoints`,
    sql`/* test */ TRUNCATE ledger_checkpoints CASCADE`,
  ],
  acknowledgements: [
    sql`/* test */ UPDATE acknowledgements SET recorded_at = app_now()`,
    sql`/* test */ DELETE FROM acknowledgements`,
    sql`/* test */ TRUNCATE acknowledgements`,
  ],
  legal_acts: [
    sql`/* test */ UPDATE legal_acts SET in_force_until = '2030-01-01'`,
    sql`/* test */ DELETE FROM legal_acts`,
    sql`/* test */ TRUNCATE legal_acts CASCADE`,
  ],
  legal_act_articles: [
    sql`/* test */ UPDATE legal_act_articles SET title_en = 'x'`,
    sql`/* test */ DELETE FROM legal_act_articles`,
    sql`/* test */ TRUNCATE legal_act_articles CASCADE`,
  ],
  letters: [
    sql`/* test */ UPDATE letters SET sealed = '\\x00'`,
    sql`/* test */ DELETE FROM letters`,
    sql`/* test */ TRUNCATE letters CASCADE`,
  ],
  disclosure_requests: [
    sql`/* test */ DELETE FROM disclosure_requests`,
    sql`/* test */ TRUNCATE disclosure_requests CASCADE`,
  ],
  disclosure_subjects: [
    sql`/* test */ UPDATE disclosure_subjects SET pin_sealed = '\\x00'`,
    sql`/* test */ DELETE FROM disclosure_subjects`,
    sql`/* test */ TRUNCATE disclosure_subjects CASCADE`,
  ],
  disclosure_proposals: [
    sql`/* test */ UPDATE disclosure_proposals SET term_days = 30`,
    sql`/* test */ DELETE FROM disclosure_proposals`,
    sql`/* test */ TRUNCATE disclosure_proposals CASCADE`,
  ],
  disclosure_decisions: [
    sql`/* test */ UPDATE disclosure_decisions SET decided_at = app_now()`,
    sql`/* test */ DELETE FROM disclosure_decisions`,
    sql`/* test */ TRUNCATE disclosure_decisions CASCADE`,
  ],
  disclosure_grants: [
    sql`/* test */ DELETE FROM disclosure_grants`,
    sql`/* test */ TRUNCATE disclosure_grants CASCADE`,
  ],
  disclosure_grant_subjects: [
    sql`/* test */ UPDATE disclosure_grant_subjects SET pin_hash = '\\x00'`,
    sql`/* test */ DELETE FROM disclosure_grant_subjects`,
    sql`/* test */ TRUNCATE disclosure_grant_subjects`,
  ],
  disclosure_accesses: [
    sql`/* test */ UPDATE disclosure_accesses SET at = app_now()`,
    sql`/* test */ DELETE FROM disclosure_accesses`,
    sql`/* test */ TRUNCATE disclosure_accesses CASCADE`,
  ],
  notice_delays: [
    sql`/* test */ UPDATE notice_delays SET ends_at = ends_at + interval '1 day'`,
    sql`/* test */ DELETE FROM notice_delays`,
    sql`/* test */ TRUNCATE notice_delays CASCADE`,
  ],
  notice_delay_reviews: [
    sql`/* test */ UPDATE notice_delay_reviews SET at = app_now()`,
    sql`/* test */ DELETE FROM notice_delay_reviews`,
    sql`/* test */ TRUNCATE notice_delay_reviews`,
  ],
  notice_reveals: [
    sql`/* test */ UPDATE notice_reveals SET at = app_now()`,
    sql`/* test */ DELETE FROM notice_reveals`,
    sql`/* test */ TRUNCATE notice_reveals`,
  ],
  disclosure_notices: [
    sql`/* test */ UPDATE disclosure_notices SET delivered_at = app_now()`,
    sql`/* test */ DELETE FROM disclosure_notices`,
    sql`/* test */ TRUNCATE disclosure_notices`,
  ],
  disclosure_repeats: [
    sql`/* test */ UPDATE disclosure_repeats SET at = app_now()`,
    sql`/* test */ DELETE FROM disclosure_repeats`,
    sql`/* test */ TRUNCATE disclosure_repeats`,
  ],
  hold_orders: [
    sql`/* test */ UPDATE hold_orders SET article = '5'`,
    sql`/* test */ DELETE FROM hold_orders`,
    sql`/* test */ TRUNCATE hold_orders CASCADE`,
  ],
  hold_steps: [
    sql`/* test */ UPDATE hold_steps SET kind = 'LIFTED'`,
    sql`/* test */ DELETE FROM hold_steps`,
    sql`/* test */ TRUNCATE hold_steps`,
  ],
  destroyed_keys: [
    sql`/* test */ UPDATE destroyed_keys SET destroyed_at = app_now()`,
    sql`/* test */ DELETE FROM destroyed_keys`,
    sql`/* test */ TRUNCATE destroyed_keys`,
  ],
  protocol_anchors: [
    sql`/* test */ UPDATE protocol_anchors SET protocol_sha256 = 'x'`,
    sql`/* test */ DELETE FROM protocol_anchors`,
    sql`/* test */ TRUNCATE protocol_anchors`,
  ],
  rights_requests: [sql`/* test */ DELETE FROM rights_requests`, sql`/* test */ TRUNCATE rights_requests CASCADE`],
  rights_request_steps: [
    sql`/* test */ UPDATE rights_request_steps SET by = 'RULE'`,
    sql`/* test */ DELETE FROM rights_request_steps`,
    sql`/* test */ TRUNCATE rights_request_steps`,
  ],
  restrictions: [
    sql`/* test */ UPDATE restrictions SET restricted = false`,
    sql`/* test */ DELETE FROM restrictions`,
    sql`/* test */ TRUNCATE restrictions`,
  ],
  restriction_acknowledgements: [
    sql`/* test */ UPDATE restriction_acknowledgements SET recorded_at = app_now()`,
    sql`/* test */ DELETE FROM restriction_acknowledgements`,
    sql`/* test */ TRUNCATE restriction_acknowledgements`,
  ],
  erasure_acknowledgements: [
    sql`/* test */ UPDATE erasure_acknowledgements SET kept = '[]'`,
    sql`/* test */ DELETE FROM erasure_acknowledgements`,
    sql`/* test */ TRUNCATE erasure_acknowledgements`,
  ],
  staff_reads: [
    sql`/* test */ UPDATE staff_reads SET role = 'AUCTIONEER'`,
    sql`/* test */ DELETE FROM staff_reads`,
    sql`/* test */ TRUNCATE staff_reads`,
  ],
  holidays: [
    sql`/* test */ UPDATE holidays SET kind = 'WORK'`,
    sql`/* test */ DELETE FROM holidays`,
    sql`/* test */ TRUNCATE holidays`,
  ],
  deadline_terms: [
    sql`/* test */ UPDATE deadline_terms SET working_days = 30`,
    sql`/* test */ DELETE FROM deadline_terms`,
    sql`/* test */ TRUNCATE deadline_terms`,
  ],
};

/** Tables that are no history, and why. */
const changing: Readonly<Record<string, string>> = {
  person_keys: 'destroyed by an erasure',
  edition_drafts: 'written until they are submitted',
  edition_draft_texts: 'written until they are submitted',
  erasures: 'goes from asked to certified; its answers are steps of the request, its reports history',
  consent_heads: 'a projection, and the lock',
  binding_entries: 'a projection',
  exports: 'become ready, and are destroyed after a week',
  export_pieces: 'with their export',
  export_links: 'are used up, and go with their export',
  ledger_queue: 'emptied by the sequencer',
  ledger_tree: 'the right edge of the tree, and the lock',
  inquiry_limits: 'forgotten after an hour',
};

/** The outbox, the inbox and what goes with them: other than history, and none of privacy's. */
async function tablesOfEveryService(): Promise<string[]> {
  const texts = (await readMigrations(undefined)).map(({ text }) => text);
  const made = texts.flatMap((text) => [...text.matchAll(/CREATE TABLE (\w+)/g)].map((match) => match[1] ?? ''));
  return [...made, 'schema_migrations'];
}

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => violatedConstraint(error) ?? String(error),
  );
const constraintOf = (statement: Sql) => outcome(fixture.database.query(statement));
/** What stands in the way of whoever has the rights that the service's role gave up: the triggers. */
const triggerAgainst = (statement: Sql) =>
  outcome(fixture.database.transaction((tx) => tx.query(takeBackRights).then(() => tx.query(statement))));

describe.each(Object.entries(history))('%s', (table, statements) => {
  it.each(statements.map((statement) => [statement.text.replace('/* test */ ', ''), statement] as const))(
    'refuses %s',
    async (_text, statement) => {
      // A cascade is stopped by whichever table it reaches first.
      const refusal = statement.text.includes('CASCADE') ? /^\w+_append_only$/ : new RegExp(`^${table}_append_only$`);
      expect(await triggerAgainst(statement)).toMatch(refusal);
    },
  );
});

it('a request changes its state, and nothing else of it changes', async () => {
  const rewritten = sql`/* test */ UPDATE disclosure_requests SET agency_name = 'Another body', state = 'REJECTED'`;
  expect(await constraintOf(rewritten)).toBe('disclosure_requests_are_as_filed');
  expect(await constraintOf(sql`/* test */ UPDATE disclosure_requests SET state = 'REVOKED', version = 3`)).toBe(
    'done',
  );
  const row = await fixture.database.one(sql`/* test */ SELECT state, version FROM disclosure_requests`);
  expect(row).toEqual({ state: 'REVOKED', version: 3 });
});

it('a request for a right is answered once, and nothing else of it changes', async () => {
  const rewritten = sql`/* test */ UPDATE rights_requests SET due_at = due_at + interval '1 day' WHERE kind = 'ACCESS'`;
  expect(await constraintOf(rewritten)).toBe('rights_requests_are_as_opened');
  const answered = sql`/* test */ UPDATE rights_requests SET state = 'REFUSED', version = 2 WHERE kind = 'ACCESS'`;
  expect(await constraintOf(answered)).toBe('done');
  const again = sql`/* test */ UPDATE rights_requests SET state = 'GRANTED', version = 3 WHERE kind = 'ACCESS'`;
  expect(await constraintOf(again)).toBe('rights_requests_answered_once');
});

it('every table is history or says why not', async () => {
  const tables = sql`/* test.tables */
    SELECT c.relname AS name, EXISTS (SELECT 1 FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
      WHERE t.tgrelid = c.oid AND p.proname = 'refuse_change' AND t.tgtype & 32 <> 0) AS refuses
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
    ORDER BY name`;
  const common = await tablesOfEveryService();
  const rows = await fixture.database.query<{ name: string; refuses: boolean }>(tables);
  const own = rows.filter(({ name }) => !common.includes(name));
  expect(own.map(({ name }) => name)).toEqual([...Object.keys(history), ...Object.keys(changing)].sort());
  expect(own.filter(({ refuses }) => refuses).map(({ name }) => name)).toEqual(Object.keys(history).sort());
});
