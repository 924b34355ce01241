import { once } from 'node:events';
import { sql } from '@belgi/database';
import { createHealth, createLogger, createMetrics } from '@belgi/runtime';
import { waitFor } from '@belgi/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeEntries } from '../testing/entries.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { type TestNotary, testNotary } from '../testing/notary.js';
import { unsignedSeconds } from './checkpoint-age.store.js';
import { latestCheckpoint } from './checkpoints.store.js';
import { SIGNER_DEADLINE_MS, WITNESS_DEADLINE_MS } from './notary-client.js';
import { type CheckpointParts, publishCheckpoint } from './publish-checkpoint.js';
import { sequenceBatch } from './sequence.js';
import { EVERY_MS, LATE_SECONDS, PROMISED_MS, startCheckpoints } from './start-checkpoints.js';
import { POLL_MS, startSequencer } from './start-sequencer.js';
import { TreeReader } from './tree-reader.js';

const logger = createLogger({ service: 'privacy', level: 'silent' });
let fixture: Fixture;
let signer: TestNotary;
let parts: CheckpointParts;
beforeEach(async () => {
  fixture = await createFixture();
  signer = testNotary('signer', 'belgi.test/ledger');
  parts = {
    ...{ database: fixture.database, reader: new TreeReader(fixture.database), logger },
    ...{ logKey: signer.key, signer: signer.ask },
  };
});
afterEach(() => fixture.close());

const age = async () => Math.round(await unsignedSeconds(fixture.database));

describe('a checkpoint at least every 10 s while the tree grows', () => {
  // t0 an entry has its place just after a turn looked, t1 that turn waits for the witness, t2 the next one loses the signer,
  // t3 the one after it is cosigned at the last moment.
  it('what a turn may take, one that is lost and its pauses are less than what is promised', () => {
    const looked = POLL_MS + WITNESS_DEADLINE_MS + EVERY_MS;
    const lost = SIGNER_DEADLINE_MS + 2 * EVERY_MS;
    expect(looked + lost + SIGNER_DEADLINE_MS + WITNESS_DEADLINE_MS).toBeLessThanOrEqual(PROMISED_MS);
  });

  it('each turn covers all that has its place, whatever was there before', async () => {
    for (const more of [1, 7, 300]) {
      await writeEntries(fixture.database, more);
      await sequenceBatch(fixture.database);
      await publishCheckpoint(parts);
      expect(await unsignedSeconds(fixture.database)).toBe(0);
    }
  });

  it('the loops of a process keep it by themselves, also where the signer hangs for a turn', async () => {
    const started = { database: fixture.database, logger, metrics: createMetrics('privacy') };
    let hangs = 0;
    const hanging = async (body: string) => {
      if (hangs-- <= 0) return signer.ask(body);
      await once(AbortSignal.timeout(SIGNER_DEADLINE_MS), 'abort');
      throw new Error('away');
    };
    const sequencer = startSequencer(started);
    const checkpoints = startCheckpoints(
      { ...parts, signer: hanging },
      { metrics: started.metrics, health: createHealth() },
    );
    try {
      for (const [size, lost] of [
        [3, 0],
        [6, 1],
      ] as const) {
        hangs = lost;
        await writeEntries(fixture.database, 3);
        const { publishedAt } = await waitFor(async () => {
          const latest = await latestCheckpoint(fixture.database);
          return latest?.size === size && latest;
        });
        const written = await fixture.database.one<{ at: Date }>(
          sql`/* test */ SELECT min(at) AS at FROM (SELECT at FROM ledger_entries ORDER BY id DESC LIMIT 3) AS newest`,
        );
        expect(publishedAt.getTime() - (written?.at.getTime() ?? 0)).toBeLessThanOrEqual(PROMISED_MS);
      }
    } finally {
      await checkpoints.stop();
      await sequencer.stop();
    }
  });
});

describe('how old what no checkpoint covers is', () => {
  it('counts from the oldest entry, with a place in the tree or without, and is nothing once it is signed', async () => {
    expect(await age()).toBe(0);
    await writeEntries(fixture.database, 2);
    await fixture.time.advance({ seconds: 20 });
    expect(await age()).toBe(20);
    await sequenceBatch(fixture.database);
    await writeEntries(fixture.database, 1);
    await fixture.time.advance({ seconds: 10 });
    expect(await age()).toBe(30);
    await publishCheckpoint(parts);
    expect(await age()).toBe(10);
    await sequenceBatch(fixture.database);
    await publishCheckpoint(parts);
    expect(await age()).toBe(0);
  });

  it('is what readiness says where nobody refuses to sign and the sequencer stands still', async () => {
    const health = createHealth();
    const checkpoints = startCheckpoints(parts, { metrics: createMetrics('privacy'), health });
    const told = async () => (await health.report()).checks['ledger-checkpoints'];
    try {
      await writeEntries(fixture.database, 1);
      await fixture.time.advance({ seconds: LATE_SECONDS - 5 });
      expect(await told()).toEqual({ ok: true, optional: true });
      await fixture.time.advance({ seconds: 10 });
      const detail = expect.stringMatching(/^an entry has waited 3\d s for a checkpoint$/);
      expect(await told()).toEqual({ ok: false, optional: true, detail });
    } finally {
      await checkpoints.stop();
    }
  });

  it('is a figure that rises while the signer is away', async () => {
    const metrics = createMetrics('privacy');
    const shown = async () => {
      const text = await metrics.registry.getSingleMetricAsString('belgi_ledger_unsigned_seconds');
      return Number(text.match(/^belgi_ledger_unsigned_seconds\S* (\S+)$/m)?.[1]);
    };
    signer.away = true;
    await writeEntries(fixture.database, 1);
    await sequenceBatch(fixture.database);
    await fixture.time.advance({ seconds: 60 });
    const checkpoints = startCheckpoints(parts, { metrics, health: createHealth() });
    try {
      await waitFor(async () => (await shown()) >= 60);
      expect(await latestCheckpoint(fixture.database)).toBeUndefined();
    } finally {
      await checkpoints.stop();
    }
  });
});
