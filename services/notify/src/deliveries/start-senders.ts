import { type Loop, startLoop } from '@belgi/database';
import type { Health, Logger, Metrics } from '@belgi/runtime';
import { tellMany } from '../broadcasts/tell-many.js';
import { watchAnnouncements } from '../broadcasts/watch-announcements.js';
import { deliveryBacklog } from './delivery.store.js';
import { Rests } from './rests.js';
import { type Sender, sendNext, sendStranded } from './send-delivery.js';

/** The poll finds what is due again and what other replicas planned, in ms; a delivery that this process plans rings at once. */
const POLL_MS = 500;
/** All senders but the first wait for the bell, which whoever finds work rings for the next; in ms, in case it hangs. */
const IDLE_MS = 10_000;
const GAUGES_EVERY_MS = 5_000;
/** Counting everybody still to be told takes a second or so of the database, in ms; an announcement goes on for hours. */
const ANNOUNCEMENTS_EVERY_MS = 60_000;
/** Deliveries overdue by more than this show in /health/ready, in seconds: senders that cannot keep up, or none. */
const OVERDUE_SECONDS = 300;

/**
 * Senders and the broadcaster of one process. Any number of processes may run: deliveries are claimed with
 * SKIP LOCKED, and the fence of a claim keeps two from handing over the same one.
 *
 * @param count deliveries on their way at once. An optional one holds a connection while it is handed over, and for a moment a
 *   reserved one (the recipient's lock, and the mark), so keep it under half of the pool.
 */
export function startSenders(
  sender: Sender,
  options: {
    readonly count: number;
    /** People of an announcement a second. */
    readonly perSecond: number;
    readonly logger: Logger;
    readonly metrics: Metrics;
    readonly health: Health;
  },
): { stop(): Promise<void> } {
  const { logger, metrics, count, perSecond } = options;
  const { database, poke } = sender;
  const outcomes = metrics.counter('belgi_deliveries_total', 'Turns of deliveries by channel, kind and outcome', [
    'channel',
    'kind',
    'outcome',
  ]);
  const due = metrics.gauge('belgi_deliveries_due', 'Deliveries that could be on their way now');
  const oldest = metrics.gauge('belgi_deliveries_oldest_seconds', 'How long the most overdue delivery has waited');

  const rests = new Rests();
  const channels = sender.ways.map(({ channel }) => channel);
  const send = async (): Promise<boolean> => {
    await sender.pause();
    const awake = rests.awake(channels);
    const turn = (await sendNext(sender, awake)) ?? (awake.includes('EMAIL') ? undefined : await sendStranded(sender));
    if (turn === undefined) return false;
    const { delivery, outcome } = turn;
    if (outcome === 'AWAY') rests.away(delivery.channel);
    else if (outcome === 'SENT') rests.back(delivery.channel);
    outcomes.inc({ channel: delivery.channel, kind: delivery.kind, outcome });
    // Ids and codes only; an UNCERTAIN mandatory notice is somebody's to look at.
    const level = outcome === 'FAILED' || outcome === 'UNCERTAIN' ? 'warn' : 'info';
    logger[level](
      { delivery: delivery.id, notice: delivery.noticeId, kind: delivery.kind, channel: delivery.channel, outcome },
      'delivery',
    );
    return true;
  };
  const tell = async (): Promise<boolean> => {
    // Its transaction holds the rows of a hundred people.
    await sender.pause();
    return tellMany(sender, database, perSecond);
  };
  const gauges = async (): Promise<boolean> => {
    const backlog = await deliveryBacklog(database);
    due.set(backlog.due);
    oldest.set(backlog.oldestSeconds);
    return false;
  };
  // Optional: the inbox works all the same, and a restart would mend nothing.
  options.health.addOptionalCheck('deliveries', async () => {
    const { due: waiting, oldestSeconds } = await deliveryBacklog(database);
    if (oldestSeconds > OVERDUE_SECONDS) throw new Error(`${waiting} deliveries overdue by up to ${oldestSeconds} s`);
  });
  const loops: Loop[] = [
    ...Array.from({ length: count }, (_, index) =>
      startLoop({ name: `sender ${index + 1}`, everyMs: index === 0 ? POLL_MS : IDLE_MS, poke, logger, turn: send }),
    ),
    startLoop({ name: 'broadcaster', everyMs: POLL_MS, logger, turn: tell }),
    startLoop({ name: 'delivery gauges', everyMs: GAUGES_EVERY_MS, logger, turn: gauges }),
    startLoop({
      name: 'announcements',
      everyMs: ANNOUNCEMENTS_EVERY_MS,
      logger,
      turn: watchAnnouncements(database, { ...options, perSecond }),
    }),
  ];
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
      await Promise.all(sender.ways.map((way) => way.close()));
    },
  };
}
