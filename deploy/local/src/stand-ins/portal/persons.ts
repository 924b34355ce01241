import { createHash } from 'node:crypto';

/** A person as the state knows them. */
export interface Person {
  /** The portal's own name for them (`sub`). */
  readonly id: string;
  readonly name: string;
  /** 14 digits. */
  readonly pin: string;
}

/** Invented people. The first three are the demo accounts of `npm start`; the others are for the visitor's own. */
export const demoPersons: readonly Person[] = [
  { id: 'aibek', name: 'Токтогулов Айбек Маратович', pin: '21405198800123' },
  { id: 'elena', name: 'Соколова Елена Викторовна', pin: '10309199100456' },
  { id: 'daniel', name: 'Kim Daniel', pin: '22711198500789' },
  { id: 'nurai', name: 'Асанова Нурай Бакытовна', pin: '11802199600321' },
  { id: 'timur', name: 'Исмаилов Тимур Рустамович', pin: '20107199300654' },
];

/** `[12]` + DDMMYYYY + 5 digits. */
export const PIN = /^[12]\d{13}$/;
const MAX_PERSONS = 5_000;

/** Demo persons, and whoever was typed into the form. */
export class Persons {
  #persons = new Map(demoPersons.map((person) => [person.id, person]));

  find(id: string): Person | undefined {
    return this.#persons.get(id);
  }

  /** The same PIN is the same person, whatever name is typed this time. */
  typed(pin: string, name: string): Person {
    const known = demoPersons.find((person) => person.pin === pin);
    if (known) return known;
    const id = createHash('sha256').update(`portal:${pin}`).digest('hex').slice(0, 24);
    const person = { id, name, pin };
    this.#persons.set(id, person);
    if (this.#persons.size > MAX_PERSONS) {
      const oldest = [...this.#persons.keys()].find((key) => !demoPersons.some((demo) => demo.id === key));
      if (oldest !== undefined) this.#persons.delete(oldest);
    }
    return person;
  }
}
