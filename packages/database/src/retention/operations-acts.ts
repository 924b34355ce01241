import type { ServiceName } from '@belgi/contracts';
import { operationsSteps } from './operations-acts.store.js';
import type { RetentionAct } from './retention-act.js';

/** What every service has alike: dead letters, orders to publish again, holds that were lifted. */
export function operationsActs(service: ServiceName): readonly RetentionAct[] {
  return operationsSteps(service).map((step) => ({ rule: step.rule, steps: [step] }));
}
