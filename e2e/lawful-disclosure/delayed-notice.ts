import { type TestCitizen, type TestStaff, type TestSystem, waitFor } from '@belgi/testkit';

const DAY_MS = 86_400_000;
/** UTC+6 all year. */
const BISHKEK_OFFSET_MS = 6 * 3_600_000;
const REVIEW = `mutation Review($id: ID!, $endsAt: DateTime) {
  reviewNoticeDelay(input: { requestId: $id, endsAt: $endsAt, reason: "the inquiry still runs" }) {
    ... on DisclosureRequest { noticeDelay { endsAt longestUntil reviewedAt } }
    ... on Refusal { code }
  }
}`;

/** The day it is in Bishkek so many days from now. */
export const bishkekDay = (system: TestSystem, inDays: number): string =>
  new Date(system.now().getTime() + BISHKEK_OFFSET_MS + inDays * DAY_MS).toISOString().slice(0, 10);

/** A wish to let the notice wait for so many days, looked at on a day before. */
export const delayOf = (system: TestSystem, days: number, reviewInDays: number) => ({
  ...{ legalAct: { code: 'KG-2008-58', article: '15' }, days, reason: 'the inquiry runs' },
  reviewOn: bishkekDay(system, reviewInDays),
});

export const countedForEverybody = async (system: TestSystem) =>
  (await system.graph.ask('{ delayedNotices { requests reads requestsEver } }')).delayedNotices;

/** The second decision, by which a delay goes past its day of review. */
export const carriesOn = async (officer: TestStaff, requestId: string) =>
  (await officer.graph.ask(REVIEW, { id: requestId })).reviewNoticeDelay;

/** Everything by which a person finds out that an agency read their data. */
export async function knownTo(system: TestSystem, person: TestCitizen) {
  const { me } = await person.graph.ask(
    '{ me { disclosures(first: 50) { edges { node { delayedUntil proofFile } } } } }',
  );
  const headers = { authorization: `Bearer ${person.session.accessToken}` };
  const usage = await fetch(`${system.urls.gateway}/v2/findUsage`, { headers });
  if (!usage.ok) throw new Error(`findUsage answered ${usage.status}`);
  const { usages } = (await usage.json()) as { usages: { receiverName: string }[] };
  return {
    listed: me.disclosures.edges.map(({ node }: { node: object }) => node),
    usages: usages.map(({ receiverName }) => receiverName),
    inbox: (await person.inbox()).filter(({ kind }) => kind === 'DISCLOSURE_READ').length,
  };
}

/** The same, once what they find has its proof: from the next checkpoint on, few of the ten seconds until which may have passed. */
export const provedTo = (system: TestSystem, person: TestCitizen) =>
  waitFor(async () => {
    const known = await knownTo(system, person);
    return known.listed.some(({ proofFile }: { proofFile: string | null }) => proofFile !== null) && known;
  });
