import { equalSecret } from '@belgi/access';
import type { Transaction } from '@belgi/database';
import type { Vault } from '../people/vault.js';
import { judgeCode, type Registration } from './registration.js';
import { countWrongCode } from './registration.store.js';

/** Longest text taken for a code. */
const MAX_CODE_CHARS = 16;

/**
 * Judges a code under the registration's lock and counts it when wrong.
 * Compared in constant time. Where the phone had an account no code was sent and none is right; the comparison is
 * made all the same.
 */
export async function checkCode(
  tx: Transaction,
  vault: Vault,
  registration: Registration,
  code: string,
): Promise<'RIGHT' | 'CODE_WRONG' | 'CODE_EXPIRED'> {
  const equal = equalSecret(code.trim().slice(0, MAX_CODE_CHARS), vault.codeOf(registration.id));
  const verdict = judgeCode(registration, equal && !registration.alreadyRegistered, await tx.now());
  if (verdict === 'CODE_WRONG') await countWrongCode(tx, registration.id);
  return verdict;
}
