import { StatisticsHandedOverV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { keepPart } from '../statistics/statistics.store.js';

/** auction.statistics.>: nobody else may listen to it. */
export const statisticsHandlers = (): Handler[] => [on(StatisticsHandedOverV1, (tx, { data }) => keepPart(tx, data))];
