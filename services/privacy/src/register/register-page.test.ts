import { locales } from '@belgi/contracts';
import { describe, expect, it } from 'vitest';
import { readRegister } from './register-file.js';
import { registerPage } from './register-page.js';

const { register } = await readRegister();

describe.each(locales)('the page of the register, in %s', (locale) => {
  const html = registerPage(register, locale);

  it('says of each array what the regulator asks for', () => {
    const { words, arrays, measures } = register;
    expect(arrays.length).toBeGreaterThan(4);
    for (const array of arrays) {
      const said = [
        words.arrays[array.code],
        ...array.purposes.map((code) => words.purposes[code]),
        ...array.duties.map((code) => words.duties[code]),
        ...array.categories.map((code) => words.categories[code]),
        ...array.sources.map((code) => words.sources[code]),
        ...array.recipients.map((code) => words.recipients[code]),
        ...array.retention.map(({ end }) => words.ends[end.act]),
      ];
      for (const text of said) expect(html).toContain(text[locale]);
    }
    for (const code of measures) expect(html).toContain(words.measures[code][locale]);
    expect(html).toContain(words.holder[locale]);
    expect(html).toContain(words.responsible[locale]);
    expect(html).toContain('KG-2008-58');
  });

  it('is whole: as many sections as arrays, every tag closed, nothing undefined', () => {
    expect(html.match(/<section /g)).toHaveLength(register.arrays.length);
    for (const tag of ['section', 'table', 'dl', 'ul', 'li', 'tr', 'td'])
      expect(html.match(new RegExp(`<${tag}[ >]`, 'g'))?.length, tag).toBe(
        html.match(new RegExp(`</${tag}>`, 'g'))?.length,
      );
    expect(html).not.toMatch(/undefined|\[object/);
  });
});
