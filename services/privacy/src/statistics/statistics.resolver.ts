import type { Database } from '@belgi/database';
import { fault } from '@belgi/subgraph';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { demand } from '../demand.js';
import type { Context } from '../loaders.js';
import { isDay, releaseOf, tablesOf } from './release.js';
import { type KeptRelease, latestRelease, releaseOfDay } from './release.store.js';
import { StatisticsRelease } from './statistics.type.js';

const UNKNOWN = {
  ky: 'Бул күнгө статистика жарыяланган эмес.',
  ru: 'За этот день статистика не опубликована.',
  en: 'No statistics were published for this day.',
};

@Resolver(() => StatisticsRelease)
export class StatisticsResolver {
  constructor(private readonly database: Database) {}

  @Query(() => StatisticsRelease, {
    description: 'Statistics without names (policy 2.1 (3)). There is nothing to filter by: a release is one document.',
  })
  async statistics(
    @Ctx() { actor }: Context,
    @Arg('day', () => String, { nullable: true, description: 'YYYY-MM-DD of Bishkek; the latest if left out.' })
    day: string | null,
  ): Promise<StatisticsRelease> {
    demand(actor, 'statistics.read');
    const kept = await this.find(day ?? undefined);
    if (kept === undefined) throw fault('STATISTICS_UNKNOWN', UNKNOWN);
    return nodeOf(kept);
  }

  private async find(day: string | undefined): Promise<KeptRelease | undefined> {
    if (day === undefined) return latestRelease(this.database);
    return isDay(day) ? releaseOfDay(this.database, day) : undefined;
  }
}

function nodeOf({ document, sha256, publishedAt }: KeptRelease): StatisticsRelease {
  const { day, previousSha256, leastPeople, roundedTo, windows } = releaseOf(document);
  return {
    ...{ day, publishedAt, sha256, previousSha256, leastPeople, roundedTo },
    windows: windows.map((window) => ({
      ...{ group: window.group, number: window.window, from: window.from, to: window.to },
      tables: tablesOf(window).map(({ name, columns, rows }) => ({
        name,
        columns: [...columns],
        rows: rows.map((row) => ({
          name: row.name,
          cells: row.counts.map((count, at) => ({ column: columns[at] ?? '', count, suppressed: count === null })),
        })),
      })),
    })),
  };
}
