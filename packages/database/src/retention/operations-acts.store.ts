import type { ServiceName } from '@belgi/contracts';
import { sql } from '../sql.js';
import type { RetentionStep } from './retention-act.js';

/** An event may lie dead at two consumers: only what is dealt with goes. */
export function operationsSteps(service: ServiceName): readonly RetentionStep[] {
  const letters = `${service}.dead_letters`;
  return [
    {
      rule: letters,
      erase: (ids) => sql`/* retention.dead-letters */
        DELETE FROM dead_letters WHERE event_id = ANY (${[...ids]}::uuid[]) AND resolved_at <= retention_cutoff(${letters}) RETURNING 1 AS one`,
    },
    {
      rule: `${service}.republish_requests`,
      erase: (ids) => sql`/* retention.republish-requests */
        DELETE FROM republish_requests WHERE id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
    },
    {
      rule: `${service}.legal_holds`,
      erase: (ids) => sql`/* retention.legal-holds */
        DELETE FROM legal_holds WHERE id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
    },
  ];
}
