import { StatisticsCountedV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { keepWindow } from '../statistics/release.store.js';

/** identity.statistics.>: tables that are suppressed and rounded already. */
export const statisticsHandlers: readonly Handler[] = [on(StatisticsCountedV1, (tx, { data }) => keepWindow(tx, data))];
