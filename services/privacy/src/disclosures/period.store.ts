import { sql } from '@belgi/database';

/** The period of a grant `g`, in the shape of `Period`; null where it has none. */
export const grantPeriod = sql`
  CASE WHEN g.period_from IS NOT NULL THEN jsonb_build_object('from', g.period_from, 'until', g.period_until) END`;
