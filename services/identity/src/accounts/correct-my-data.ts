import type { Locale } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { answerByCorrection } from '../doubts/doubt.store.js';
import type { AttributeName } from '../people/attribute.js';
import { attributesOf, putAttribute } from '../people/attribute.store.js';
import { parseEmail } from '../people/email.js';
import { claimLogin, claimPin, releaseLogin } from '../people/lookup.store.js';
import { parseAddress, parseFullName, parseIdDocument } from '../people/person-text.js';
import { type Phone, parsePhone } from '../people/phone.js';
import { parsePin } from '../people/pin.js';
import type { Ports } from '../ports.js';
import { type Refused, refuse } from '../refusals.js';
import { mayOrderCode } from '../registration/order-code.js';
import { confirmPassword } from '../sessions/confirm-password.js';
import { accountChanged } from './account.events.js';
import { changed } from './account.js';
import { lockAccount, type StoredAccount, saveAccount } from './account.store.js';
import { orderPhoneChange, type PhoneChangeStarted } from './change-phone.js';

/** What is to be corrected; null or absent: stays as it is. */
export interface Correction {
  readonly fullName: string | null;
  readonly pin: string | null;
  readonly idDocument: string | null;
  readonly address: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: Locale | null;
  /** Needed for a new phone: that is what one signs in with. */
  readonly password: string | null;
}

export type CorrectionRefusal =
  | 'NOTHING_TO_CORRECT'
  | 'NAME_INVALID'
  | 'PIN_INVALID'
  | 'PIN_IS_VERIFIED'
  | 'DOCUMENT_INVALID'
  | 'ADDRESS_INVALID'
  | 'EMAIL_INVALID'
  | 'PHONE_INVALID'
  | 'PASSWORD_WRONG'
  | 'TOO_MANY_ATTEMPTS'
  | 'TOO_MANY_CODES';

type Parsed = { readonly [name in AttributeName]?: string } & { readonly phone?: Phone };

/**
 * Corrects one's own data (clause 1.1 end), all of it or nothing; what stood there stays in the history. A corrected
 * value is self-asserted, also where the former one was verified, and answers a doubt of it. A new phone counts once its code was given.
 */
export async function correctMyData(
  ports: Ports,
  citizenId: string,
  correction: Correction,
  clientAddress: string,
): Promise<{ phoneChange: PhoneChangeStarted | null } | Refused<CorrectionRefusal>> {
  const parsed = parse(correction, await ports.database.now());
  if ('refused' in parsed) return parsed as Refused<CorrectionRefusal>;
  if (Object.keys(parsed).length === 0 && correction.locale === null) return refuse('NOTHING_TO_CORRECT');
  if (parsed.phone !== undefined) {
    const wrong = await confirmPassword(ports, citizenId, correction.password ?? '');
    if (wrong !== undefined) return wrong;
  }
  return ports.database.transaction(async (tx) => {
    const account = await lockAccount(tx, citizenId);
    if (account === undefined || account.dataKey === null) return refuse('NOTHING_TO_CORRECT');
    if (parsed.pin !== undefined && (account.pinVerified || account.disputed)) return refuse('PIN_IS_VERIFIED');
    let phoneChange: PhoneChangeStarted | null = null;
    if (parsed.phone !== undefined) {
      const lookup = ports.vault.lookup('phone', parsed.phone);
      if (!(await mayOrderCode(ports, tx, lookup, clientAddress))) return refuse('TOO_MANY_CODES');
      phoneChange = await orderPhoneChange(ports, tx, account, parsed.phone, lookup);
    }
    await write(ports, tx, { ...account, dataKey: account.dataKey }, parsed, correction.locale);
    return { phoneChange };
  });
}

function parse(correction: Correction, now: Date): Parsed | Refused<CorrectionRefusal> {
  const found: Record<string, string> = {};
  const rules = [
    ['fullName', 'NAME_INVALID', parseFullName],
    ['pin', 'PIN_INVALID', (text: string) => parsePin(text, now)],
    ['idDocument', 'DOCUMENT_INVALID', parseIdDocument],
    ['address', 'ADDRESS_INVALID', parseAddress],
    ['email', 'EMAIL_INVALID', parseEmail],
    ['phone', 'PHONE_INVALID', parsePhone],
  ] as const;
  for (const [name, code, read] of rules) {
    const text = correction[name];
    if (text === null) continue;
    const value = read(text);
    if (value === undefined) return refuse(code);
    found[name] = value;
  }
  return found;
}

async function write(
  ports: Ports,
  tx: Transaction,
  account: StoredAccount & { dataKey: Buffer },
  parsed: Parsed,
  locale: Locale | null,
): Promise<void> {
  const now = await tx.now();
  const { vault } = ports;
  const { phone: _later, ...atOnce } = parsed;
  const held = (await attributesOf(tx, vault, [account.id])).get(account.id) ?? [];
  // The same value once more corrects nothing, and is no answer to a doubt. One that has grown old is confirmed by it.
  const isNews = ([name, value]: [AttributeName, string]) =>
    !held.some((one) => one.name === name && one.value === value && one.assurance !== 'STALE');
  for (const [name, value] of (Object.entries(atOnce) as [AttributeName, string][]).filter(isNews))
    await putAttribute(tx, vault, account, { name, value, assurance: 'SELF_ASSERTED', source: 'CORRECTION' }, now);
  if (parsed.pin !== undefined) await claimPin(tx, account.id, vault.lookup('pin', parsed.pin));
  if (parsed.email !== undefined) {
    await releaseLogin(tx, account.id, 'EMAIL');
    // Another's login is not taken over, and not told of either.
    await claimLogin(tx, { kind: 'EMAIL', lookup: vault.lookup('email', parsed.email), accountId: account.id });
  }
  await answerByCorrection(tx, account.id, now);
  if (locale === null || locale === account.locale) return;
  const after = changed(account, { locale });
  await saveAccount(tx, after, now);
  await tx.publish(accountChanged(after));
}
