import type { Locale } from '@belgi/contracts';
import { isSwitchable, type NoticeKind, ruleOf } from '../notices/notice-kind.js';
import { languageTags } from './format.js';
import { withoutIdentifiers } from './outgoing-text.js';
import type { Params } from './params.js';
import { languages, renderStored } from './render.js';

export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Offer to unsubscribe: optional kinds only; for the others it would be a lie. */
  readonly unsubscribe: boolean;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** A whole mail in one language: plain text first, and simple HTML with no image, link, style sheet or script (nothing to track). */
export function mailText(kind: NoticeKind, locale: Locale, params: Params): MailText {
  const { frame } = languages[locale];
  const { basis } = ruleOf(kind);
  const why = frame.why[basis];
  const title = withoutIdentifiers(renderStored(kind, locale, 'title', params));
  const body = withoutIdentifiers(renderStored(kind, locale, 'mail', params));
  return {
    subject: title,
    text: [frame.greeting, body, why, `-- \n${frame.signature}`].join('\n\n'),
    html: page(languageTags[locale], title, [frame.greeting, body, why, frame.signature]),
    unsubscribe: isSwitchable(kind),
  };
}

function page(language: string, title: string, paragraphs: readonly string[]): string {
  const body = paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('\n');
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body>
${body}
</body>
</html>
`;
}

/** One SMS: the kind's short text. */
export function smsText(kind: NoticeKind, locale: Locale, params: Params): string {
  const text = renderStored(kind, locale, 'sms', params);
  // The code itself must arrive whole; it has six digits and is nobody's number.
  return kind === 'REGISTRATION_CODE' ? text : withoutIdentifiers(text);
}
