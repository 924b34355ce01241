import type { OwnCode } from './own-codes.js';

/** What only the endpoint of partner agencies may answer. */
export const PARTNER_CODES = {
  AGENCY_REQUIRED: {
    status: 403,
    message: {
      ky: 'Бул дарек өнөктөш мамлекеттик органдар үчүн гана.',
      ru: 'Этот адрес только для государственных органов-партнёров.',
      en: 'This address is for partner state agencies only.',
    },
  },
  X_ROAD_HEADER_INVALID: {
    status: 400,
    message: {
      ky: '{header} аталышы жок же X-Road протоколуна туура келбейт.',
      ru: 'Заголовок {header} отсутствует или не соответствует протоколу X-Road.',
      en: 'The header {header} is missing or does not follow the X-Road protocol.',
    },
  },
  X_ROAD_CLIENT_MISMATCH: {
    status: 403,
    message: {
      ky: 'X-Road-Client аталышы токендин ээсине таандык эмес.',
      ru: 'X-Road-Client не принадлежит владельцу токена.',
      en: 'X-Road-Client does not belong to the owner of the token.',
    },
  },
} satisfies Record<string, OwnCode>;
