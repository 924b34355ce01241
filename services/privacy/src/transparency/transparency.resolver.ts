import { Ctx, Query, Resolver } from 'type-graphql';
import { demand } from '../demand.js';
import type { Context } from '../loaders.js';
import type { Report } from './report.js';
import { TransparencyReport } from './transparency.type.js';

@Resolver(() => TransparencyReport)
export class TransparencyResolver {
  constructor(private readonly report: () => Promise<Report>) {}

  @Query(() => TransparencyReport, {
    description: 'Who asked for data on official letters, and what became of it. There is nothing to filter by.',
  })
  async transparencyReport(@Ctx() { actor }: Context): Promise<TransparencyReport> {
    demand(actor, 'transparency.read');
    const { tables, ...report } = await this.report();
    return {
      ...report,
      tables: tables.map(({ name, columns, rows }) => ({
        name,
        columns: [...columns],
        rows: rows.map((row) => ({ ...row, counts: [...row.counts] })),
      })),
    };
  }
}
