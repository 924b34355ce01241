import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Sql, sql } from './sql.js';

describe('sql', () => {
  it('makes every value a parameter', () => {
    const statement = sql`/* lots.find */ SELECT ${1} WHERE id = ${"'; DROP TABLE lots"}`;
    expect(statement.text).toBe('/* lots.find */ SELECT $1 WHERE id = $2');
    expect(statement.values).toEqual([1, "'; DROP TABLE lots"]);
    expect(statement.name).toBe('lots.find');
  });

  it('splices fragments with their own parameters', () => {
    const filter = sql`AND region = ${'01'} ${sql`AND price < ${5n}`}`;
    const statement = sql`SELECT ${'a'} ${filter} LIMIT ${10}`;
    expect(statement.text).toBe('SELECT $1 AND region = $2 AND price < $3 LIMIT $4');
    expect(statement.values).toEqual(['a', '01', 5n, 10]);
  });

  it('refuses a forgotten value', () => {
    expect(() => sql`SELECT ${undefined}`).toThrow(/value 1 is undefined/);
  });

  it('joins fragments and leaves empty ones out of sight', () => {
    expect(sql`SELECT ${sql.join([sql`${1}`, sql`${2}`])} ${sql.empty}`.text).toBe('SELECT $1, $2 ');
  });

  it('numbers the parameters of any nesting in reading order', () => {
    const { statement } = fc.letrec<{ statement: Sql }>((tie) => ({
      statement: fc.oneof(
        { maxDepth: 4 },
        fc.integer().map((value) => sql`${value}`),
        fc.tuple(tie('statement'), fc.integer(), tie('statement')).map(([a, n, b]) => sql`(${a} ${n} ${b})`),
      ),
    }));
    fc.assert(
      fc.property(statement, ({ text, values }) => {
        const placeholders = [...text.matchAll(/\$(\d+)/g)].map((match) => Number(match[1]));
        expect(placeholders).toEqual(values.map((_, index) => index + 1));
      }),
    );
  });
});
