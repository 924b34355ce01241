import { enumOf } from '@belgi/subgraph';
import { registerEnumType } from 'type-graphql';
import { digitsClasses, lettersClasses } from './combination-class.js';

export const DigitsClassEnum = enumOf(digitsClasses);
registerEnumType(DigitsClassEnum, {
  name: 'DigitsClass',
  description: 'What three digits are like; of several that hold, the first.',
  valuesConfig: {
    ALL_EQUAL: { description: '777' },
    ROUND: { description: '100 to 900' },
    MIRRORED: { description: '717' },
    ASCENDING: { description: '123' },
    DESCENDING: { description: '321' },
    PAIR: { description: 'Two equal side by side: 771, 177.' },
  },
});

export const LettersClassEnum = enumOf(lettersClasses);
registerEnumType(LettersClassEnum, {
  name: 'LettersClass',
  description: 'What three letters are like; of several that hold, the first. Sequences go by the Latin alphabet.',
  valuesConfig: {
    ALL_EQUAL: { description: 'AAA' },
    MIRRORED: { description: 'ABA' },
    ASCENDING: { description: 'ABC' },
    DESCENDING: { description: 'CBA' },
    PAIR: { description: 'Two equal side by side: AAB, ABB.' },
  },
});
