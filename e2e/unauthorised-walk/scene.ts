import { randomUUID } from 'node:crypto';
import { accepted } from '@belgi/local';
import {
  aCitizen,
  aLot,
  anAgency,
  aStaff,
  type TestAgency,
  type TestCitizen,
  type TestLot,
  type TestStaff,
  type TestSystem,
  waitFor,
} from '@belgi/testkit';

/** What there is to be seen: a citizen with an entry, a bid, notices, disclosures and staff reads; the rest around them. */
export interface Scene {
  readonly owner: TestCitizen;
  readonly other: TestCitizen;
  readonly restricted: TestCitizen;
  /** Leave in the walk, instead of those whose eyes are still needed. */
  readonly leavers: readonly [TestCitizen, TestCitizen];
  /** Has withdrawn, and is erased in the walk. */
  readonly goner: TestCitizen;
  readonly auctioneer: TestStaff;
  readonly officer: TestStaff;
  readonly operator: TestStaff;
  readonly agency: TestAgency;
  readonly stranger: TestAgency;
  readonly lot: TestLot;
  /** At a fixed price; the owner has it reserved. */
  readonly fixed: TestLot;
  readonly ids: Readonly<
    Record<'entry' | 'bid' | 'plate' | 'pattern' | 'notice' | 'request' | 'inquiry' | 'draft' | 'doubt', string>
  >;
}

export async function setScene(system: TestSystem): Promise<Scene> {
  const [auctioneer, officer, second, operator, agency, stranger] = await Promise.all([
    aStaff(system).withRole('AUCTIONEER'),
    aStaff(system).withRole('PRIVACY_OFFICER'),
    aStaff(system).withRole('PRIVACY_OFFICER'),
    aStaff(system).withRole('OPERATOR'),
    anAgency(system).named('Body of inquiry'),
    anAgency(system).named('Another body'),
  ]);
  const fixed = await aLot(system).plate('01', '717', 'KAK').atFixedPrice().closing({ days: 2 }).open(auctioneer);
  // A combination of a class: what is told of it is the same in each run.
  const lot = await aLot(system).plate('01', '707', 'AKA').closing({ days: 2 }).open(auctioneer);
  const [owner, other, restricted, goner, ...leavers] = await Promise.all([
    aCitizen(system).verified(),
    aCitizen(system).verified(),
    aCitizen(system).registered(),
    aCitizen(system).registered(),
    aCitizen(system).registered(),
    aCitizen(system).registered(),
  ]);
  // The newest notice stands for all in the table: what came first must have come before what comes next.
  await Promise.all([owner, other].map((citizen) => citizen.findsInInbox('PIN_VERIFIED')));
  await Promise.all([owner, other].map((citizen) => citizen.findsInInbox('WELCOME')));
  await restricted.withdraws();
  await restricted.signsIn();
  await goner.withdraws();
  await Promise.all([owner.takesPartIn(lot), other.takesPartIn(lot)]);
  await Promise.all([owner, other].map((citizen) => citizen.findsInInbox('DEPOSIT_RECEIVED', lot)));
  await owner.reserves(fixed);
  await owner.findsInInbox('LOT_RESERVED', fixed);
  const first = await owner.bids(lot, lot.startPrice);
  await other.bids(lot, lot.startPrice + lot.step);
  const [notice] = await owner.findsInInbox('BID_OUTBID', lot);
  await asksForARight(owner);
  const request = await disclosed(system, { agency, preparer: officer, decider: second, owner });
  const doubt = await doubts(operator, owner);
  await looksAt(operator, owner);
  await owner.findsInInbox('DISCLOSURE_READ');
  await owner.findsInInbox('STAFF_READ');
  const shown = await owner.graph.ask(
    '{ me { entries { edges { node { id lot { plate { id } } } } } disclosures { edges { node { id } } } } }',
  );
  const [entry] = shown.me.entries.edges;
  await proposesHold(second, lot.id);
  await untilLedgerIsSigned(owner);
  return {
    ...{ owner, other, restricted, goner, leavers, auctioneer, officer, operator, agency, stranger, lot, fixed },
    ids: {
      entry: entry.node.id,
      plate: entry.node.lot.plate.id,
      bid: first.bid?.id as string,
      pattern: await watches(owner, lot),
      notice: notice?.id as string,
      request,
      doubt,
      inquiry: await asks(owner),
      draft: await returnedDraft(second, officer),
    },
  };
}

/** A draft that came back to its writer: each field of it says something. */
async function returnedDraft(writer: TestStaff, reader: TestStaff): Promise<string> {
  const { writePolicyDraft } = await writer.graph.ask(
    `mutation ($texts: PolicyDraftTextsInput!) { writePolicyDraft(input: { texts: $texts, effectiveAt: "2030-01-01T00:00:00.000Z" }) { ... on PolicyDraft { id } ${REFUSAL} } }`,
    { texts: { ky: '# К', ru: '# Р', en: '# E' } },
  );
  const { id } = accepted('writePolicyDraft', writePolicyDraft);
  const { submitPolicyDraft } = await writer.graph.ask(
    `mutation ($id: ID!) { submitPolicyDraft(id: $id) { ... on PolicyDraft { submissionId } ${REFUSAL} } }`,
    { id },
  );
  const { submissionId } = accepted('submitPolicyDraft', submitPolicyDraft);
  const { returnPolicyDraft } = await reader.graph.ask(
    `mutation ($id: ID!) { returnPolicyDraft(submissionId: $id, reason: "clause 2.1 is missing") { __typename ${REFUSAL} } }`,
    { id: submissionId },
  );
  accepted('returnPolicyDraft', returnPolicyDraft);
  return id as string;
}

/** A lot, and combinations. @returns id of the pattern */
async function watches(citizen: TestCitizen, lot: TestLot): Promise<string> {
  const { watchLot, watchPattern } = await citizen.graph.ask(
    `mutation ($lot: ID!) { watchLot(lotId: $lot) { __typename ${REFUSAL} }
      watchPattern(input: { region: "03", pattern: "7*7 A*A", digitsClass: MIRRORED, lettersClass: MIRRORED, maxPrice: "100" }) {
        ... on WatchedPattern { id } ${REFUSAL} } }`,
    { lot: lot.id },
  );
  accepted('watchLot', watchLot);
  return accepted('watchPattern', watchPattern).id as string;
}

/** A hold on a lot that waits for a second officer. */
async function proposesHold(officer: TestStaff, lotId: string): Promise<void> {
  const reviewOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const { proposeLegalHold } = await officer.graph.ask(
    `mutation ($input: LegalHoldInput!) { proposeLegalHold(input: $input) { __typename ${REFUSAL} } }`,
    { input: { scope: 'LOT', subjectId: lotId, act: 'KG-2008-58', article: '17', reason: 'a court asked', reviewOn } },
  );
  accepted('proposeLegalHold', proposeLegalHold);
}

const REFUSAL = '... on Refusal { code message }';
const LETTER = '%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';

/** From the letter to one read. @returns the request's id */
async function disclosed(
  system: TestSystem,
  people: { agency: TestAgency; preparer: TestStaff; decider: TestStaff; owner: TestCitizen },
): Promise<string> {
  const { agency, preparer, decider, owner } = people;
  const form = new FormData();
  form.set('file', new Blob([LETTER], { type: 'application/pdf' }), 'letter.pdf');
  const headers = await (await agency.token()).headers('POST', '/letters');
  const sent = await fetch(`${system.urls.gateway}/letters`, { method: 'POST', headers, body: form });
  const { letterFileId } = (await sent.json()) as { letterFileId: string };
  const graph = await agency.graph();
  const { fileDisclosureRequest } = await graph.ask(
    `mutation ($input: DisclosureRequestInput!) { fileDisclosureRequest(input: $input) { ... on DisclosureRequest { id } ${REFUSAL} } }`,
    {
      input: {
        ...{ letterFileId, agencyName: agency.name, officer: 'Асанов А.', letterNumber: '17-3/402' },
        ...{ letterDate: '2026-01-12', legalAct: { code: 'KG-2008-58', article: '24' }, duty: 'Inquiry 2026/55' },
        ...{ categories: ['NAME', 'PHONE'], subjectPins: [owner.who.pin], unit: 'Department of inquiry' },
        period: { from: '2025-01-01', until: '2026-01-12' },
      },
    },
  );
  const requestId = accepted('fileDisclosureRequest', fileDisclosureRequest).id as string;
  const proposal = { requestId, categories: ['NAME'], reason: 'as far as the act goes' };
  await preparer.graph.ask(
    'mutation ($input: DisclosureProposalInput!) { prepareDisclosureDecision(input: $input) { __typename } }',
    { input: proposal },
  );
  const { decideDisclosureRequest } = await decider.graph.ask(
    `mutation ($input: DisclosureDecisionInput!) { decideDisclosureRequest(input: $input) { ... on DisclosureRequest { grant { id } } ${REFUSAL} } }`,
    { input: { requestId, reason: 'agreed' } },
  );
  const grantId = accepted('decideDisclosureRequest', decideDisclosureRequest).grant.id;
  const reader = await agency.graph({ grants: [grantId] });
  const { readDisclosedPerson } = await reader.ask(
    `mutation ($grantId: ID!, $pin: String!, $key: ID!) { readDisclosedPerson(grantId: $grantId, pin: $pin, key: $key) { __typename ${REFUSAL} } }`,
    { grantId, pin: owner.who.pin, key: randomUUID() },
  );
  accepted('readDisclosedPerson', readDisclosedPerson);
  return requestId;
}

/** An operator doubts the owner's address, and the owner is told. @returns the doubt's id */
async function doubts(operator: TestStaff, owner: TestCitizen): Promise<string> {
  const { doubtData } = await operator.graph.ask(
    `mutation ($input: DataDoubtInput!) { doubtData(input: $input) { __typename ... on DataDoubtChanged { doubtId } ${REFUSAL} } }`,
    {
      input: { citizenId: owner.id, attributes: ['address'], caseNumber: '119-1', reason: 'There is no such street.' },
    },
  );
  await owner.findsInInbox('DATA_DOUBTED');
  return accepted('doubtData', doubtData).doubtId;
}

/** An operator looks at the owner for a case, and the owner is told. */
async function looksAt(operator: TestStaff, owner: TestCitizen): Promise<void> {
  await operator.graph.ask(
    'query ($id: ID!) { citizen(id: $id, purpose: IDENTIFICATION, caseNumber: "119-1") { personal { fullName { masked } } } }',
    { id: owner.id },
  );
  await waitFor(async () => {
    const { me } = await owner.graph.ask('{ me { staffReads { edges { cursor } } } }');
    return me.staffReads.edges.length > 0;
  });
}

/** A read has its proof from the next checkpoint on, at most 10 s. */
async function untilLedgerIsSigned(owner: TestCitizen): Promise<void> {
  await waitFor(async () => {
    const { me } = await owner.graph.ask('{ me { disclosures { edges { node { proof { leafIndex } } } } } }');
    return me.disclosures.edges.every(({ node }: { node: { proof: unknown } }) => node.proof !== null);
  }, 60_000);
}

/** Before the disclosure: once that has its proof, this has one as well. */
async function asksForARight(owner: TestCitizen): Promise<void> {
  const { openRightsRequest } = await owner.graph.ask(
    `mutation { openRightsRequest(input: { kind: ACCESS, words: "Since when?" }) { __typename ${REFUSAL} } }`,
  );
  accepted('openRightsRequest', openRightsRequest);
}

/** @returns the reference of a question about the policy */
async function asks(owner: TestCitizen): Promise<string> {
  const { askAboutPolicy } = await owner.graph.ask(
    `mutation { askAboutPolicy(input: { text: "Who sees my number?" }) { __typename ... on Inquiry { reference } ${REFUSAL} } }`,
  );
  return accepted('askAboutPolicy', askAboutPolicy).reference;
}
