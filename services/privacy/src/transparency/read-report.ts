import { localDateOf, startOf } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import { makeReport, type Report } from './report.js';
import { countDelayedNotices, requestFacts, wholeCalendar } from './transparency.store.js';

/**
 * The report as it stands. Requests and decisions count from the first of the next month, so that two looks do not differ by
 * one letter whose day is known; delayed notices count at once.
 */
export async function readReport(database: Database): Promise<Report> {
  const day = `${localDateOf(await database.now()).slice(0, 'YYYY-MM'.length)}-01`;
  const [requests, delayedNotices, calendar] = await Promise.all([
    requestFacts(database, startOf(day)),
    countDelayedNotices(database),
    wholeCalendar(database),
  ]);
  return makeReport({ day, requests, delayedNotices, calendar });
}

/** Reports of a month are alike but for delayed notices; made anew after this time, in ms, not for each reader. */
const KEPT_MS = 60_000;

/** Reads the report once in a while, however many ask: whoever asks meanwhile waits for the same answer. */
export function reportReader(database: Database, now: () => number = () => performance.now()): () => Promise<Report> {
  let kept: { readonly at: number; readonly report: Promise<Report> } | undefined;
  return () => {
    if (kept !== undefined && now() - kept.at < KEPT_MS) return kept.report;
    const report = readReport(database);
    const next = { at: now(), report };
    kept = next;
    // A failure is not kept.
    report.catch(() => {
      if (kept === next) kept = undefined;
    });
    return report;
  };
}
