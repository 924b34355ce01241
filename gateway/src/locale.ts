/** The languages of everything a person reads here. */
export type Locale = 'ky' | 'ru' | 'en';

const KNOWN: readonly string[] = ['ky', 'ru', 'en'];

/**
 * The best of our languages for an Accept-Language header (RFC 9110 §12.5.4); `kir` and regional tags count.
 * Nothing that fits: Kyrgyz, the first of the fallback order ky → ru → en.
 */
export function localeOf(acceptLanguage: string | undefined): Locale {
  let best: Locale = 'ky';
  let bestQuality = 0;
  for (const part of (acceptLanguage ?? '').slice(0, 256).split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const quality = Number(parameters.find((parameter) => parameter.trim().startsWith('q='))?.split('=')[1] ?? 1);
    const language = tag.split('-')[0] ?? '';
    const known = language === 'kir' ? 'ky' : language;
    if (KNOWN.includes(known) && quality > bestQuality) {
      best = known as Locale;
      bestQuality = quality;
    }
  }
  return best;
}
