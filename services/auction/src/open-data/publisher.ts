import type { AuctionEnvironment } from '../environment.js';
import type { Publisher } from './ocds.js';

/** Under which the open data are given out. */
const OPEN_LICENSE = 'https://creativecommons.org/licenses/by/4.0/';

/** Who publishes the open data. */
export function publisherOf({ OCID_PREFIX, PUBLIC_URL, SELLER_NAME, SELLER_ID }: AuctionEnvironment): Publisher {
  const [scheme = '', id = ''] = SELLER_ID.split(':');
  const identifier = { scheme, id };
  return { ocidPrefix: OCID_PREFIX, publicUrl: PUBLIC_URL, name: SELLER_NAME, identifier, license: OPEN_LICENSE };
}
