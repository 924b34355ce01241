import { localDateOf } from '@belgi/contracts';
import { type Database, type Loop, startLoop } from '@belgi/database';
import type { Logger, Metrics } from '@belgi/runtime';
import { countOverdue } from './hold-orders.store.js';

/** A day of review passes once a day: within minutes of it whoever watches the figures knows. */
const EVERY_MS = 60_000;

/** Says how many holds nobody has looked at in time. A hold never ends by itself: that would delete what a court asked for. */
export function watchReviews(options: {
  readonly database: Database;
  readonly logger: Logger;
  readonly metrics: Metrics;
}): Loop {
  const { database, logger, metrics } = options;
  const overdue = metrics.gauge('belgi_legal_holds_overdue', 'Legal holds in force whose day of review has passed');
  const turn = async (): Promise<boolean> => {
    overdue.set(await countOverdue(database, localDateOf(await database.now())));
    return false;
  };
  return startLoop({ name: 'reviews of legal holds', everyMs: EVERY_MS, logger, turn });
}
