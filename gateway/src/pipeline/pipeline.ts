import type { Metrics } from '@belgi/runtime';
import type { Exchange, Rejection } from './exchange.js';

/** One step of the pipeline: one file, one concern. */
export interface Step {
  readonly name: string;
  /** Runs whatever happened before: words the answer. */
  readonly closing?: true;
  /** Gives a rejection to end the request; throws only for a fault of ours. */
  run(exchange: Exchange): Rejection | undefined | Promise<Rejection | undefined>;
}

export type Pipeline = (exchange: Exchange) => Promise<void>;

/** Runs the steps in their order; after a rejection, an answer or a fault only the closing ones. */
export function createPipeline(steps: readonly Step[], metrics: Metrics): Pipeline {
  const seconds = metrics.histogram('belgi_gateway_step_seconds', 'Time spent in a step of the pipeline', ['step']);
  const rejections = metrics.counter('belgi_gateway_rejections_total', 'Requests ended by a step', ['step', 'code']);
  return async (exchange) => {
    for (const step of steps) {
      const over = exchange.rejection !== undefined || exchange.finished !== undefined || exchange.fault !== undefined;
      if (over && !step.closing) continue;
      const startedAt = performance.now();
      try {
        const rejection = await step.run(exchange);
        if (rejection !== undefined) {
          exchange.rejection = rejection;
          rejections.inc({ step: step.name, code: rejection.code });
        }
      } catch (fault) {
        // A closing step that fails leaves no words: let the server's own error handler answer.
        if (step.closing) throw fault;
        exchange.fault = fault;
      } finally {
        seconds.observe({ step: step.name }, (performance.now() - startedAt) / 1_000);
      }
    }
  };
}
