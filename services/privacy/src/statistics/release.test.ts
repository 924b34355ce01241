import { locales } from '@belgi/contracts';
import { consentChanges, groups } from '@belgi/statistics';
import { describe, expect, it } from 'vitest';
import { type ConsentChange, countConsents, documentOf, dueDay, isDay, releaseOf, tablesOf } from './release.js';
import { csvOf, noStatisticsPage, statisticsPage } from './statistics-page.js';
import { statisticsWords } from './statistics-words.js';

const change = (
  citizenId: string,
  state: ConsentChange['state'] = 'GIVEN',
  locale: ConsentChange['locale'] = 'KY',
): ConsentChange => ({
  ...{ day: '2026-11-24', citizenId, state, locale },
});
const window = {
  ...{ group: 'CONSENTS' as const, window: 1, from: '2026-11-01', to: '2026-11-24' },
  cells: countConsents(Array.from({ length: 33 }, (_, at) => change(`${at}`, 'GIVEN', locales[at % 3]))),
};
const about = { day: '2026-11-24', publishedAt: '2026-11-25T00:00:00.000Z', previousSha256: null, windows: [window] };

describe('dueDay', () => {
  it.each([
    ['2026-11-24T23:59:59.999Z', '2026-11-23'],
    ['2026-11-25T00:00:00.000Z', '2026-11-24'],
    ['2026-11-25T23:59:59.999Z', '2026-11-24'],
  ])('at %s it is %s: at six in Bishkek the day changes', (now, day) => {
    expect(dueDay(new Date(now))).toBe(day);
  });
});

describe('isDay', () => {
  it.each([
    ['2026-11-24', true],
    ['2026-02-31', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ["2026-11-24'", false],
    ['latest', false],
  ])('%s: %s', (text, expected) => expect(isDay(text)).toBe(expected));
});

describe('the document', () => {
  it('says the same of the same, and comes back as it was', () => {
    expect(documentOf(about)).toBe(documentOf({ ...about, windows: [{ ...window }] }));
    expect(releaseOf(documentOf(about))).toEqual({ ...about, leastPeople: 10, roundedTo: 5 });
  });

  it('as CSV has a line per number, with what is suppressed as such', () => {
    const lines = csvOf(releaseOf(documentOf(about)))
      .trimEnd()
      .split('\r\n');
    expect(lines).toHaveLength(1 + window.cells.length);
    expect(lines[0]).toBe('group,from,to,table,row,column,count,status');
    expect(lines.filter((line) => line.endsWith(',,suppressed')).length).toBeGreaterThan(0);
    expect(lines.every((line) => line.split(',').length === 8)).toBe(true);
  });
});

describe('consents', () => {
  it('count a person once for each kind of change', () => {
    const again = Array.from({ length: 40 }, () => change('one'));
    expect(countConsents(again).every(({ count }) => count === null)).toBe(true);
  });

  it('are tables with totals', () => {
    const [table] = tablesOf({
      ...window,
      cells: countConsents(
        Array.from({ length: 270 }, (_, at) =>
          change(`${at}`, consentChanges[Math.floor(at / 3) % 3], locales[at % 3]),
        ),
      ),
    });
    expect(table?.columns).toEqual(['KY', 'RU', 'EN', 'TOTAL']);
    expect(table?.rows.find(({ name }) => name === 'WITHDRAWN')?.counts).toEqual([30, 30, 30, 90]);
    expect(table?.rows.at(-1)).toEqual({ name: 'TOTAL', counts: [90, 90, 90, 270] });
  });
});

describe('the page', () => {
  const page = { release: releaseOf(documentOf(about)), sha256: 'a'.repeat(64), days: ['2026-11-24'] };

  it.each(['KY', 'RU', 'EN'] as const)('in %s shows the tables, what is suppressed, and the files', (locale) => {
    const html = statisticsPage({ locale, ...page });
    expect(html).toContain(statisticsWords[locale].tables.CONSENT_CHANGES_BY_LANGUAGE);
    expect(html).toContain(`aria-label="${statisticsWords[locale].suppressed}"`);
    expect(html).toContain('/policy/statistics/2026-11-24.csv');
    expect(html).toContain(`<html lang="${locale.toLowerCase()}">`);
    expect(noStatisticsPage(locale)).toContain(statisticsWords[locale].unknown);
  });

  it.each(['KY', 'RU', 'EN'] as const)('has a word in %s for every row and column', (locale) => {
    const named = Object.values(groups).flatMap(({ columns, tables }) => [
      ...columns,
      ...tables.flatMap(({ rows }) => rows),
    ]);
    for (const name of named) expect(statisticsWords[locale].names, name).toHaveProperty([name]);
  });
});
