import type { Locale } from '@belgi/contracts';

/** What every page says of the languages it is there in. */
export interface PageLanguage {
  /** BCP 47. */
  readonly language: string;
  /** Of the language, in itself. */
  readonly name: string;
  /** What the choice of languages is called. */
  readonly languages: string;
}

export const pageLanguages: Readonly<Record<Locale, PageLanguage>> = {
  KY: { language: 'ky', name: 'Кыргызча', languages: 'Тил' },
  RU: { language: 'ru', name: 'Русский', languages: 'Язык' },
  EN: { language: 'en', name: 'English', languages: 'Language' },
};
