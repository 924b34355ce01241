import { expect, test } from 'vitest';
import { demoPersons, Persons, PIN } from './persons.js';

test('demo persons have PINs of natural persons, each their own', () => {
  for (const { pin } of demoPersons) expect(pin).toMatch(PIN);
  expect(new Set(demoPersons.map(({ pin }) => pin)).size).toBe(demoPersons.length);
});

test('the same PIN is the same person, and its name for the auction does not give the PIN away', () => {
  const persons = new Persons();
  const first = persons.typed('10101199900001', 'Asanova Nurai');
  expect(persons.typed('10101199900001', 'Asanova N.').id).toBe(first.id);
  expect(first.id).not.toContain('10101199900001');
  expect(persons.find(first.id)?.name).toBe('Asanova N.');
});

test('a demo person that is typed in is that person', () => {
  const [demo] = demoPersons;
  expect(new Persons().typed(demo?.pin ?? '', 'Somebody Else')).toEqual(demo);
});
