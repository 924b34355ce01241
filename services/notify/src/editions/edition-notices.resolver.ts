import { authorize } from '@belgi/access';
import type { Database } from '@belgi/database';
import { unauthorized } from '@belgi/subgraph';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { announcementProgress } from '../broadcasts/broadcast.store.js';
import { expectedEnd } from '../broadcasts/pace.js';
import type { Context } from '../loaders.js';
import { policy } from '../policy.js';
import type { DocumentKind } from './edition.store.js';
import { EditionNotices, PolicyEdition, UserAgreementEdition } from './edition-notices.type.js';

const DESCRIPTION =
  'Privacy officers: how the notice about it goes. Null: nobody is told of it, since it is not material or came first.';

/** Where announcements are kept, and people of one a second. */
export interface Announcing {
  readonly database: Database;
  readonly perSecond: number;
}

@Resolver(() => PolicyEdition)
export class EditionNoticesResolver {
  constructor(private readonly announcing: Announcing) {}

  @FieldResolver(() => EditionNotices, { nullable: true, description: DESCRIPTION })
  async notices(@Root() { number }: PolicyEdition, @Ctx() context: Context): Promise<EditionNotices | null> {
    return noticesOf(this.announcing, context, 'POLICY', number);
  }
}

@Resolver(() => UserAgreementEdition)
export class AgreementNoticesResolver {
  constructor(private readonly announcing: Announcing) {}

  @FieldResolver(() => EditionNotices, { nullable: true, description: DESCRIPTION })
  async notices(@Root() { number }: UserAgreementEdition, @Ctx() context: Context): Promise<EditionNotices | null> {
    return noticesOf(this.announcing, context, 'USER_AGREEMENT', number);
  }
}

async function noticesOf(
  { database, perSecond }: Announcing,
  { actor }: Context,
  document: DocumentKind,
  edition: number,
): Promise<EditionNotices | null> {
  const verdict = authorize(policy, actor, 'edition-notices.read');
  if (!verdict.allowed) throw unauthorized(verdict.reason);
  const progress = await announcementProgress(database, { document, edition });
  if (progress === undefined) return null;
  const { openedAt, doneAt, effectiveAt, told, remaining, sent, failed, waiting } = progress;
  const expectedAt = doneAt ?? expectedEnd(progress, progress.now, perSecond);
  return {
    startedAt: openedAt,
    finishedAt: doneAt,
    ...{ told, remaining, peoplePerSecond: perSecond, expectedAt },
    late: expectedAt > effectiveAt,
    ...{ sent, failed, waiting },
  };
}
