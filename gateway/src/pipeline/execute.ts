import type { Metrics } from '@belgi/runtime';
import type { Step } from './pipeline.js';

/** Plans and executes the operation on its graph. */
export function executeStep(metrics: Metrics): Step {
  const operations = metrics.counter('belgi_gateway_operations_total', 'Operations executed', ['kind', 'outcome']);
  return {
    name: 'execute',
    async run(exchange) {
      const { operation } = exchange;
      if (operation === undefined) throw new Error('execute runs after operation');
      try {
        exchange.outcome = await operation.graph.execute(operation, exchange);
        operations.inc({ kind: operation.kind, outcome: exchange.outcome.errors.length === 0 ? 'ok' : 'errors' });
      } catch (error) {
        operations.inc({ kind: operation.kind, outcome: 'fault' });
        throw error;
      }
      return undefined;
    },
  };
}
