import { ContactOfCitizen } from '@belgi/contracts';
import type { Messaging } from '@belgi/messaging';
import { type AskContact, contactBasis } from './contact.js';

/** Asks identity over NATS, with the ground for asking and the notice as the case; identity keeps a trace of it. */
export function contactFromIdentity(messaging: Messaging): AskContact {
  return async (about, kind, noticeId) => {
    const answer = await messaging.ask(ContactOfCitizen, { about, basis: contactBasis(kind), case: noticeId });
    if (!answer.found) return null;
    const { locale, phone, email, code } = answer;
    return { locale, phone, email, code };
  };
}
