import type { Database } from '@belgi/database';
import { fault, MAX_PAGE_SIZE } from '@belgi/subgraph';
import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { demand } from '../demand.js';
import type { Context } from '../loaders.js';
import { markNoticesRead } from './mark-notices-read.js';
import { Notice } from './notice.type.js';

@Resolver(() => Notice)
export class NoticeResolver {
  constructor(private readonly database: Database) {}

  @Mutation(() => Boolean, {
    description: 'Marks my notices as read (up to 100 ids). False when one of the ids is not a notice of mine.',
  })
  async markNoticesRead(@Arg('ids', () => [ID]) ids: string[], @Ctx() { actor }: Context): Promise<boolean> {
    const citizen = demand(actor, 'notices.mark-read');
    // As many as one page shows.
    if (ids.length > MAX_PAGE_SIZE)
      throw fault('BAD_USER_INPUT', undefined, { fields: [{ path: 'ids', rules: ['max'] }] });
    return markNoticesRead(this.database, citizen, ids);
  }
}
