import type { Locale } from '@belgi/contracts';
import type { ImportFaultCode } from './piece.js';

/** What is wrong with a line of a document, and what to do about it. */
export const importFaultTexts: Readonly<Record<ImportFaultCode, Readonly<Record<Locale, string>>>> = {
  CHARACTER_NOT_ALLOWED: {
    KY: 'Сапта көрүнбөгөн же окулбаган белги бар: аны алып салыңыз.',
    RU: 'В строке есть невидимый или нечитаемый знак: уберите его.',
    EN: 'The line holds a character that nobody sees or can read: take it out.',
  },
  MARKUP_NOT_SUPPORTED: {
    KY: 'HTML, сүрөт, код, цитата жана шилтеме-эскертме документте кала албайт: аларды жөнөкөй текст менен жазыңыз.',
    RU: 'HTML, изображение, код, цитата или ссылка-сноска не могут стоять в документе: запишите это обычным текстом.',
    EN: 'HTML, an image, code, a quotation or a link by reference cannot stand in the document: write it as plain text.',
  },
  NUMBER_REPEATED: {
    KY: 'Мындай номердеги пункт жогоруда бар.',
    RU: 'Пункт с таким номером уже есть выше.',
    EN: 'A clause with this number stands above already.',
  },
  NUMBER_OUT_OF_ORDER: {
    KY: 'Пункттун номери мурункусунан кичине; эгер бул номер эмес болсо, аны мурунку сапка көчүрүңүз.',
    RU: 'Номер пункта меньше предыдущего; если это не номер, перенесите его на предыдущую строку.',
    EN: 'The number is smaller than the one before it; where it is no number of a clause, move it up to the line before.',
  },
  LINE_NOT_KEPT: {
    KY: 'Бул сап жазылгандай көрсөтүлбөй калмак: аны жөнөкөйүрөөк жазыңыз.',
    RU: 'Эта строка была бы показана не так, как написана: запишите её проще.',
    EN: 'This line would not be shown as it is written: write it more plainly.',
  },
};
