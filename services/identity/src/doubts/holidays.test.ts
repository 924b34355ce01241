import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** What the migrations of a service say of days, statement by statement. */
function statementsAboutDays(service: string): string[] {
  const folder = new URL(`../../../${service}/migrations/`, import.meta.url);
  const all = readdirSync(folder)
    .sort()
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
  return all.match(/INSERT INTO holidays[^;]*;/g) ?? [];
}

it('a term of the user agreement steps over the same days as a term of the law', () => {
  const ours = statementsAboutDays('identity');
  expect(ours.length).toBeGreaterThan(0);
  expect(ours).toEqual(statementsAboutDays('privacy'));
});
