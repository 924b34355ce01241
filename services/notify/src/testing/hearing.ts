import type { OutgoingFact } from '@belgi/contracts';
import type { Handler } from '@belgi/messaging';
import { readInbox } from '../notices/read-inbox.js';
import { type Fixture, logger } from './fixture.js';

/** Has the handler of a fact run in a transaction, as its consumer does. @throws where none of these hears it */
export async function hears(fixture: Fixture, handlers: readonly Handler[], fact: OutgoingFact): Promise<void> {
  const handler = handlers.find(({ type }) => type === fact.type);
  if (!handler) throw new Error(`nobody hears ${fact.type}`);
  const event = { ...fact, version: fact.aggregateVersion, time: new Date(), trace: undefined };
  await fixture.transaction((tx) => handler.run(tx, event));
}

/** What a citizen reads in their inbox, in English, newest first. */
export async function inboxOf(fixture: Fixture, citizenId: string) {
  const { database, sealer } = fixture.sender;
  const actor = { kind: 'citizen', id: citizenId, session: 's', restricted: false, consent: null } as const;
  const page = await readInbox({ database, sealer, logger }, actor, 'EN', { first: 10, unreadOnly: false });
  return page.edges.map(({ node }) => node);
}
