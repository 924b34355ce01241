import { newId } from '@belgi/contracts';
import { sql } from '@belgi/database';
import { waitFor } from '@belgi/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { planNotice } from '../notices/plan-notice.js';
import { setPreferences } from '../preferences/set-preferences.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { startSmsHook, startSmtp, type TestSmsHook, type TestSmtp } from '../testing/providers.js';
import { sendNext } from './send-delivery.js';
import { smsHookWay } from './sms-hook-way.js';
import { smtpWay } from './smtp-way.js';
import type { Way } from './way.js';

let smtp: TestSmtp;
let sms: TestSmsHook;
let ways: Way[];
let fixture: Fixture;

beforeAll(async () => {
  [smtp, sms] = await Promise.all([startSmtp(), startSmsHook()]);
});
afterAll(async () => {
  await Promise.all([smtp[Symbol.asyncDispose](), sms[Symbol.asyncDispose]()]);
});
beforeEach(async () => {
  const from = 'Belgi <no-reply@example.kg>';
  ways = [
    smtpWay({ url: smtp.url, from, unsubscribeUrl: 'mailto:no-reply@example.kg', requireTls: false }),
    smsHookWay({ url: sms.url, secret: sms.secret }),
  ];
  fixture = await createFixture(ways, 30);
});
afterEach(async () => {
  await Promise.all(ways.map((way) => way.close()));
  await fixture.close();
  smtp.onMail = () => undefined;
  smtp.mails.length = 0;
});

const outbid = { plate: '01 KG 777 AAA', price: '1250000' };
const tell = (citizenId: string): Promise<void> =>
  fixture.transaction((tx) =>
    planNotice(fixture.sender, tx, { citizenId, kind: 'BID_OUTBID', causeId: newId(), params: outbid }),
  );
const citizens = (count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, () => fixture.citizen()));
/** A sender as a replica runs it, until nothing is due. */
const drain = async (): Promise<void> => {
  for (let turn = await sendNext(fixture.sender); turn; turn = await sendNext(fixture.sender));
};
const received = (citizenId: string): number => {
  const email = fixture.contacts.get(citizenId)?.email;
  return smtp.mails.filter((mail) => [mail.to].flat()[0]?.text === email).length;
};

it('reaches each person once by each way, however many senders work at it', async () => {
  const people = await citizens(30);
  await Promise.all(people.map(tell));
  await Promise.all(Array.from({ length: 8 }, drain));
  expect(people.map(received)).toEqual(people.map(() => 1));
  expect(sms.requests).toHaveLength(people.length);
  expect((await fixture.deliveries()).every(({ state }) => state === 'SENT')).toBe(true);
});

/** A way that stops before each hand-over: `reached` settles when a sender has come that far, `go` lets it on. */
function gated(way: Way): { way: Way; reached: Promise<void>; go: () => void } {
  const [reached, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const draft: Way['draft'] = (message) => {
    const inner = way.draft(message);
    return {
      open: async () => {
        const line = await inner.open();
        const handOver = async () => {
          reached.resolve();
          await gate.promise;
          return line.handOver();
        };
        return { handOver, release: () => line.release() };
      },
    };
  };
  return { way: { ...way, draft }, reached: reached.promise, go: gate.resolve };
}

const somebodyWaits = () =>
  waitFor(async () => {
    const [row] = await fixture.database.query<{ waiting: number }>(sql`/* test.waiting */
      SELECT count(*)::int AS waiting FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`);
    return (row?.waiting ?? 0) > 0;
  });

it.each<[string, (citizenId: string) => Promise<unknown>]>([
  ['a withdrawal', (citizenId) => fixture.consent(citizenId, 'WITHDRAWN')],
  [
    'a switch',
    (citizenId) => {
      const parts = { database: fixture.database, newKey: () => Buffer.alloc(0) };
      return setPreferences(parts, citizenId, { changes: [{ kind: 'BID_OUTBID', email: false, sms: null }] });
    },
  ],
])('%s waits for the message that is being handed over, and is not acknowledged before', async (_, change) => {
  const mail = gated(ways[0] as Way);
  const citizenId = (await citizens(1))[0] ?? '';
  await tell(citizenId);
  const sending = sendNext({ ...fixture.sender, ways: [mail.way, ways[1] as Way] });
  await mail.reached; // t0 consent was seen, nothing has left yet
  const changed = change(citizenId).then(() => 'acknowledged');
  const first = await Promise.race([changed, somebodyWaits().then(() => 'waits')]); // t1
  mail.go(); // t2
  expect(first).toBe('waits');
  expect((await sending)?.outcome).toBe('SENT');
  expect(await changed).toBe('acknowledged'); // t3
});

/**
 * The attack: withdraw while messages are on their way. t0 a sender sees consent; t1 the withdrawal is applied and
 * acknowledged; t2 the sender hands the message over: the citizen was told that all had stopped, and it had not.
 */
it('lets no optional mail leave once the withdrawal is acknowledged', async () => {
  const people = await citizens(40);
  await Promise.all(people.map(tell));
  const acknowledged = new Set<string>();
  const afterwards: string[] = [];
  smtp.onMail = async (mail) => {
    // The provider takes a moment, so that withdrawals meet messages in flight.
    await new Promise((resolve) => setTimeout(resolve, 5));
    const to = [mail.to].flat()[0]?.text ?? '';
    if (acknowledged.has(to)) afterwards.push(to);
  };
  const leave = async (citizenId: string): Promise<void> => {
    await fixture.consent(citizenId, 'WITHDRAWN');
    acknowledged.add(fixture.contacts.get(citizenId)?.email ?? '');
  };
  await Promise.all([...Array.from({ length: 6 }, drain), ...people.map(leave)]);
  expect(afterwards).toEqual([]);
  expect(acknowledged.size).toBe(people.length);
  for (const citizenId of people) expect(received(citizenId)).toBeLessThanOrEqual(1);
});
