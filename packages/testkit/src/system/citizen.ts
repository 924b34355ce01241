import { randomInt } from 'node:crypto';
import type { Locale } from '@belgi/contracts';
import { type Applicant, register } from '@belgi/local';
import type { TestSystem } from './create-system.js';
import { TestCitizen } from './test-citizen.js';

export { TestCitizen } from './test-citizen.js';

/**
 * Says who a citizen is, then makes them: `await aCitizen(system).speaking('RU').verified()`.
 * What is not said is made up, different for each citizen.
 */
export class CitizenBuilder {
  #who: Applicant;

  constructor(private readonly system: TestSystem) {
    this.#who = madeUp();
  }

  named(name: string): this {
    return this.#with({ name });
  }

  speaking(locale: Locale): this {
    return this.#with({ locale });
  }

  /** 14 digits. */
  withPin(pin: string): this {
    return this.#with({ pin });
  }

  withPhone(phone: string): this {
    return this.#with({ phone });
  }

  withEmail(email: string | null): this {
    return this.#with({ email });
  }

  /** The form as it would be filled in, for tests that send it themselves. */
  applicant(): Applicant {
    return this.#who;
  }

  /** Agreed to the policy and registered with the code; not verified. */
  async registered(): Promise<TestCitizen> {
    const graph = this.system.graph.speaking(this.#who.locale);
    return new TestCitizen(this.system, this.#who, await register(graph, this.system.mailbox, this.#who));
  }

  /** Registered, and the PIN proved at the portal. */
  async verified(): Promise<TestCitizen> {
    return (await this.registered()).verifies();
  }

  #with(details: Partial<Applicant>): this {
    this.#who = { ...this.#who, ...details };
    return this;
  }
}

export function aCitizen(system: TestSystem): CitizenBuilder {
  return new CitizenBuilder(system);
}

const NAMES = ['Асанов Бакыт', 'Сыдыкова Айгүл', 'Орлова Мария', 'Петров Иван', 'Brown Alice', 'Kim Daniel'];

/** Invented: nobody has these numbers, or anybody may. */
function madeUp(): Applicant {
  const tag = String(randomInt(10 ** 7)).padStart(7, '0');
  const day = String(randomInt(1, 29)).padStart(2, '0');
  const month = String(randomInt(1, 13)).padStart(2, '0');
  return {
    name: NAMES[randomInt(NAMES.length)] as string,
    pin: `${randomInt(1, 3)}${day}${month}${randomInt(1950, 2004)}${String(randomInt(10 ** 5)).padStart(5, '0')}`,
    phone: `+99655${tag}`,
    email: `citizen-${tag}@belgi.test`,
    idDocument: `ID${tag}`,
    address: 'Бишкек ш., Чүй пр. 1',
    password: `кумуш-${tag}-Tulpar-jailoo`,
    locale: 'EN',
  };
}
