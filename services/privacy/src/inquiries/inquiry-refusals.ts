import type { Texts } from '@belgi/subgraph';

/** Why an inquiry is refused, in the three languages. */
export const inquiryRefusals = {
  QUESTION_EMPTY: {
    ky: 'Сурооңузду же сунушуңузду жазыңыз.',
    ru: 'Напишите вопрос или предложение.',
    en: 'Write your question or proposal.',
  },
  QUESTION_TOO_LONG: {
    ky: 'Текст өтө узун: эң көбү {max} белги.',
    ru: 'Текст слишком длинный: не более {max} знаков.',
    en: 'The text is too long: {max} characters at most.',
  },
  TOO_MANY_INQUIRIES: {
    ky: 'Бул даректен өтө көп кайрылуу келди. Кийинчерээк кайталаңыз же 119га чалыңыз.',
    ru: 'С этого адреса слишком много обращений. Повторите позже или позвоните по номеру 119.',
    en: 'Too many inquiries came from this address. Try later or call 119.',
  },
  INQUIRY_UNKNOWN: { ky: 'Мындай кайрылуу жок.', ru: 'Такого обращения нет.', en: 'There is no such inquiry.' },
  INQUIRY_ANSWERED: {
    ky: 'Бул кайрылууга жооп берилген.',
    ru: 'На это обращение уже ответили.',
    en: 'This inquiry has been answered already.',
  },
} as const satisfies Record<string, Texts>;
