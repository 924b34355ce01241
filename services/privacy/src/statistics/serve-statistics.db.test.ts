import { createHash } from 'node:crypto';
import { newId, outgoing, StatisticsCountedV1 } from '@belgi/contracts';
import { cellsOf, groups, protect, tally } from '@belgi/statistics';
import { waitFor } from '@belgi/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Running, startPrivacy } from '../testing/running.js';

let running: Running;
beforeAll(async () => {
  running = await startPrivacy();
});
afterAll(() => running[Symbol.asyncDispose]());

const ASK = `query ($day: String) {
  statistics(day: $day) {
    day sha256 previousSha256 leastPeople roundedTo
    windows { group number from to tables { name columns rows { name cells { column count suppressed } } } }
  }
}`;

/** Somebody in every cell, thirty times. */
const crowd = groups.SALES.columns.flatMap(
  (_, column) =>
    groups.SALES.tables[0]?.rows.flatMap((_, row) =>
      Array.from({ length: 30 }, () => ({ person: newId(), column, rows: [row, row % 6] })),
    ) ?? [],
);

// biome-ignore lint/suspicious/noExplicitAny: the schema checks the shape
const release = async (day?: string): Promise<any> => running.graphql({ kind: 'anonymous' }, ASK, { day });

test('what identity counted is published to everybody, in the graph, as a page and as files', async () => {
  const cells = cellsOf(groups.SALES, protect(groups.SALES, tally(groups.SALES, crowd)));
  const counted = { group: 'SALES' as const, window: 1, from: '2026-01-01', to: '2026-01-05', cells };
  await running.tell('identity', outgoing(StatisticsCountedV1, 'SALES', 1, counted));
  let shown = await waitFor(async () => (await release()).data?.statistics);
  // Where the window came after the release of that day, which never changes, the next day's has it.
  while (shown.windows.length === 0) {
    const { day } = shown;
    await running.time.advance({ days: 1 });
    shown = await waitFor(async () => {
      const { statistics } = (await release()).data;
      return statistics.day > day && statistics;
    });
  }
  expect(shown).toMatchObject({ leastPeople: 10, roundedTo: 5 });
  const [table] = shown.windows[0].tables;
  expect(table.name).toBe('SALES_BY_REGION_AND_PRICE');
  expect(table.rows[0].cells[0]).toEqual({ column: 'UNDER_20_000', count: 30, suppressed: false });

  const json = await running.fetch(`/policy/statistics/${shown.day}.json`);
  const bytes = Buffer.from(await json.arrayBuffer());
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(shown.sha256);
  const csv = await (await running.fetch(`/policy/statistics/${shown.day}.csv`)).text();
  expect(csv).toContain('SALES,2026-01-01,2026-01-05,SALES_BY_REGION_AND_PRICE,01,UNDER_20_000,30,published');

  const page = await running.fetch('/policy/statistics?lang=ru');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await page.text()).toContain('Продажи: по региону и цене');
  const again = await running.fetch('/policy/statistics?lang=ru', {
    headers: { 'if-none-match': page.headers.get('etag') ?? '' },
  });
  expect(again.status).toBe(304);
});

test('a day that was never published is told as such, in the reader’s language', async () => {
  for (const day of ['1999-01-01', '2026-02-31', 'yesterday']) {
    const { errors } = await release(day);
    expect(errors?.[0]).toMatchObject({
      message: 'No statistics were published for this day.',
      extensions: { code: 'STATISTICS_UNKNOWN' },
    });
  }
  const missing = await running.fetch('/policy/statistics/1999-01-01?lang=ky');
  expect([missing.status, await missing.text()]).toEqual([404, expect.stringContaining('жарыяланган эмес')]);
  expect((await running.fetch('/policy/statistics/1999-01-01.json')).status).toBe(404);
});
