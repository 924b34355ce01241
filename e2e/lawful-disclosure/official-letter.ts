import type { AgencyToken } from '@belgi/local';
import type { TestAgency, TestSystem } from '@belgi/testkit';

/** The days whose data are asked for. */
export const PERIOD = { from: '2025-01-01', until: '2026-01-12' };
const LETTER = '%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
const REFUSAL = '... on Refusal { code message }';

export async function sends(system: TestSystem, token: string | AgencyToken, bytes = LETTER): Promise<Response> {
  const form = new FormData();
  form.set('file', new Blob([bytes], { type: 'application/pdf' }), 'letter.pdf');
  const headers =
    typeof token === 'string' ? { authorization: `Bearer ${token}` } : await token.headers('POST', '/letters');
  return fetch(`${system.urls.gateway}/letters`, { method: 'POST', headers, body: form });
}

/** Files a request on a letter of its own. */
export async function filesOnLetter(
  system: TestSystem,
  inquiry: TestAgency,
  { subjectPins, categories, period }: { subjectPins: string[]; categories: string[]; period: typeof PERIOD },
) {
  const token = await inquiry.token();
  const sent = await sends(system, token);
  const { letterFileId, sha256 } = (await sent.json()) as { letterFileId: string; sha256: string };
  const { fileDisclosureRequest } = await system.graph.withToken(token).ask(
    `mutation File($input: DisclosureRequestInput!) { fileDisclosureRequest(input: $input) {
      ... on DisclosureRequest { id state subjects letterSha256 officer agencyName agency { id name } unit channel urgency answerDueAt legalAct { code revision article } period { from until } } ${REFUSAL}
    } }`,
    {
      input: {
        letterFileId,
        // Whatever it calls itself: its registered name is used, here and in what the person is shown and sent.
        agencyName: 'Министерство образования',
        officer: 'Асанов А.',
        letterNumber: '17-3/402',
        letterDate: '2026-01-12',
        unit: 'Department of inquiry',
        legalAct: { code: 'KG-2008-58', article: '24' },
        period,
        urgency: 'URGENT',
        duty: 'Inquiry 2026/55',
        categories,
        subjectPins,
      },
    },
  );
  return { request: fileDisclosureRequest, sha256 };
}

/** What stands on record of it. */
export const asFiled = (inquiry: TestAgency, sha256: string, period: typeof PERIOD) => ({
  ...{ state: 'SUBMITTED', letterSha256: sha256, officer: 'Асанов А.', agencyName: inquiry.name },
  ...{
    agency: { id: inquiry.id, name: inquiry.name },
    unit: 'Department of inquiry',
    channel: 'API',
    urgency: 'URGENT',
  },
  ...{ legalAct: { code: 'KG-2008-58', revision: 1, article: '24' }, period },
});

/** An agency that got hold of the deployment secret asks a service itself. */
export const pastTheGateway =
  (system: () => TestSystem) =>
  async (service: 'identity' | 'privacy', agency: TestAgency, grants: readonly string[] = []) => {
    const token = await agency.token({ grants });
    return async (query: string, variables: object) => {
      const response = await fetch(`${system().serviceUrl(service)}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'belgi-deployment-secret': system().settings.secrets.deployment,
          ...(await token.headers('POST', '/graphql')),
        },
        body: JSON.stringify({ query, variables }),
      });
      // biome-ignore lint/suspicious/noExplicitAny: what was selected
      return (await response.json()) as any;
    };
  };
