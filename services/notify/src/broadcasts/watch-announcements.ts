import type { Database } from '@belgi/database';
import type { Health, Logger, Metrics } from '@belgi/runtime';
import { announcementProgress } from './broadcast.store.js';
import { lateness } from './pace.js';

const NAMES = { POLICY_CHANGED: 'policy', AGREEMENT_CHANGED: 'user agreement' } as const;

/**
 * Says in figures, in readiness and in the log whether everybody will have been told before the edition takes effect.
 * @returns one look; the counts pass over everybody still to be told, so once a minute is enough
 */
export function watchAnnouncements(
  database: Database,
  { perSecond, metrics, health, logger }: { perSecond: number; metrics: Metrics; health: Health; logger: Logger },
): () => Promise<boolean> {
  const remaining = metrics.gauge(
    'belgi_edition_notices_remaining',
    'People still to be told of the edition that is being announced',
  );
  const late = metrics.gauge(
    'belgi_edition_notices_late_seconds',
    'By how much the announcement under way ends after its edition takes effect; negative: to spare; 0: none is under way',
  );
  let alarm: string | undefined;
  // Optional: nothing is wrong with this replica, and a restart would mend nothing.
  health.addOptionalCheck('edition-notices', async () => {
    if (alarm !== undefined) throw new Error(alarm);
  });
  return async () => {
    const progress = await announcementProgress(database, null);
    const seconds = progress === undefined ? 0 : lateness(progress, progress.now, perSecond);
    remaining.set(progress?.remaining ?? 0);
    late.set(seconds);
    alarm =
      progress !== undefined && progress.remaining > 0 && seconds > 0
        ? `edition ${progress.edition} of the ${NAMES[progress.kind]} takes effect ${Math.ceil(seconds)} s before everybody is told`
        : undefined;
    if (alarm !== undefined && progress !== undefined)
      logger.error(
        { kind: progress.kind, edition: progress.edition, remaining: progress.remaining, lateSeconds: seconds },
        'edition notices are late',
      );
    return false;
  };
}
