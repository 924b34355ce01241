import { randomUUID } from 'node:crypto';
import { anAgency, aStaff, type TestCitizen, type TestSystem } from '@belgi/testkit';

const LETTER = '%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';

/** An agency reads somebody's name on an official letter, filed, prepared and decided as it must be. */
export async function isReadByAnAgency(system: TestSystem, citizen: TestCitizen): Promise<{ agencyName: string }> {
  const [agency, preparer, decider] = await Promise.all([
    anAgency(system).named('Body of inquiry'),
    aStaff(system).withRole('PRIVACY_OFFICER'),
    aStaff(system).withRole('PRIVACY_OFFICER'),
  ]);
  const form = new FormData();
  form.set('file', new Blob([LETTER], { type: 'application/pdf' }), 'letter.pdf');
  const headers = { authorization: `Bearer ${await agency.token()}` };
  const sent = await fetch(`${system.urls.gateway}/letters`, { method: 'POST', headers, body: form });
  const { letterFileId } = (await sent.json()) as { letterFileId: string };
  const filed = await (await agency.graph()).ask(
    `mutation File($input: DisclosureRequestInput!) {
      fileDisclosureRequest(input: $input) { ... on DisclosureRequest { id } ... on Refusal { code message } } }`,
    {
      input: {
        letterFileId,
        agencyName: agency.name,
        officer: 'Асанов А.',
        letterNumber: '17-3/402',
        letterDate: '2026-01-12',
        legalBasis: 'Act on inquiry, article 12',
        duty: 'Inquiry 2026/55',
        categories: ['NAME'],
        subjectPins: [citizen.who.pin],
      },
    },
  );
  const requestId = filed.fileDisclosureRequest.id as string;
  const scope = { requestId, categories: ['NAME'], validDays: 5, reads: 5, reason: 'as far as the act goes' };
  await preparer.graph.ask(
    'mutation P($input: DisclosureProposalInput!) { prepareDisclosureDecision(input: $input) { __typename } }',
    { input: scope },
  );
  const { decideDisclosureRequest: decided } = await decider.graph.ask(
    `mutation D($input: DisclosureDecisionInput!) {
      decideDisclosureRequest(input: $input) { ... on DisclosureRequest { grant { id } } ... on Refusal { code message } } }`,
    { input: { requestId, reason: 'agreed' } },
  );
  const { readDisclosedPerson } = await (await agency.graph()).ask(
    `mutation R($grantId: ID!, $pin: String!, $key: ID!) {
      readDisclosedPerson(grantId: $grantId, pin: $pin, key: $key) { __typename ... on Refusal { code message } } }`,
    { grantId: decided.grant.id, pin: citizen.who.pin, key: randomUUID() },
  );
  if (readDisclosedPerson.__typename !== 'DisclosedPerson') throw new Error(readDisclosedPerson.message);
  return { agencyName: agency.name };
}
