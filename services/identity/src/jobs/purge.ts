import { type Database, type Loop, startLoop } from '@belgi/database';
import type { Logger } from '@belgi/runtime';
import { purgePhoneChanges } from '../accounts/phone-change.store.js';
import { purgePayloads } from '../agencies/oauth-payload.store.js';
import { KEPT_AFTER_EXPIRY_MINUTES, USED_ACCEPTANCE_DAYS } from '../registration/registration.js';
import { purgeRegistrations, purgeUsedAcceptances } from '../registration/registration.store.js';
import { LONGEST_WINDOW_MINUTES } from '../sessions/attempt.js';
import { purgeAttempts } from '../sessions/attempt.store.js';
import { SESSION_DAYS } from '../sessions/session.js';
import { purgeRefreshTokens, purgeSessions } from '../sessions/session.store.js';
import { purgeVerifications } from '../verification/verification.store.js';

/** How often the broom goes round. */
const EVERY_MS = 60_000;
/** Ended sessions are kept this long: an ended token must still be known as ended, and a question answered. */
const ENDED_SESSION_DAYS = 30;

/** Removes what has had its time: personal data of registrations that were never completed above all. */
export async function purge(database: Database): Promise<Readonly<Record<string, number>>> {
  return {
    registrations: await purgeRegistrations(database, KEPT_AFTER_EXPIRY_MINUTES),
    phoneChanges: await purgePhoneChanges(database, KEPT_AFTER_EXPIRY_MINUTES),
    usedAcceptances: await purgeUsedAcceptances(database, USED_ACCEPTANCE_DAYS),
    verifications: await purgeVerifications(database),
    refreshTokens: await purgeRefreshTokens(database, SESSION_DAYS),
    sessions: await purgeSessions(database, ENDED_SESSION_DAYS),
    attempts: await purgeAttempts(database, LONGEST_WINDOW_MINUTES),
    oauthPayloads: await purgePayloads(database),
  };
}

/** Any number of replicas may sweep at once: a row is deleted once. */
export function startPurging(database: Database, logger: Logger): Loop {
  return startLoop({
    name: 'purge',
    everyMs: EVERY_MS,
    logger,
    turn: async () => {
      const removed = await purge(database);
      if (Object.values(removed).some((count) => count > 0)) logger.info({ removed }, 'purged');
      return false;
    },
  });
}
