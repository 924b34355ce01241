import type { Budget } from './budget.js';
import type { Exchange } from './exchange.js';
import type { Step } from './pipeline.js';

export interface Budgets {
  /** Callers without a token, by address. */
  readonly address: Budget;
  /** Citizens, staff and agencies, by their id: whoever is signed in does not pay for their neighbours. */
  readonly actor: Budget;
}

/** Who pays for a request. */
function payer(exchange: Exchange): { budget: keyof Budgets; caller: string } {
  const { actor } = exchange;
  if (actor.kind === 'anonymous') return { budget: 'address', caller: exchange.clientAddress };
  return { budget: 'actor', caller: `${actor.kind}:${actor.id}` };
}

export function rateLimitStep(budgets: Budgets): Step {
  return {
    name: 'rate-limit',
    run(exchange) {
      const { budget, caller } = payer(exchange);
      const seconds = budgets[budget].take(caller);
      if (seconds === 0) return undefined;
      return { code: 'RATE_LIMITED', parameters: { seconds }, headers: { 'retry-after': String(seconds) } };
    },
  };
}
