import type { TestCitizen } from '@belgi/testkit';
import { type Figure, percentile, timeFor } from '../figure.js';
import { closedLoop } from '../load.js';
import { citizens } from '../people.js';

const SIZES = { slice: { people: 4, changes: 24 }, full: { people: 40, changes: 2_000 } } as const;

interface Acknowledgement {
  readonly service: string;
  readonly latencyMs: number | null;
}

const CHANGED = '... on ConsentChanged { consent { state } acknowledgements { service latencyMs } }';
const REFUSAL = '... on Refusal { code }';

/** Withdraws where consent is live and agrees anew where it is not, so that few people make many changes. */
function changer(edition: number, sha256: string) {
  const live = new Map<string, boolean>();
  return async (citizen: TestCitizen): Promise<Acknowledgement[]> => {
    const isLive = live.get(citizen.id) ?? true;
    const answer = isLive
      ? (await citizen.graph.ask(`mutation Leave { change: withdrawConsent { ${CHANGED} ${REFUSAL} } }`)).change
      : (
          await citizen.graph.ask(
            `mutation Agree($edition: Int!, $sha256: String!) {
              change: giveConsent(edition: $edition, locale: EN, textSha256: $sha256) { ${CHANGED} ${REFUSAL} }
            }`,
            { edition, sha256 },
          )
        ).change;
    if (answer.code) throw new Error(`a consent change was refused: ${answer.code}`);
    live.set(citizen.id, !isLive);
    return answer.acknowledgements;
  };
}

export const withdrawal: Figure = {
  name: 'withdrawal',
  question: 'How long from the commit of a consent change until identity, auction and notify all act by it?',
  async measure(system, size, say) {
    const { people, changes } = SIZES[size];
    say(`${people} citizens register`);
    const all = await citizens(system, people);
    const { currentPolicy } = await system.graph.ask(
      'query P { currentPolicy { number text(locale: EN) { sha256 } } }',
    );
    const change = changer(currentPolicy.number, currentPolicy.text.sha256);

    const lastMs: number[] = [];
    let pending = 0;
    const load = await closedLoop({ callers: people, operations: changes, ...timeFor(size) }, async (caller) => {
      const acknowledged = await change(all[caller] as TestCitizen);
      if (acknowledged.length !== 3) throw new Error(`${acknowledged.length} services were waited for, not 3`);
      const latencies = acknowledged.map(({ latencyMs }) => latencyMs);
      if (latencies.includes(null)) pending += 1;
      else lastMs.push(Math.max(...(latencies as number[])));
    });
    return [
      { what: 'consent changes', value: load.perSecond, unit: '1/s' },
      { what: 'commit to the last service, p50', value: percentile(lastMs, 0.5), unit: 'ms' },
      { what: 'commit to the last service, p99', value: percentile(lastMs, 0.99), unit: 'ms', target: { atMost: 500 } },
      { what: 'answers with a service still pending', value: pending, unit: '', target: { atMost: 0 } },
      { what: 'the citizen waits, p99', value: percentile(load.latenciesMs, 0.99), unit: 'ms' },
    ];
  },
};
