import fc from 'fast-check';

/** Words as documents have them, with what Markdown would take for its own. */
const word = fc.constantFrom(
  ...['Пользователь', 'маалымат', 'өз', 'the', 'User', 'data', 'и', '–', '№', '10%', '3.4', '2024.', '1)', '(а)', 'п.'],
  ...[
    '*',
    '_',
    '*bold*',
    '__x__',
    '[a](b)',
    '<b>',
    '&amp;',
    '`c`',
    '#',
    '\\',
    '![i]',
    '~~~',
    '***',
    '===',
    '|',
    'https://x.kg/?a=1&b=2',
  ],
);
const words = fc.array(word, { minLength: 1, maxLength: 12 });

/** Begins with a word that marks nothing, so that the line is what it is meant to be. */
const sentence = words.map((said) => `Слово ${said.join(' ')}`);

interface Clause {
  readonly said: string;
  readonly letters: readonly string[];
  readonly items: readonly string[];
}
const clause: fc.Arbitrary<Clause> = fc.record({
  said: sentence,
  letters: fc.array(sentence, { maxLength: 4 }),
  items: fc.array(sentence, { maxLength: 3 }),
});

/** For tests: a plain text with sections, clauses, letters and lists, and the numbers of its clauses in their order. */
export const anyPlainDocument = fc
  .record({
    title: fc.constantFrom('', 'ПОЛИТИКА КОНФИДЕНЦИАЛЬНОСТИ', 'Купуялуулук саясаты'),
    dot: fc.constantFrom('.', ''),
    gap: fc.constantFrom('\n', '\n\n', '\r\n\r\n', '\n   \n'),
    delimiter: fc.constantFrom('.', ')'),
    sections: fc.array(fc.tuple(sentence, fc.array(clause, { minLength: 1, maxLength: 3 })), {
      minLength: 1,
      maxLength: 4,
    }),
    first: fc.integer({ min: 1, max: 30 }),
  })
  .map(({ title, dot, gap, delimiter, sections, first }) => {
    const numbers: string[] = [];
    const lines = sections.flatMap(([heading, clauses], index) => {
      const section = first + index;
      numbers.push(String(section));
      return [
        `${section}. ${heading}`,
        ...clauses.flatMap(({ said, letters, items }, place) => {
          const number = `${section}.${place + 1}`;
          numbers.push(number);
          return [
            `${number}${dot} ${said}`,
            ...letters.map((letter, at) => `${'абвг'[at]}) ${letter}`),
            ...items.map((item, at) => `${100 + 2 * at}${delimiter} ${item}`),
          ];
        }),
      ];
    });
    return { text: (title === '' ? '' : `${title}\n\n`) + lines.join(gap), numbers };
  });

/** Splits what is read into lines as a page does: at any space, before words that mark nothing. */
export const wrapped = (text: string): string =>
  text.replaceAll(' маалымат', '\nмаалымат').replaceAll(' User', '\n  User');
