import { isWorkingDay, localDateOf, plusDays } from '@belgi/contracts';
import { readCalendar, sql, violatedConstraint } from '@belgi/database';
import { createMetrics } from '@belgi/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { dueOf, workingDaysOf } from './calendar.store.js';
import { terms } from './term.js';
import { noteCalendarEnd } from './watch-calendar.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await createFixture();
});
afterAll(() => fixture.close());

describe('holidays', () => {
  it('of 2026 and 2027 are in the table', async () => {
    const calendar = await readCalendar(fixture.database, '2026-01-01');
    for (const day of ['2026-01-05', '2026-03-20', '2026-05-07', '2026-05-27', '2026-08-31'])
      expect(isWorkingDay(calendar, day)).toBe(false);
    for (const day of ['2026-01-08', '2026-02-23', '2026-04-07']) expect(isWorkingDay(calendar, day)).toBe(true);
    expect(isWorkingDay(await readCalendar(fixture.database, '2027-01-01'), '2027-03-09')).toBe(false);
  });

  it('a term over New Year steps over seven days of rest and the weekend', async () => {
    const due = await dueOf(fixture.database, 'RIGHTS_ANSWER', new Date('2026-12-30T05:00:00Z'));
    // 31 December, 8, 11, 12, 13, 14 and 15 January.
    expect(due.toISOString()).toBe('2027-01-15T18:00:00.000Z');
  });

  it('a later revision of a day counts, and the earlier stays', async () => {
    const { database } = fixture;
    const say = (revision: number, kind: string) => sql`/* test */
      INSERT INTO holidays (day, revision, kind, name, basis) VALUES ('2027-06-05', ${revision}, ${kind}, 'moved', 'decree')`;
    await database.query(say(1, 'WORK'));
    expect(isWorkingDay(await readCalendar(database, '2027-06-01'), '2027-06-05')).toBe(true);
    await database.query(say(2, 'REST'));
    expect(isWorkingDay(await readCalendar(database, '2027-06-01'), '2027-06-05')).toBe(false);
    const gap = await database.query(say(4, 'WORK')).catch((error: unknown) => error);
    expect(violatedConstraint(gap)).toBe('holidays_revisions_follow');
  });

  it('end on a day that whoever watches the figures sees come nearer, and then lie behind', async () => {
    const { database } = fixture;
    const metrics = createMetrics('privacy');
    const watch = async () => {
      await noteCalendarEnd(database, metrics);
      const text = await metrics.registry.getSingleMetricAsString('belgi_holidays_end_days');
      return Number(text.match(/^belgi_holidays_end_days\S* (\S+)$/m)?.[1]);
    };
    const today = localDateOf(await database.now());
    const ends = await watch();
    expect(isWorkingDay(await readCalendar(database, plusDays(today, ends)), plusDays(today, ends))).toBe(false);
    const say = (day: string, kind: string) => sql`/* test */
      INSERT INTO holidays (day, kind, name, basis) VALUES (${day}, ${kind}, 'a feast', 'decree')`;
    await database.query(say(plusDays(today, ends + 400), 'WORK'));
    expect(await watch()).toBe(ends);
    await database.query(say(plusDays(today, ends + 365), 'REST'));
    expect(await watch()).toBe(ends + 365);
    await fixture.time.advance({ days: ends + 366 });
    expect(await watch()).toBe(-1);
  });

  it('every term has its days, and none is guessed before its law', async () => {
    for (const term of terms) expect(await workingDaysOf(fixture.database, term, '2026-11-24')).toBeGreaterThan(0);
    await expect(workingDaysOf(fixture.database, 'RIGHTS_ANSWER', '2000-01-01')).rejects.toThrow(/no term/);
  });
});
