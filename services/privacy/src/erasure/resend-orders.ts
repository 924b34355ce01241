import { type Database, type Loop, startLoop } from '@belgi/database';
import type { Logger } from '@belgi/runtime';
import { erasureOrdered } from './decide-erasure.js';
import { unfinishedOrders } from './erasures.store.js';

/** Longer than an order takes that nothing stands against. */
const PATIENCE_MS = 3_600_000;
/** A lifted hold is acted on within this time; an order that is heard twice costs a look. */
const EVERY_MS = 900_000;
/** Above every real number of orders under way. */
const MAX_ORDERS = 1_000;

/**
 * Gives orders again that not every service has carried out: a hold that came between the order and a service's part of it
 * made the service leave everything, and what was lifted since stands against nothing any more. Whoever has done their part
 * reports the same once more.
 * @returns how many
 */
export function resendOrders(database: Database): Promise<number> {
  return database.transaction(async (tx) => {
    const before = new Date((await tx.now()).getTime() - PATIENCE_MS);
    const orders = await unfinishedOrders(tx, before, MAX_ORDERS);
    for (const order of orders) await tx.publish(erasureOrdered(order));
    return orders.length;
  });
}

export function startResending(database: Database, logger: Logger): Loop {
  const turn = async (): Promise<boolean> => {
    const orders = await resendOrders(database);
    if (orders > 0) logger.info({ orders }, 'orders to erase given again: not every service has reported');
    return false;
  };
  return startLoop({ name: 'unfinished erasures', everyMs: EVERY_MS, logger, turn });
}
