import type { Database } from '@belgi/database';
import { Personal } from '@belgi/subgraph';
import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { demand } from '../demand.js';
import type { Context } from '../loaders.js';
import { InboxArgs, NoticeConnection } from '../notices/notice.type.js';
import { countUnread, type InboxReader, readInbox } from '../notices/read-inbox.js';
import { NoticePreferences } from '../preferences/preference.type.js';
import { readPreferences } from '../preferences/set-preferences.js';
import { Citizen } from './citizen.type.js';

@Resolver(() => Citizen)
export class CitizenResolver {
  constructor(
    private readonly reader: InboxReader,
    private readonly database: Database,
  ) {}

  @FieldResolver(() => NoticeConnection, {
    nullable: true,
    description: 'My notices, newest first. In a restricted session only what law or contract demands.',
  })
  @Personal({ category: 'NOTICE', purposes: ['COMMUNICATION'] })
  async inbox(
    @Root() citizen: Citizen,
    @Args(() => InboxArgs) args: InboxArgs,
    @Ctx() { actor, locale }: Context,
  ): Promise<InstanceType<typeof NoticeConnection>> {
    return readInbox(this.reader, demand(actor, 'notices.read', { citizenId: citizen.id }), locale, args);
  }

  @FieldResolver(() => Int, { nullable: true })
  @Personal({ category: 'NOTICE', purposes: ['COMMUNICATION'] })
  async unreadCount(@Root() citizen: Citizen, @Ctx() { actor }: Context): Promise<number> {
    return countUnread(this.reader, demand(actor, 'notices.read', { citizenId: citizen.id }));
  }

  @FieldResolver(() => NoticePreferences, { nullable: true, description: 'Which optional notices reach me, and how.' })
  @Personal({ category: 'NOTICE', purposes: ['COMMUNICATION'] })
  async noticePreferences(@Root() citizen: Citizen, @Ctx() { actor }: Context): Promise<NoticePreferences> {
    return readPreferences(this.database, demand(actor, 'preferences.read', { citizenId: citizen.id }).id);
  }
}
