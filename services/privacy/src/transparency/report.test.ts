import { newId } from '@belgi/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNELS, MAX_AUTHORITIES, makeReport, OTHER, OUTCOMES, type Report, type RequestFact } from './report.js';
import { transparencyCsv, transparencyPage } from './transparency-page.js';

const DAY = '2026-02-01';
const monday = new Date('2026-01-05T05:00:00.000Z');
const later = (days: number) => new Date(monday.getTime() + days * 86_400_000);
const request = (change: Partial<RequestFact> = {}): RequestFact => ({
  id: newId(),
  authority: 'Tax Service',
  channel: 'ELECTRONIC',
  subjects: 1,
  filedAt: monday,
  decision: { outcome: 'GRANTED', at: later(2) },
  ...change,
});
const many = (count: number, change: Partial<RequestFact> = {}) => Array.from({ length: count }, () => request(change));
const report = (requests: readonly RequestFact[], delayedNotices = 0) =>
  makeReport({ day: DAY, requests, delayedNotices, calendar: new Map() });
const table = ({ tables }: Report, name: string) => tables.find((one) => one.name === name);
const counts = (made: Report, name: string, row: string) =>
  table(made, name)?.rows.find((one) => one.name === row)?.counts;

describe('the report', () => {
  it('counts requests and persons by authority and type, with their outcome', () => {
    const made = report([
      ...many(20, { subjects: 2 }),
      ...many(20, { channel: 'PAPER', decision: { outcome: 'NARROWED', at: later(9) } }),
      ...many(20, { authority: 'Customs', decision: { outcome: 'REJECTED', at: later(1) } }),
      ...many(20, { authority: 'Customs', channel: 'PAPER', decision: null }),
      ...many(20, { authority: 'Customs' }),
      ...many(20, { decision: null }),
      ...many(20, { decision: { outcome: 'REJECTED', at: later(3) } }),
      ...many(20, { authority: 'Customs', decision: { outcome: 'NARROWED', at: later(3) } }),
      ...CHANNELS.flatMap((channel) =>
        OUTCOMES.flatMap((outcome) =>
          many(20, { channel, decision: outcome === 'PENDING' ? null : { outcome, at: later(2) } }),
        ),
      ),
    ]);
    expect(table(made, 'REQUESTS_BY_AUTHORITY')?.columns).toEqual([...OUTCOMES, 'TOTAL']);
    expect(counts(made, 'REQUESTS_BY_AUTHORITY', 'Customs')).toEqual([20, 20, 20, 20, 80]);
    expect(counts(made, 'REQUESTS_BY_AUTHORITY', 'TOTAL')).toEqual([80, 80, 80, 80, 320]);
    expect(counts(made, 'SUBJECTS_BY_AUTHORITY', 'TOTAL')).toEqual([80, 100, 80, 80, 340]);
    expect(counts(made, 'REQUESTS_BY_TYPE', 'PAPER')?.at(-1)).toBe(120);
  });

  it('counts working days only, and tells no median of a few', () => {
    // Nine days over a weekend: seven that are worked.
    const decided = { outcome: 'GRANTED', at: later(9) } as const;
    const median = (made: Report) => table(made, 'REQUESTS_BY_AUTHORITY')?.rows.at(-1)?.medianWorkingDays;
    expect(median(report(many(10, { decision: decided })))).toBe(7);
    expect(median(report(many(9, { decision: decided })))).toBeNull();
  });

  it('tells of delayed notices from the first one on', () => {
    expect(report([], 1).delayedNotices).toBe(1);
  });

  it('keeps authorities beyond the thirtieth together', () => {
    const names = Array.from({ length: MAX_AUTHORITIES + 5 }, (_, at) => `Body ${String(at).padStart(2, '0')}`);
    const made = report(names.map((authority) => request({ authority })));
    const rows = table(made, 'REQUESTS_BY_AUTHORITY')?.rows.map(({ name }) => name) ?? [];
    expect(rows).toHaveLength(MAX_AUTHORITIES + 2);
    expect(rows.slice(-2)).toEqual([OTHER, 'TOTAL']);
  });

  const facts = fc.array(
    fc.record({
      authority: fc.constantFrom('A', 'B', 'C'),
      channel: fc.constantFrom(...CHANNELS),
      outcome: fc.constantFrom(...OUTCOMES),
      subjects: fc.integer({ min: 1, max: 50 }),
    }),
    { maxLength: 60 },
  );
  it('never shows a number below ten, nor one that is not rounded, nor the only hidden one of a sum', () => {
    fc.assert(
      fc.property(facts, (some) => {
        const made = report(
          some.map(({ outcome, ...fact }) =>
            request({ ...fact, decision: outcome === 'PENDING' ? null : { outcome, at: later(1) } }),
          ),
        );
        for (const { rows } of made.tables) {
          for (const { counts: shown } of rows) {
            for (const count of shown) if (count !== null) expect([count >= 10, count % 5]).toEqual([true, 0]);
            expect(shown.filter((count) => count === null)).not.toHaveLength(1);
          }
          for (let column = 0; column <= OUTCOMES.length; column += 1) {
            const hidden = rows.filter((row) => row.counts[column] === null);
            if (rows.length > 1) expect(hidden).not.toHaveLength(1);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** The attack: a letter whose sender's name is a script, or a formula that a spreadsheet runs. */
describe('a name of an authority', () => {
  const made = report(many(20, { authority: '<script>alert(1)</script>' }));
  it.each(['KY', 'RU', 'EN'] as const)('is text on the page in %s', (locale) => {
    const page = transparencyPage(locale, made);
    expect(page).not.toContain('<script');
    expect(page).toContain('&#60;script&#62;');
    expect(page).not.toMatch(/undefined|NaN/);
  });
  it.each(['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)'])('is no formula in the file: %s', (authority) => {
    const csv = transparencyCsv(report(many(20, { authority })));
    expect(csv).toContain(`"'${authority.replaceAll('"', '""')}"`);
    expect(csv.trimEnd().split('\r\n')[1]).toBe(`${DAY},DELAYED_NOTICES,"TOTAL",TOTAL,0,published`);
  });
});
