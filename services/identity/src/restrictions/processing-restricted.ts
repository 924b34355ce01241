import { fault } from '@belgi/subgraph';

/** The person's data may be kept and not used: nobody reads them, for whatever purpose, until that is lifted. */
export function processingRestricted() {
  return fault('PROCESSING_RESTRICTED', {
    ky: 'Бул адамдын маалыматын колдонуу чектелген: ал сакталат гана.',
    ru: 'Использование данных этого человека ограничено: они только хранятся.',
    en: 'The use of this person’s data is restricted: they are kept and not used.',
  });
}
