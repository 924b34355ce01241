import {
  aLot,
  aStaff,
  som,
  type TestCitizen,
  type TestLot,
  type TestStaff,
  type TestSystem,
  waitFor,
} from '@belgi/testkit';
import { type Figure, percentile, type Row, type Size } from '../figure.js';
import { inParallel, type Load, openLoop } from '../load.js';
import { bidders, citizens, placeBid } from '../people.js';
import { type Applied, type Use, usesAfterAcknowledgement } from '../uses.js';
import * as store from './withdrawal.store.js';

/**
 * Each wave all people leave at 200 a second; between waves they agree anew, which is not measured. All of it ends before the
 * first access token does, five minutes after the first registration.
 */
const SIZES = {
  slice: { bidders: 2, others: 1, waves: 2, bidsPerSecond: 5 },
  full: { bidders: 24, others: 176, waves: 5, bidsPerSecond: 40 },
} as const;
const PER_SECOND = 200;
/** Looks of an operator while all this goes on. */
const LOOKS_PER_SECOND = 5;
/** Whoever has not applied a withdrawal by then is not slow but stuck. */
const STUCK_AFTER_MS = 60_000;
/** People who agree anew side by side. */
const WIDTH = 8;
const OUTBID = /now [\d,]+ som/;

interface Cast {
  readonly bidders: readonly TestCitizen[];
  readonly all: readonly TestCitizen[];
  readonly lot: TestLot;
  readonly operator: TestStaff;
}

export const withdrawal: Figure = {
  name: 'withdrawal',
  question:
    'How long from the commit of a withdrawal until the last service acts by it, beside bidding, and is anybody used after that?',
  async measure(system, size, say) {
    const cast = await assemble(system, size, say);
    const since = (await system.databases.privacy.one<{ now: Date }>('SELECT app_now() AS now'))?.now as Date;
    const noise = makeNoise(cast, SIZES[size].bidsPerSecond);
    const waves: Load[] = [];
    try {
      for (let wave = 0; wave < SIZES[size].waves; wave++) {
        if (wave > 0) await agreeAnew(system, cast);
        say(`wave ${wave + 1} of ${SIZES[size].waves} leaves`);
        waves.push(await leave(system, cast, since));
      }
    } finally {
      await noise.stop();
    }
    const changes = await store.changesSince(system, since);
    const applied = await store.appliedBy(system, changes);
    const seen = await usesSeen(system, cast);
    const bad = usesAfterAcknowledgement(applied, seen);
    if (bad.length > 0) throw new Error(`used after the acknowledgement: ${bad.map(({ what }) => what).join(', ')}`);
    return rowsOf({
      waves,
      noise: noise.bids(),
      seen,
      appliedMs: waitsOf(changes, applied),
      heard: await store.heardMs(system, since),
    });
  },
};

async function assemble(system: TestSystem, size: Size, say: (text: string) => void): Promise<Cast> {
  say(`${SIZES[size].bidders} bidders and ${SIZES[size].others} others register`);
  const auctioneer = await aStaff(system).withRole('AUCTIONEER');
  const operator = await aStaff(system).withRole('OPERATOR');
  // So small a step that the price of a long evening stays in range.
  const lot = await aLot(system).startingAt(som(10_000)).stepping(som(100)).closing({ hours: 2 }).open(auctioneer);
  const bidding = await bidders(system, lot, SIZES[size].bidders);
  const others = await citizens(system, SIZES[size].others);
  return { bidders: bidding, all: [...bidding, ...others], lot, operator };
}

const LEAVE = 'mutation Leave { withdrawConsent { ... on Refusal { code } } }';
const AGREE = `mutation Agree($edition: Int!, $sha256: String!) {
  giveConsent(edition: $edition, locale: EN, textSha256: $sha256) { ... on Refusal { code } }
}`;

/** Everybody leaves; ends when every service has applied every withdrawal. */
async function leave(system: TestSystem, { all }: Cast, since: Date): Promise<Load> {
  const load = await openLoop({ perSecond: PER_SECOND, operations: all.length }, async (index) => {
    const { withdrawConsent } = await (all[index] as TestCitizen).graph.ask(LEAVE);
    if (withdrawConsent.code) throw new Error(`a withdrawal was refused: ${withdrawConsent.code}`);
  });
  await waitFor(async () => (await store.unacknowledged(system, since)) === 0, STUCK_AFTER_MS);
  return load;
}

/** Everybody comes back, with a new session where the old one ended. */
async function agreeAnew(system: TestSystem, { all }: Cast): Promise<void> {
  const { currentPolicy } = await system.graph.ask('query P { currentPolicy { number text(locale: EN) { sha256 } } }');
  const given = { edition: currentPolicy.number, sha256: currentPolicy.text.sha256 };
  await inParallel(all.length, WIDTH, async (index) => {
    const { giveConsent } = await (all[index] as TestCitizen).graph.ask(AGREE, given);
    if (giveConsent.code) throw new Error(`a consent was refused: ${giveConsent.code}`);
  });
}

/** Steady bidding of everybody who may and who may not any more, and an operator who looks at people. */
function makeNoise({ bidders: bidding, all, lot, operator }: Cast, bidsPerSecond: number) {
  const stopping = new AbortController();
  let next = lot.startPrice;
  let [accepted, refused] = [0, 0];
  const bid = async (index: number): Promise<void> => {
    const amount = next;
    next += lot.step;
    const { code, minimumNextBid } = await placeBid(bidding[index % bidding.length] as TestCitizen, lot.id, amount);
    if (code === null) accepted += 1;
    else refused += 1;
    // After bids of people who had left, the price lags behind: back to what the lot asks for.
    if (minimumNextBid !== null) next = minimumNextBid;
  };
  const look = async (index: number): Promise<void> => {
    const query = `query Look($id: ID!) { citizen(id: $id, purpose: COMMUNICATION, caseNumber: "119-1") { personal { fullName { masked } } } }`;
    await operator.graph.send(query, { id: (all[index % all.length] as TestCitizen).id });
  };
  const running = Promise.all([
    every(bidsPerSecond, bid, stopping.signal),
    every(LOOKS_PER_SECOND, look, stopping.signal),
  ]);
  running.catch(() => undefined); // thrown where it is waited for
  return {
    bids: () => ({ accepted, refused }),
    stop: async (): Promise<void> => {
      stopping.abort();
      await running;
    },
  };
}

/** Begins `work` so many times a second until it is stopped, then waits for the answers. @throws what one of them threw */
async function every(perSecond: number, work: (index: number) => Promise<void>, signal: AbortSignal): Promise<void> {
  const running: Promise<void>[] = [];
  const failed: unknown[] = [];
  for (let index = 0; !signal.aborted && failed.length === 0; index++) {
    running.push(work(index).catch((error: unknown) => void failed.push(error)));
    await new Promise((resolve) => setTimeout(resolve, 1_000 / perSecond));
  }
  await Promise.all(running);
  if (failed.length > 0) throw failed[0];
}

/** What the services did with these people, from their own records and from what arrived. */
async function usesSeen(system: TestSystem, { all }: Cast): Promise<Use[]> {
  const people = new Map(
    all.flatMap((one) => [[one.who.phone, one.id], ...(one.who.email ? [[one.who.email, one.id]] : [])]) as [
      string,
      string,
    ][],
  );
  const messages = (await system.mailbox.messages()).flatMap(({ to, text, at }): Use[] => {
    const citizenId = people.get(to);
    if (citizenId === undefined || !OUTBID.test(text)) return [];
    return [{ service: 'notify', citizenId, what: 'an optional message', at: Date.parse(at) }];
  });
  const recorded = [store.bids(system), store.plannedNotices(system), store.accesses(system)];
  const ours = new Set(all.map(({ id }) => id));
  return [...(await Promise.all(recorded)).flat(), ...messages].filter(({ citizenId }) => ours.has(citizenId));
}

/** Of each withdrawal the time from its commit to the commit in each service, in ms. @throws when one is missing */
function waitsOf(
  changes: readonly store.Change[],
  applied: readonly Applied[],
): ReadonlyMap<Applied['service'], number>[] {
  const byChange = Map.groupBy(applied, ({ citizenId, epoch }) => `${citizenId} ${epoch}`);
  return changes
    .filter(({ state }) => state === 'WITHDRAWN')
    .map(({ citizenId, epoch, at }) => {
      const theirs = byChange.get(`${citizenId} ${epoch}`) ?? [];
      if (theirs.length !== 3) throw new Error(`${theirs.length} services applied a withdrawal, not 3`);
      return new Map(theirs.map((one) => [one.service, one.at - at]));
    });
}

function rowsOf(measured: {
  readonly waves: readonly Load[];
  readonly noise: { readonly accepted: number; readonly refused: number };
  readonly seen: readonly Use[];
  readonly appliedMs: readonly ReadonlyMap<Applied['service'], number>[];
  readonly heard: readonly number[];
}): Row[] {
  const { waves, noise, seen, heard } = measured;
  const lastMs = measured.appliedMs.map((waited) => Math.max(...waited.values()));
  const waits = waves.flatMap(({ latenciesMs }) => latenciesMs);
  const rate = waves.reduce((sum, { perSecond }) => sum + perSecond, 0) / waves.length;
  return [
    { what: 'withdrawals', value: lastMs.length, unit: '' },
    { what: 'begun a second while they came', value: rate, unit: '1/s' },
    { what: 'bids accepted beside them', value: noise.accepted, unit: '' },
    { what: 'bids refused beside them', value: noise.refused, unit: '' },
    { what: 'commit to the last service applied, p50', value: percentile(lastMs, 0.5), unit: 'ms' },
    {
      what: 'commit to the last service applied, p99',
      value: percentile(lastMs, 0.99),
      unit: 'ms',
      target: { atMost: 500 },
    },
    ...(['auction', 'notify', 'identity'] as const).map((service) => ({
      what: `of this until ${service} applied, p99`,
      value: percentile(
        measured.appliedMs.map((waited) => waited.get(service) ?? Number.NaN),
        0.99,
      ),
      unit: 'ms',
    })),
    { what: 'commit to privacy knowing of all three, p99', value: percentile(heard, 0.99), unit: 'ms' },
    { what: 'the citizen waits, p99', value: percentile(waits, 0.99), unit: 'ms' },
    ...(['auction', 'notify', 'identity'] as const).map((service) => ({
      what: `uses of these people by ${service}, looked through`,
      value: seen.filter((use) => use.service === service).length,
      unit: '',
    })),
    { what: 'of these after the service acknowledged', value: 0, unit: '', target: { atMost: 0 } },
  ];
}
