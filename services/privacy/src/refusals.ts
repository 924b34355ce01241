import { defineRefusals } from '@belgi/subgraph';
import { disclosureTexts } from './disclosures/refusal-texts.js';
import { editionRefusals } from './editions/edition-refusals.js';
import { exportRefusals } from './exports/export-refusals.js';
import { inquiryRefusals } from './inquiries/inquiry-refusals.js';
import { rightsRefusals } from './rights/rights-refusals.js';

/** Every expected refusal of this service, in the three languages. */
export const refusals = defineRefusals({
  // Agreeing
  EDITION_NOT_OPEN: {
    ky: 'Саясаттын бул редакциясына азыр макул болууга болбойт. Күчүндөгү редакцияны ачыңыз.',
    ru: 'С этой редакцией политики сейчас нельзя согласиться. Откройте действующую редакцию.',
    en: 'This edition of the policy is not open for agreement. Open the edition in force.',
  },
  TEXT_CHANGED: {
    ky: 'Сизге көрсөтүлгөн текст редакциянын тексти менен дал келбейт. Аны кайра окуп чыгыңыз.',
    ru: 'Показанный вам текст не совпадает с текстом редакции. Прочитайте её ещё раз.',
    en: 'The text you were shown is not the text of the edition. Please read it again.',
  },
  LATER_EDITION_AGREED: {
    ky: 'Сиз андан кийинки редакцияга макул болгонсуз.',
    ru: 'Вы уже согласились с более поздней редакцией.',
    en: 'You have already agreed to a later edition.',
  },
  CONSENT_NOT_RECORDED_YET: {
    ky: 'Каттоодогу макулдугуңуз азырынча жазыла элек. Бир аздан кийин кайра аракет кылыңыз.',
    ru: 'Ваше согласие при регистрации ещё не записано. Повторите попытку чуть позже.',
    en: 'The consent you gave at registration is not recorded yet. Try again shortly.',
  },
  REASON_TOO_LONG: {
    ky: 'Түшүндүрмө өтө узун: эң көбү {max} белги.',
    ru: 'Пояснение слишком длинное: не более {max} знаков.',
    en: 'The explanation is too long: {max} characters at most.',
  },
  // Publishing
  ...editionRefusals,
  // Legal acts
  ACT_CODE_INVALID: {
    ky: 'Актынын белгиси баш латын тамгалардан, сандардан жана сызыкчалардан турат, мисалы KG-2008-58.',
    ru: 'Код акта состоит из заглавных латинских букв, цифр и дефисов, например KG-2008-58.',
    en: 'The code of an act is made of capital Latin letters, digits and hyphens, such as KG-2008-58.',
  },
  ACT_TEXT_MISSING: {
    ky: 'Актынын номери жана бардык аталыштары үч тилде тең керек.',
    ru: 'Нужны номер акта и все названия на трёх языках.',
    en: 'The number of the act is needed, and every title in all three languages.',
  },
  ACT_DATE_INVALID: {
    ky: 'Даталардын бири туура эмес: жыл-ай-күн керек.',
    ru: 'Одна из дат неверна: нужно год-месяц-день.',
    en: 'One of the dates is not valid: year-month-day is needed.',
  },
  ACT_PERIOD_INVALID: {
    ky: 'Акт күчүн жоготкон күн күчүнө кирген күндөн кийин болушу керек.',
    ru: 'День утраты силы должен быть позже дня вступления в силу.',
    en: 'The act must end after it takes effect.',
  },
  ARTICLES_EMPTY: {
    ky: 'Актынын жок дегенде бир беренеси керек.',
    ru: 'Нужна хотя бы одна статья акта.',
    en: 'At least one article of the act is needed.',
  },
  ARTICLE_INVALID: {
    ky: 'Берененин номери туура эмес же кайталанган: 24 же 15-1 сыяктуу болушу керек.',
    ru: 'Номер статьи неверен или повторён: нужен вид 24 или 15-1.',
    en: 'The number of an article is not valid or stands twice: it looks like 24 or 15-1.',
  },
  ACT_OUT_OF_ORDER: {
    ky: 'Жаңы редакция мурункусунан эрте башталбашы керек.',
    ru: 'Новая редакция акта не может начинаться раньше предыдущей.',
    en: 'A revision of an act cannot begin before the one it follows.',
  },
  ACT_UNKNOWN: {
    ky: 'Мындай акт реестрде жок.',
    ru: 'Такого акта нет в реестре.',
    en: 'There is no such act in the registry.',
  },
  ACT_NOT_IN_FORCE: {
    ky: 'Акт ал күнү күчүндө болгон эмес.',
    ru: 'Акт на тот день не действовал.',
    en: 'The act was not in force on that day.',
  },
  ARTICLE_UNKNOWN: {
    ky: 'Актынын ал күндөгү редакциясында мындай берене жок.',
    ru: 'В редакции акта на тот день такой статьи нет.',
    en: 'The act had no such article on that day.',
  },
  // Legal holds
  REVIEW_DATE_INVALID: {
    ky: 'Кайра кароо күнүн бир жылдын ичинен көрсөтүңүз.',
    ru: 'Укажите день пересмотра в пределах года.',
    en: 'Name a day of review within a year.',
  },
  HOLD_UNKNOWN: {
    ky: 'Мындай кармоо жок.',
    ru: 'Такого удержания нет.',
    en: 'There is no such hold.',
  },
  HOLD_NOT_WAITING: {
    ky: 'Бул кармоо азыр мындай кадамды күтпөйт.',
    ru: 'Удержание сейчас не ждёт такого шага.',
    en: 'The hold does not wait for such a step now.',
  },
  ...disclosureTexts,
  ...rightsRefusals,
  ...exportRefusals,
  ...inquiryRefusals,
});

export type RefusalCode = (typeof refusals.codes)[number];
