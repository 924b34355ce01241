import { AnswerOfInquiry, ContactOfCitizen } from '@belgi/contracts';
import type { Messaging } from '@belgi/messaging';
import { type AskContact, type Contact, contactBasis } from './contact.js';

/**
 * Asks identity over NATS, with the ground for asking and the notice as the case; identity keeps a trace of it. Where and
 * what to answer to an inquiry is asked of privacy, which keeps both.
 */
export function contactFrom(messaging: Messaging): AskContact {
  return async (about, kind, noticeId) => {
    if ('inquiryId' in about) return answerFrom(messaging, about.inquiryId, noticeId);
    const answer = await messaging.ask(ContactOfCitizen, { about, basis: contactBasis(kind), case: noticeId });
    if (!answer.found) return null;
    const { locale, phone, email, code } = answer;
    return { locale, phone, email, code };
  };
}

async function answerFrom(messaging: Messaging, inquiryId: string, noticeId: string): Promise<Contact | null> {
  const reply = await messaging.ask(AnswerOfInquiry, { inquiryId, case: noticeId });
  if (!reply.found) return null;
  const { locale, channel, to, reference, answer } = reply;
  const email = channel === 'EMAIL' ? to : null;
  return { locale, email, phone: channel === 'SMS' ? to : null, code: null, inquiry: { reference, answer } };
}
