import type { DataCategory, Locale } from '@belgi/contracts';
import { type TextParameters, type Texts, textIn } from '@belgi/subgraph';

export const SYSTEM_NAME = 'Belgi';

const CATEGORIES: Readonly<Record<DataCategory, Texts>> = {
  NAME: { ky: 'аты-жөнү', ru: 'имя', en: 'name' },
  PIN: { ky: 'жеке номери', ru: 'персональный номер', en: 'personal number' },
  ID_DOCUMENT: { ky: 'инсандыкты ырастоочу документ', ru: 'документ', en: 'identity document' },
  PHONE: { ky: 'телефон', ru: 'телефон', en: 'phone' },
  EMAIL: { ky: 'электрондук почта', ru: 'электронная почта', en: 'e-mail' },
  ADDRESS: { ky: 'дарек', ru: 'адрес', en: 'address' },
  BID_HISTORY: { ky: 'сунуштардын тарыхы', ru: 'история ставок', en: 'bids' },
  PAYMENT: { ky: 'төлөмдөр', ru: 'платежи', en: 'payments' },
  CONSENT_HISTORY: { ky: 'макулдуктардын тарыхы', ru: 'история согласий', en: 'consents' },
};

const ROLES: Readonly<Record<string, Texts>> = {
  AUCTIONEER: { ky: 'аукционист', ru: 'аукционист', en: 'auctioneer' },
  PRIVACY_OFFICER: { ky: 'маалымат боюнча жооптуу', ru: 'ответственный за данные', en: 'privacy officer' },
  OPERATOR: { ky: 'чалуу борборунун оператору', ru: 'оператор колл-центра', en: 'call-centre operator' },
  OPERATIONS: { ky: 'системанын администратору', ru: 'администратор системы', en: 'system administrator' },
};

const PURPOSES: Readonly<Record<string, Texts>> = {
  IDENTIFICATION: { ky: 'тарапты аныктоо', ru: 'определение стороны договора', en: 'identifying a party' },
  COMMUNICATION: { ky: 'байланыш', ru: 'связь', en: 'communication' },
  STATISTICS: { ky: 'статистика', ru: 'статистика', en: 'statistics' },
  VERIFICATION: { ky: 'текшерүү', ru: 'проверка', en: 'verification' },
};

const DUTIES: Readonly<Record<string, Texts>> = {
  OFFICIAL_REQUEST: { ky: 'расмий кат', ru: 'официальный запрос', en: 'an official request' },
  SECURITY: { ky: 'коопсуздук', ru: 'безопасность', en: 'security' },
  PERSONS_OWN_RIGHTS: { ky: 'сиздин укуктарыңыз', ru: 'ваши права', en: 'your own rights' },
};

const OPERATOR: Texts = {
  ky: 'Номер белгилеринин аукционунун оператору',
  ru: 'Оператор аукциона номерных знаков',
  en: 'Operator of the number plate auction',
};

const ACTIONS = {
  AGENCY: {
    ky: 'Расмий кат № {letter} боюнча берилди: {categories}. Негизи: {basis}',
    ru: 'Передано по официальному письму № {letter}: {categories}. Основание: {basis}',
    en: 'Disclosed on official letter No. {letter}: {categories}. Legal basis: {basis}',
  },
  STAFF: {
    ky: 'Кызматкер карады: {role}. Максаты: {purpose}',
    ru: 'Просмотр сотрудником: {role}. Цель: {purpose}',
    en: 'Looked at by staff: {role}. Purpose: {purpose}',
  },
  STAFF_DUTY: {
    ky: 'Кызматкер карады: {role}. Милдети: {duty}',
    ru: 'Просмотр сотрудником: {role}. Обязанность: {duty}',
    en: 'Looked at by staff: {role}. Duty: {duty}',
  },
} as const satisfies Record<string, Texts>;

export const usageWords = (action: keyof typeof ACTIONS, locale: Locale, parameters: TextParameters): string =>
  textIn(locale, ACTIONS[action], parameters);
export const categoryWord = (category: DataCategory, locale: Locale): string => textIn(locale, CATEGORIES[category]);
export const operatorName = (locale: Locale): string => textIn(locale, OPERATOR);
/** A role, purpose or duty that came after these words is told by its name rather than not at all. */
export const roleWord = (role: string, locale: Locale): string => textIn(locale, ROLES[role] ?? { en: role });
export const purposeWord = (purpose: string, locale: Locale): string =>
  textIn(locale, PURPOSES[purpose] ?? { en: purpose });
export const dutyWord = (duty: string, locale: Locale): string => textIn(locale, DUTIES[duty] ?? { en: duty });
