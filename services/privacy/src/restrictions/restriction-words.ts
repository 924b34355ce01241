import type { Locale } from '@belgi/contracts';

const granted: Readonly<Record<Locale, { readonly imposed: string; readonly lifted: string }>> = {
  KY: {
    imposed: 'Маалыматыңыз мындан ары сакталат гана: сунуш, катышуу, ачып берүү жана милдеттүү эмес билдирүү токтойт.',
    lifted: 'Маалыматыңыз кайра колдонулушу мүмкүн.',
  },
  RU: {
    imposed: 'Отныне ваши данные только хранятся: ставки, участие, раскрытие и необязательные сообщения прекращаются.',
    lifted: 'Ваши данные снова могут использоваться.',
  },
  EN: {
    imposed: 'From now on your data are kept and not used: bids, entries, disclosures and optional messages stop.',
    lifted: 'Your data may be used again.',
  },
};

/** The answer to the person's own request. */
export const grantedReason = (locale: Locale, restricted: boolean): string =>
  granted[locale][restricted ? 'imposed' : 'lifted'];
