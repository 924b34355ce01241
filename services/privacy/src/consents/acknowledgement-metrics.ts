import type { Metrics } from '@belgi/runtime';
import type { Acknowledgement } from './await-acknowledgements.js';

/** From commit to hearing of it, in seconds: the promise is half a second for 99 in a hundred, the wait ends at two. */
const BUCKETS_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2];

/** Notes what a person was told of their change: latencies, and who was missing. The alert stands on the latter. */
export function acknowledgementMetrics(metrics: Metrics): (told: readonly Acknowledgement[]) => void {
  const seconds = metrics.histogram(
    'belgi_consent_acknowledgement_seconds',
    'Time from a change of consent to the acknowledgement of a service',
    ['from'],
    BUCKETS_SECONDS,
  );
  const pending = metrics.counter(
    'belgi_consent_acknowledgements_pending_total',
    'Changes of consent answered before a service acted by them',
    ['from'],
  );
  return (told) => {
    for (const { service: from, latencyMs } of told)
      if (latencyMs === null) pending.inc({ from });
      else seconds.observe({ from }, latencyMs / 1_000);
  };
}
