import { AuctionConsentAppliedV1, type ConsentState, outgoing } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { applyConsent } from './bidder.store.js';
import { withdrawnBy } from './consent-gate.js';

/**
 * Applies a consent change to the bidder's row alone and acknowledges it in the same transaction, which may hold the rows of
 * others whose changes are taken together with this one, in the order of ids.
 * The row is what batches in flight hold FOR SHARE: this waits for them, and after the commit no bid of a person
 * who withdrew commits any more. Leading bids stay as they are: what binds, binds.
 * An older change than the one applied is acknowledged too: from that epoch on we already act by a later one.
 */
export async function followConsent(tx: Transaction, consent: ConsentState): Promise<void> {
  const edition = consent.state === 'WITHDRAWN' ? null : consent.edition;
  await applyConsent(tx, consent.citizenId, consent.epoch, edition, withdrawnBy(consent));
  const at = (await tx.now()).toISOString();
  await tx.publish(
    outgoing(AuctionConsentAppliedV1, consent.citizenId, consent.epoch, {
      citizenId: consent.citizenId,
      epoch: consent.epoch,
      at,
    }),
  );
}
