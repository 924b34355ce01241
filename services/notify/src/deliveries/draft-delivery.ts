import type { Sealer } from '@belgi/access';
import type { Logger } from '@belgi/runtime';
import type { NoticeRecord } from '../notices/notice.store.js';
import { openContent } from '../notices/notice-content.js';
import type { Params } from '../templates/params.js';
import type { Contact, Person } from './contact.js';
import type { ClaimedDelivery } from './delivery.store.js';
import type { Draft, Way } from './way.js';

/** Whom identity, or privacy, is asked about. */
export function personOf({ citizenId, registrationId, inquiryId }: NoticeRecord): Person {
  if (citizenId !== null) return { citizenId };
  if (registrationId !== null) return { registrationId };
  if (inquiryId !== null) return { inquiryId };
  throw new Error('a notice is for somebody');
}

/** Where this delivery goes; null where the person cannot be reached so, or there is nothing to say. */
export function addressOf(contact: Contact | null, { channel, kind }: ClaimedDelivery): string | null {
  if (contact === null) return null;
  // A code that identity no longer holds (used, replaced): there is nothing to say.
  if (kind === 'REGISTRATION_CODE' && contact.code === null) return null;
  return channel === 'EMAIL' ? contact.email : contact.phone;
}

/** The message in the provider's form; undefined where it cannot be rendered: a fault of ours, which is logged. */
export function draftFor(
  sender: { readonly sealer: Sealer; readonly logger: Logger },
  notice: NoticeRecord,
  { id }: ClaimedDelivery,
  way: Way,
  contact: Contact,
  to: string,
): Draft | undefined {
  const { kind } = notice;
  try {
    return way.draft({ id, to, kind, locale: contact.locale, params: paramsOf(sender, notice, contact) });
  } catch (err) {
    // Names of params and of keys at most: neither templates nor the sealer quote values.
    sender.logger.error({ err, notice: notice.id, kind }, 'a notice cannot be rendered');
    return undefined;
  }
}

function paramsOf({ sealer }: { readonly sealer: Sealer }, notice: NoticeRecord, contact: Contact): Params {
  if (notice.kind === 'REGISTRATION_CODE')
    return { code: contact.code ?? '', until: (notice.expiresAt ?? notice.createdAt).toISOString() };
  if (contact.inquiry !== undefined) return contact.inquiry;
  return openContent(sealer, notice).params;
}
