import type { Figure } from './figure.js';
import { bids } from './figures/bids.js';
import { catalogue } from './figures/catalogue.js';
import { hotLot } from './figures/hot-lot.js';
import { ledger } from './figures/ledger.js';
import { notices } from './figures/notices.js';
import { publicPage } from './figures/public-page.js';
import { withdrawal } from './figures/withdrawal.js';

/** All figures, in the order in which they run. */
export const figures: readonly Figure[] = [publicPage, bids, hotLot, notices, ledger, withdrawal, catalogue];
