import type { Locale } from '@belgi/contracts';

/** BCP 47 tags of our languages. */
export const languageTags: Readonly<Record<Locale, string>> = { KY: 'ky', RU: 'ru', EN: 'en-GB' };

/** The country has one time zone; instants are shown in it whoever reads. */
const TIME_ZONE = 'Asia/Bishkek';

const cached = <T>(make: (locale: Locale) => T): ((locale: Locale) => T) => {
  const made = new Map<Locale, T>();
  return (locale) => {
    const found = made.get(locale) ?? make(locale);
    made.set(locale, found);
    return found;
  };
};

const dateTime = cached(
  (locale) =>
    new Intl.DateTimeFormat(languageTags[locale], {
      dateStyle: 'long',
      timeStyle: 'short',
      hourCycle: 'h23',
      timeZone: TIME_ZONE,
    }),
);
const list = cached((locale) => new Intl.ListFormat(languageTags[locale], { type: 'conjunction' }));
const whole = cached((locale) => new Intl.NumberFormat(languageTags[locale], { maximumFractionDigits: 0 }));
const decimalSign: Readonly<Record<Locale, string>> = { KY: ',', RU: ',', EN: '.' };

/** Tyiyn per som. */
const TYIYN = 100n;

/** `"1250050"` → `12 500,50` (ky, ru), `12,500.50` (en); whole som show no tyiyn. BigInt all the way: never a float. */
export function formatAmount(tyiyn: string, locale: Locale): string {
  const amount = BigInt(tyiyn);
  const som = whole(locale).format(amount / TYIYN);
  const rest = amount % TYIYN;
  return rest === 0n ? som : `${som}${decimalSign[locale]}${String(rest).padStart(2, '0')}`;
}

/** Date and time in Asia/Bishkek in the words of the language. */
export function formatInstant(iso: string, locale: Locale): string {
  return dateTime(locale).format(new Date(iso));
}

export function formatList(words: readonly string[], locale: Locale): string {
  return list(locale).format(words);
}
