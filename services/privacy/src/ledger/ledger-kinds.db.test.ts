import { randomBytes } from 'node:crypto';
import { newId } from '@belgi/contracts';
import { violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { insertEntry } from './ledger.store.js';
import { ENTRY_KINDS, type EntryKind } from './ledger-entry.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await createFixture();
});
afterAll(() => fixture.close());

const insert = (kind: EntryKind) =>
  fixture.database.transaction(async (tx) =>
    insertEntry(tx, {
      id: newId(),
      kind,
      leafHash: randomBytes(32),
      sealedFor: 'PUBLIC',
      keyOf: null,
      entry: Buffer.from('x'),
      at: await tx.now(),
    }),
  );

it.each(ENTRY_KINDS)('the database takes %s', (kind) => insert(kind));

it('and no other kind: a checkpoint is no leaf', async () => {
  const error: unknown = await insert('CHECKPOINT_SIGNED' as EntryKind).catch((cause: unknown) => cause);
  expect(violatedConstraint(error)).toBe('ledger_entries_kind');
});
