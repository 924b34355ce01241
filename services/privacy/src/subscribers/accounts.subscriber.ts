import { AccountRegisteredV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import type { ConsentParts } from '../consents/append-consent.js';
import { recordRegistration } from '../consents/change-consent.js';

/** An account came into being on an acceptance: the acceptance becomes the person's first consent. */
export const accountHandlers = (parts: ConsentParts): Handler[] => [
  on(AccountRegisteredV1, async (tx, { data }) => {
    const { id, edition, locale, textSha256 } = data.acceptance;
    await recordRegistration(tx, parts, {
      citizenId: data.citizenId,
      acceptanceId: id,
      agreement: { edition, locale, textSha256 },
    });
  }),
];
