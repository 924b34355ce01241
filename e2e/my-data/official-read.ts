import { randomUUID } from 'node:crypto';
import { anAgency, aStaff, type TestCitizen, type TestSystem } from '@belgi/testkit';
import { filesOnLetter, PERIOD } from '../lawful-disclosure/official-letter.js';

/** What the agency's next read of the same person is answered. */
type ReadAgain = () => Promise<string>;

/** An agency reads somebody's name on an official letter, filed, prepared and decided as it must be. */
export async function isReadByAnAgency(
  system: TestSystem,
  citizen: TestCitizen,
): Promise<{ agencyName: string; readAgain: ReadAgain }> {
  const [agency, preparer, decider] = await Promise.all([
    anAgency(system).named('Body of inquiry'),
    aStaff(system).withRole('PRIVACY_OFFICER'),
    aStaff(system).withRole('PRIVACY_OFFICER'),
  ]);
  const filing = { subjectPins: [citizen.who.pin], categories: ['NAME'], period: PERIOD };
  const { request } = await filesOnLetter(system, agency, filing);
  const requestId = request.id as string;
  await preparer.graph.ask(
    'mutation P($input: DisclosureProposalInput!) { prepareDisclosureDecision(input: $input) { __typename } }',
    { input: { requestId, categories: ['NAME'], reason: 'as far as the act goes' } },
  );
  const { decideDisclosureRequest: decided } = await decider.graph.ask(
    `mutation D($input: DisclosureDecisionInput!) {
      decideDisclosureRequest(input: $input) { ... on DisclosureRequest { grant { id } } ... on Refusal { code message } } }`,
    { input: { requestId, reason: 'agreed' } },
  );
  const grantId = decided.grant.id as string;
  const reader = await agency.graph({ grants: [grantId] });
  const read = async () => {
    const { readDisclosedPerson: answer } = await reader.ask(
      `mutation R($grantId: ID!, $pin: String!, $key: ID!) {
        readDisclosedPerson(grantId: $grantId, pin: $pin, key: $key) { __typename ... on Refusal { code message } } }`,
      { grantId, pin: citizen.who.pin, key: randomUUID() },
    );
    return (answer.code ?? answer.__typename) as string;
  };
  const first = await read();
  if (first !== 'DisclosedPerson') throw new Error(first);
  return { agencyName: agency.name, readAgain: read };
}
