import { localDateOf } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import type { DelayWish } from '../notice-delays/notice-delay.js';

const DAY_MS = 86_400_000;

/** For tests: a notice that waits for so many days, and is looked at on the last of them unless another is said. */
export async function delayOfDays(database: Database, days: number, reviewInDays = days): Promise<DelayWish> {
  const review = new Date((await database.now()).getTime() + reviewInDays * DAY_MS);
  return {
    ...{ legalAct: { code: 'KG-2008-58', article: '15' }, days, reason: 'the inquiry runs' },
    reviewOn: localDateOf(review),
  };
}
