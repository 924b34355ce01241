import type { TestStaff } from '@belgi/testkit';

const REFUSAL = '... on Refusal { code message }';
const DECIDED = `... on DisclosureRequest { id state stateReason decision { categories reason removed { kind category subject count reason } } grant { id readsLeft validUntil subjects period { from until } } } ${REFUSAL}`;

export async function prepares(officer: TestStaff, input: object) {
  const { prepareDisclosureDecision } = await officer.graph.ask(
    `mutation Prepare($input: DisclosureProposalInput!) { prepareDisclosureDecision(input: $input) { ${DECIDED} } }`,
    { input },
  );
  return prepareDisclosureDecision;
}

export async function decides(officer: TestStaff, input: object) {
  const { decideDisclosureRequest } = await officer.graph.ask(
    `mutation Decide($input: DisclosureDecisionInput!) { decideDisclosureRequest(input: $input) { ${DECIDED} } }`,
    { input },
  );
  return decideDisclosureRequest;
}

export async function readsLeftOf(officer: TestStaff, grant: { id: string }): Promise<number> {
  const { disclosureRequests } = await officer.graph.ask(
    'query Requests { disclosureRequests(first: 50) { edges { node { grant { id readsLeft } } } } }',
  );
  const nodes = disclosureRequests.edges.map((edge: { node: { grant: { id: string } | null } }) => edge.node.grant);
  return nodes.find((one: { id: string } | null) => one?.id === grant.id).readsLeft;
}
