import { authorize } from '@belgi/access';
import type { Database } from '@belgi/database';
import { unauthorized } from '@belgi/subgraph';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { announcementProgress } from '../broadcasts/broadcast.store.js';
import { expectedEnd } from '../broadcasts/pace.js';
import type { Context } from '../loaders.js';
import { policy } from '../policy.js';
import { EditionNotices, PolicyEdition } from './edition-notices.type.js';

@Resolver(() => PolicyEdition)
export class EditionNoticesResolver {
  constructor(
    private readonly database: Database,
    /** People of an announcement a second. */
    private readonly perSecond: number,
  ) {}

  @FieldResolver(() => EditionNotices, {
    nullable: true,
    description:
      'Privacy officers: how the notice about it goes. Null: nobody is told of it, since it is not material or came first.',
  })
  async notices(@Root() { number }: PolicyEdition, @Ctx() { actor }: Context): Promise<EditionNotices | null> {
    const verdict = authorize(policy, actor, 'edition-notices.read');
    if (!verdict.allowed) throw unauthorized(verdict.reason);
    const progress = await announcementProgress(this.database, number);
    if (progress === undefined) return null;
    const { openedAt, doneAt, effectiveAt, told, remaining, sent, failed, waiting } = progress;
    const expectedAt = doneAt ?? expectedEnd(progress, progress.now, this.perSecond);
    return {
      startedAt: openedAt,
      finishedAt: doneAt,
      ...{ told, remaining, peoplePerSecond: this.perSecond, expectedAt },
      late: expectedAt > effectiveAt,
      ...{ sent, failed, waiting },
    };
  }
}
