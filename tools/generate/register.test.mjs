import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { retentionRules } from '@belgi/contracts';
import { describe, expect, it } from 'vitest';
import { personalFields, registerText } from './register.mjs';
import { root, services } from './repository.mjs';

/** @typedef {Record<import('./repository.mjs').Service, string>} Texts */
const read = (/** @type {string} */ file) =>
  /** @type {Texts} */ (
    Object.fromEntries(
      services.map((service) => [service, readFileSync(join(root, 'services', service, file), 'utf8')]),
    )
  );
const graphs = read('schema.graphql');
const tables = read('schema.sql');

describe('the register of holders', () => {
  it('is what the committed file says', () => {
    const committed = readFileSync(join(root, 'services/privacy/register/register.json'), 'utf8');
    expect(registerText(graphs, tables)).toEqual({ text: committed, faults: [] });
  });

  it('knows every declared field, in an array at least', () => {
    const fields = personalFields(graphs).map(({ name }) => name);
    const { arrays } = JSON.parse(registerText(graphs, tables).text);
    const shown = new Set(arrays.flatMap((/** @type {{ fields: string[] }} */ array) => array.fields));
    expect(fields.filter((name) => !shown.has(name))).toEqual([]);
    expect(fields.length).toBeGreaterThan(100);
  });

  // Who adds such a field must be told what to do, before the register says something that is not so.
  it.each([
    [
      'a category that no table holds',
      'SHOE_SIZE',
      '[]',
      /Inquiry\.shoeSize is declared SHOE_SIZE, which no rule .*privacy-rows\.ts/,
    ],
    [
      'a purpose that no rule names',
      'CORRESPONDENCE',
      '["STATISTICS"]',
      /readable for STATISTICS, for which no rule .*privacy-rows\.ts/,
    ],
  ])('a field with %s keeps it from being made', (_case, category, purposes, told) => {
    const field = `extend type Inquiry { shoeSize: Int @personal(category: "${category}", purposes: ${purposes}) }`;
    const privacy = graphs.privacy.replace(/^type Inquiry\b[^{]*\{/m, (head) => `${head}\n${field.slice(22, -2)}\n`);
    expect(registerText({ ...graphs, privacy }, tables).faults).toEqual([expect.stringMatching(told)]);
  });

  it('a table that no rule speaks of keeps it from being made', () => {
    const notify = `${tables.notify}\nCREATE TABLE visits (\n  citizen_id uuid NOT NULL\n);\n`;
    expect(registerText(graphs, { ...tables, notify }).faults).toEqual([
      expect.stringMatching(/notify\.visits holds citizen_id and has no rule .*notify-rows\.ts/),
    ]);
  });

  it('changes when a rule does', () => {
    const without = retentionRules.filter(({ array }) => array !== 'STAFF');
    expect(registerText(graphs, tables, without).faults.length).toBeGreaterThan(0);
  });
});
