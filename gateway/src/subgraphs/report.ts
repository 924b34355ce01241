import type { Health } from '@belgi/runtime';
import { request } from 'undici';

/** Shorter than the patience of a health check, so that the report says which one was slow. */
const ANSWER_MS = 1_000;

/** Each service in the readiness report, for ops to see. The gateway serves what it can, so none of them holds it back. */
export function reportSubgraphs<Name extends string>(
  health: Health,
  origins: Readonly<Record<Name, string>>,
  names: readonly Name[],
): void {
  for (const name of names) {
    health.addOptionalCheck(`service-${name}`, async () => {
      const { statusCode, body } = await request(new URL('/health/ready', origins[name]), {
        signal: AbortSignal.timeout(ANSWER_MS),
      }).catch(() => {
        throw new Error('not reachable');
      });
      await body.dump();
      if (statusCode !== 200) throw new Error(`says it is not ready (${statusCode})`);
    });
  }
}
