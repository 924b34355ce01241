import type { AnswerOfInquiryReply } from '@belgi/contracts';
import { type InquiryParts, inquiryPlace } from './ask-about-policy.js';
import { findById } from './inquiries.store.js';

/**
 * Where an answer goes and what it says, for notify at the moment it sends it (decision 0039). Only of an inquiry that is
 * answered and whose asker chose to be written to by a machine; all others, and those that are gone, are not found.
 */
export async function handOutAnswer(
  { database, sealer }: Pick<InquiryParts, 'database' | 'sealer'>,
  inquiryId: string,
): Promise<AnswerOfInquiryReply> {
  const kept = await findById(database, inquiryId);
  if (kept === undefined || kept.answerSealed === null || kept.contactSealed === null) return { found: false };
  if (kept.answerBy !== 'EMAIL' && kept.answerBy !== 'SMS') return { found: false };
  const { id, reference, locale, wrappedKey, answerBy } = kept;
  const contact = sealer.openText(wrappedKey, kept.contactSealed, inquiryPlace('contact_sealed', id));
  const answer = sealer.openText(wrappedKey, kept.answerSealed, inquiryPlace('answer_sealed', id));
  return { found: true, locale, reference, answer, channel: answerBy, to: contact };
}
