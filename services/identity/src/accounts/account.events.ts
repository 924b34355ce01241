import {
  AccountBlockedV1,
  AccountChangedV1,
  AccountErasedV1,
  AccountRegisteredV1,
  AccountSnapshotV1,
  AccountVerifiedV1,
  type Locale,
  outgoing,
} from '@belgi/contracts';
import { type Account, stateOf } from './account.js';

const fact = (type: typeof AccountChangedV1) => (account: Account) =>
  outgoing(type, account.id, account.version, stateOf(account));

export const accountVerified = fact(AccountVerifiedV1);
export const accountBlocked = fact(AccountBlockedV1);
export const accountChanged = fact(AccountChangedV1);
export const accountErased = fact(AccountErasedV1);
/** Republished: the same version again, so that whoever has it steps over it. */
export const accountSnapshot = fact(AccountSnapshotV1);

/** Privacy binds the acceptance to the citizen by this fact. */
export function accountRegistered(
  account: Account,
  acceptance: { nonce: string; edition: number; locale: Locale; textSha256: string; acceptedAt: Date },
  optsOut: boolean,
) {
  const { nonce, edition, locale, textSha256, acceptedAt } = acceptance;
  return outgoing(AccountRegisteredV1, account.id, account.version, {
    ...stateOf(account),
    acceptance: { id: nonce, edition, locale, textSha256, at: acceptedAt.toISOString() },
    ...(optsOut ? { optsOut } : {}),
  });
}
