export const languages = ['ky', 'ru', 'en'] as const;
export type Language = (typeof languages)[number];
/** One sentence in each language. */
export type Words = Readonly<Record<Language, string>>;

/** The language of a locale's name (`ru_KG.UTF-8`, `en-GB`); Kyrgyz for all that is none of ours. */
export function languageOf(locale: string | undefined): Language {
  const name = locale?.toLowerCase().split(/[^a-z]/)[0];
  return languages.find((language) => language === name) ?? 'ky';
}
